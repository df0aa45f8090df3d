package org.yuemao.base.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;

/** Says in the person's language why a write was refused, at the field that has to be mended where there is one. */
public final class SaveFailures {
    private SaveFailures() {}

    /**
     * Tries a write. Where it is refused, the reason is shown and what was typed stays.
     *
     * @param fields the form's fields by the name that a {@link Refusal} gives them: components of the data record
     * @return whether the write was done
     */
    public static boolean attempt(Runnable write, Map<String, ? extends HasValue<?, ?>> fields) {
        try {
            write.run();
            return true;
        } catch (Refusal
                | StaleRecord
                | RecordNotFound
                | OptimisticLockingFailureException
                | AccessDeniedException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException e) {
            show(e, fields);
            return false;
        }
    }

    /** Tries a write that belongs to no form. */
    public static boolean attempt(Runnable write) {
        return attempt(write, Map.of());
    }

    /** Shows why a write was refused. */
    public static void show(RuntimeException refused, Map<String, ? extends HasValue<?, ?>> fields) {
        String reason = reason(refused);
        if (refused instanceof Refusal refusal
                && refusal.field() != null
                && fields.get(refusal.field()) instanceof HasValidationProperties field) {
            field.setErrorMessage(reason);
            field.setInvalid(true);
            if (field instanceof Focusable<?> focusable) {
                focusable.focus();
            }
        } else {
            Notices.refused(reason);
        }
    }

    /** The sentence that explains a refused write. */
    public static String reason(RuntimeException refused) {
        return switch (refused) {
            case Refusal refusal -> I18NProvider.translate(refusal.key(), refusal.arguments());
            case StaleRecord stale -> I18NProvider.translate("base.stale");
            case OptimisticLockingFailureException stale -> I18NProvider.translate("base.stale");
            case PessimisticLockingFailureException busy -> I18NProvider.translate("base.busy");
            case RecordNotFound gone -> I18NProvider.translate("base.gone");
            case AccessDeniedException denied -> I18NProvider.translate("base.denied");
            default -> I18NProvider.translate("base.failed");
        };
    }
}

package org.yuemao.review.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.internal.LocaleUtil;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yuemao.base.Review;
import org.yuemao.base.bulk.BulkPlan.Held;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewOutcome;
import org.yuemao.review.ReviewService;
import org.yuemao.review.ReviewStep;

/** Asks what a step of the review needs to know, takes it, and says what came of it. */
public final class ReviewSteps {
    private ReviewSteps() {}

    /** What a step is called. */
    public static String nameOf(ReviewStep step) {
        return I18NProvider.translate("review.step." + step);
    }

    /** A button that takes the step; it does nothing yet. */
    static Button button(ReviewStep step) {
        VaadinIcon icon =
                switch (step) {
                    case SUBMIT -> VaadinIcon.PAPERPLANE_O;
                    case TAKE_BACK -> VaadinIcon.ARROW_BACKWARD;
                    case APPROVE -> VaadinIcon.CHECK_CIRCLE_O;
                    case RETURN -> VaadinIcon.REPLY;
                    case REOPEN -> VaadinIcon.UNLOCK;
                };
        Button button = new Button(nameOf(step), icon.create());
        if (step == ReviewStep.APPROVE || step == ReviewStep.SUBMIT) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        return button;
    }

    /** Asks why, in a dialog that closes once the answer was taken. */
    public static void askWhy(ReviewStep step, int records, SerializableConsumer<String> take) {
        new Why(step, records, take).open();
    }

    /**
     * Takes the step with the records, after asking why or whether where that is to be asked.
     *
     * @param versions the version that was seen of each, by its id
     * @param done what is to be done once it was tried, be it with all of them or with none
     */
    public static void take(
            ReviewService service, ReviewStep step, ReviewKind kind, Map<Long, Long> versions, Runnable done) {
        if (step.saysWhy()) {
            askWhy(step, versions.size(), why -> tell(step, service.take(step, kind, versions, why), done));
        } else if (versions.size() > 1) {
            confirm(step, versions.size(), () -> attempt(service, step, kind, versions, done));
        } else {
            attempt(service, step, kind, versions, done);
        }
    }

    /** Takes the step with one record, having asked why where that is to be asked; the reason why not is shown, or thrown. */
    public static void takeOne(
            ReviewService service, ReviewStep step, ReviewKind kind, long id, long version, String why, Runnable done) {
        Map<Long, Long> versions = Map.of(id, version);
        if (step.saysWhy()) {
            tell(step, service.take(step, kind, versions, why), done);
        } else {
            attempt(service, step, kind, versions, done);
        }
    }

    private static void attempt(
            ReviewService service, ReviewStep step, ReviewKind kind, Map<Long, Long> versions, Runnable done) {
        SaveFailures.attempt(() -> tell(step, service.take(step, kind, versions, ""), done));
    }

    private static void confirm(ReviewStep step, int records, Runnable action) {
        FormDialog dialog = new FormDialog("28rem");
        dialog.setHeaderTitle(I18NProvider.translate("review.confirm." + step, records));
        dialog.add(new Paragraph(I18NProvider.translate("review.confirm.hint." + step)));
        dialog.saveButton().setText(nameOf(step));
        dialog.onSave(() -> false, () -> {
            dialog.close();
            action.run();
        });
        dialog.open();
        dialog.saveButton().focus();
    }

    private static void tell(ReviewStep step, ReviewOutcome outcome, Runnable done) {
        done.run();
        String said = I18NProvider.translate("review.done." + step, outcome.done());
        if (outcome.held().isEmpty()) {
            Notices.done(said);
            return;
        }
        Dialog dialog = new Dialog(said);
        dialog.setWidth("36rem");
        dialog.setMaxWidth("100%");
        dialog.add(new Paragraph(I18NProvider.translate("review.held", outcome.heldRecords())), reasons(outcome));
        Button close = new Button(I18NProvider.translate("review.close"), clicked -> dialog.close());
        dialog.getFooter().add(close);
        dialog.open();
        close.focus();
    }

    private static Component reasons(ReviewOutcome outcome) {
        Locale locale = LocaleUtil.getLocale();
        String separator = Formats.chinese(locale) ? "、" : ", ";
        UnorderedList reasons = new UnorderedList();
        for (Held held : outcome.held()) {
            String why = I18NProvider.translate(held.key(), held.arguments().toArray());
            String named = held.named().stream().map(names -> names.in(locale)).collect(Collectors.joining(separator));
            reasons.add(new ListItem(
                    named.isEmpty()
                            ? I18NProvider.translate("base.bulk.reason", held.rows(), why)
                            : I18NProvider.translate(
                                    "base.bulk.reason.named",
                                    held.rows(),
                                    why,
                                    held.rows() > held.named().size() ? named + " …" : named)));
        }
        return reasons;
    }

    /** Asks for a remark or a reason; what was typed stays until it was taken. */
    private static final class Why extends FormDialog {
        private static final long serialVersionUID = 1L;

        private final TextArea why = new TextArea();

        Why(ReviewStep step, int records, SerializableConsumer<String> take) {
            super("34rem");
            setHeaderTitle(getTranslation("review.confirm." + step, records));
            why.setLabel(getTranslation("review.why." + step));
            why.setHelperText(getTranslation("review.confirm.hint." + step));
            why.setMaxLength(Review.LONGEST_REMARK);
            why.setWidthFull();
            why.setMinRows(3);
            saveButton().setText(nameOf(step));
            saveButton().addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
            saveButton().setTooltipText("Ctrl+Enter");
            onSave(() -> !why.isEmpty(), () -> {
                if (SaveFailures.attempt(() -> take.accept(why.getValue()), Map.of("reviewRemark", why))) {
                    close();
                }
            });
            add(why);
        }

        @Override
        public void open() {
            super.open();
            why.focus();
        }
    }
}

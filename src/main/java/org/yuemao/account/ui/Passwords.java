package org.yuemao.account.ui;

import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;

/** What forms with a new password have in common. */
final class Passwords {
    private Passwords() {}

    /** Whether a new password has been typed twice alike; says so at the second field where it has not. */
    static boolean same(PasswordField password, PasswordField again) {
        boolean same = password.getValue().equals(again.getValue());
        if (!same) {
            again.setErrorMessage(again.getTranslation("account.password.differs"));
            again.setInvalid(true);
            again.focus();
        }
        return same;
    }

    /** Takes back what an earlier attempt said at the fields. */
    static void clear(HasValidationProperties... fields) {
        for (HasValidationProperties field : fields) {
            field.setInvalid(false);
        }
    }
}

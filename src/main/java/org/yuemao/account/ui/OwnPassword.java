package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Map;
import org.yuemao.account.AccountService;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;

/** Changes the own password. */
final class OwnPassword extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final PasswordField old = new PasswordField(getTranslation("account.password.old"));
    private final PasswordField password = new PasswordField(getTranslation("account.password.new"));
    private final PasswordField again = new PasswordField(getTranslation("account.password.again"));

    OwnPassword(AccountService accounts) {
        this.accounts = accounts;
        old.getElement().setAttribute("autocomplete", "current-password");
        password.setHelperText(getTranslation("account.password.hint"));
        for (PasswordField field : new PasswordField[] {password, again}) {
            field.getElement().setAttribute("autocomplete", "new-password");
        }
        for (PasswordField field : new PasswordField[] {old, password, again}) {
            field.setValueChangeMode(ValueChangeMode.EAGER);
        }
        Button change = new Button(getTranslation("account.password.change"), clicked -> change());
        change.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(old, password, again, change);
        form.addClassName("own-account-form");
        Fields.onEnter(form, this::change);
        getContent().add(new H2(getTranslation("account.password")), form);
    }

    private void change() {
        Passwords.clear(old, password, again);
        if (!Passwords.same(password, again)) {
            return;
        }
        boolean changed = SaveFailures.attempt(
                () -> accounts.changeOwnPassword(old.getValue(), password.getValue()),
                Map.of("old", old, "password", password));
        if (changed) {
            Notices.done(getTranslation("account.password.changed"));
            old.clear();
            password.clear();
            again.clear();
        }
    }
}

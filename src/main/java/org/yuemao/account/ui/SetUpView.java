package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Map;
import org.yuemao.account.AccountService;
import org.yuemao.base.ui.Entrance;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.ui.Guesses;

@Route(value = "set-up", autoLayout = false)
@AnonymousAllowed
class SetUpView extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient Guesses guesses;
    private final TextField token = new TextField();
    private final TextField username = new TextField();
    private final TextField fullName = new TextField();
    private final PasswordField password = new PasswordField();
    private final PasswordField again = new PasswordField();

    SetUpView(AccountService accounts, Guesses guesses) {
        this.accounts = accounts;
        this.guesses = guesses;
        token.setLabel(getTranslation("account.set-up.token"));
        token.setAutofocus(true);
        token.getElement().setAttribute("autocomplete", "off");
        username.setLabel(getTranslation("account.username"));
        username.getElement().setAttribute("autocomplete", "username");
        fullName.setLabel(getTranslation("account.full-name"));
        password.setLabel(getTranslation("account.password"));
        password.setHelperText(getTranslation("account.password.hint"));
        password.getElement().setAttribute("autocomplete", "new-password");
        again.setLabel(getTranslation("account.password.again"));
        again.getElement().setAttribute("autocomplete", "new-password");
        Button submit = new Button(getTranslation("account.set-up.submit"), click -> submit());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(
                new H1(getTranslation("account.set-up.title")),
                new Paragraph(getTranslation("account.set-up.intro")),
                token,
                username,
                fullName,
                password,
                again,
                submit);
        form.addClassName("entrance-form");
        Fields.onEnter(form, this::submit);
        for (PasswordField field : new PasswordField[] {password, again}) {
            field.setValueChangeMode(ValueChangeMode.EAGER);
        }
        Entrance.on(getContent(), form);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (accounts.isSetUp()) {
            event.forwardTo("sign-in");
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.set-up.title");
    }

    private void submit() {
        Passwords.clear(token, username, fullName, password, again);
        if (!Passwords.same(password, again)) {
            return;
        }
        boolean done = SaveFailures.attempt(
                () -> {
                    guesses.require();
                    guesses.note();
                    accounts.setUp(token.getValue(), username.getValue(), fullName.getValue(), password.getValue());
                },
                Map.of("token", token, "username", username, "fullName", fullName, "password", password));
        if (done) {
            UI.getCurrentOrThrow().navigate("sign-in");
        }
    }
}

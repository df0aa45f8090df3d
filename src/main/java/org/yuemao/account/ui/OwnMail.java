package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.EmailField;
import java.util.Map;
import org.yuemao.account.AccountService;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;

/** Where the person can be reached by mail; nowhere where the field is empty. */
final class OwnMail extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final EmailField email = new EmailField(getTranslation("account.email"));

    OwnMail(AccountService accounts) {
        this.accounts = accounts;
        email.setHelperText(getTranslation("account.email.hint"));
        email.setValue(accounts.ownEmail().orElse(""));
        email.getElement().setAttribute("autocomplete", "email");
        Div form = new Div(email, new Button(getTranslation("base.save"), clicked -> save()));
        form.addClassName("own-account-form");
        Fields.onEnter(form, this::save);
        getContent().add(new H2(getTranslation("account.email.title")), form);
    }

    private void save() {
        email.setInvalid(false);
        if (SaveFailures.attempt(() -> accounts.reachMeAt(email.getValue()), Map.of("email", email))) {
            Notices.done(getTranslation("base.saved"));
        }
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.VaadinSession;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.account.ProviderIdentityService.Identity;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.IntendedBinding;

/** Whether the provider of the organisation opens the own account; binds and unbinds it. */
final class OwnProvider extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    /** What can come of going there to bind it, as the address says it. */
    private static final Set<String> REASONS = Set.of("down", "failed", "denied", "taken");

    private final transient ProviderIdentityService identities;
    private final String name;
    private final Paragraph notice = new Paragraph();
    private final Div content = new Div();

    OwnProvider(ProviderIdentityService identities, String name) {
        this.identities = identities;
        this.name = name;
        notice.setVisible(false);
        notice.getElement().setAttribute("role", "status");
        content.addClassName("own-account-form");
        getContent().add(new H2(getTranslation("account.identity", name)), notice, content);
        show();
    }

    /** Says what came of going there. */
    void say(String reason) {
        if (REASONS.contains(reason)) {
            notice.setText(getTranslation("account.identity.refused." + reason));
            notice.setVisible(true);
        }
    }

    private void show() {
        content.removeAll();
        identities.own().ifPresentOrElse(this::showBound, this::offer);
    }

    private void offer() {
        content.add(new Paragraph(getTranslation("account.identity.about", name)));
        if (identities.passwordOpensOwn()) {
            Button bind = new Button(
                    getTranslation("account.identity.bind"),
                    clicked -> askForPassword("bind", password -> {
                        IntendedBinding intended = identities.beginOwn(password);
                        VaadinSession.getCurrent().getSession().setAttribute(IntendedBinding.NAME, intended);
                        UI.getCurrentOrThrow().getPage().setLocation(intended.path());
                    }));
            content.add(bind);
        }
    }

    private void showBound(Identity bound) {
        content.add(new Paragraph(getTranslation(
                "account.identity.bound", bound.subject(), Formats.moment(bound.boundAt(), getLocale()))));
        if (identities.passwordOpensOwn()) {
            Button unbind = new Button(
                    getTranslation("account.identity.unbind"),
                    clicked -> askForPassword("unbind", password -> {
                        identities.unbindOwn(password);
                        Notices.done(getTranslation("account.identity.unbound"));
                    }));
            unbind.addThemeVariants(ButtonVariant.ERROR);
            content.add(unbind);
        } else {
            content.add(new Paragraph(getTranslation("account.identity.only-way")));
        }
    }

    /** Whoever finds an open window should not open the account for somebody else, nor close it for its person. */
    private void askForPassword(String what, Consumer<String> action) {
        FormDialog dialog = new FormDialog("26rem");
        dialog.setHeaderTitle(getTranslation("account.identity." + what));
        PasswordField password = new PasswordField(getTranslation("account.password.old"));
        password.setHelperText(getTranslation("account.identity." + what + ".hint", name));
        password.getElement().setAttribute("autocomplete", "current-password");
        password.setValueChangeMode(ValueChangeMode.EAGER);
        password.setWidthFull();
        Runnable attempt = () -> {
            password.setInvalid(false);
            if (SaveFailures.attempt(() -> action.accept(password.getValue()), Map.of("old", password))) {
                dialog.close();
                show();
            }
        };
        dialog.add(password);
        dialog.saveButton().setText(getTranslation("account.identity." + what));
        dialog.onSave(() -> false, attempt);
        Fields.onEnter(password, attempt);
        dialog.open();
        password.focus();
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yuemao.account.FactorSecret;
import org.yuemao.account.SecondFactorService;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.Person;

/** The own second factor: sets it up, gives new recovery codes, gives it up. */
final class OwnFactor extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    private final transient SecondFactorService factors;
    private final transient Person person;
    private final Div content = new Div();

    OwnFactor(SecondFactorService factors, Person person) {
        this.factors = factors;
        this.person = person;
        content.addClassName("own-account-form");
        getContent().add(new H2(getTranslation("account.factor")), content);
        show();
    }

    private void show() {
        content.removeAll();
        factors.own().ifPresentOrElse(this::showKept, this::offer);
    }

    private void offer() {
        Button setUp = new Button(getTranslation("account.factor.set-up"), clicked -> setUp());
        setUp.addThemeVariants(ButtonVariant.PRIMARY);
        content.add(new Paragraph(getTranslation("account.factor.about")), setUp);
    }

    private void showKept(SecondFactorService.Own own) {
        Button anew = new Button(
                getTranslation("account.factor.recovery.anew"),
                clicked ->
                        askForCode("account.factor.recovery.anew", code -> showCodes(factors.recoveryCodesAnew(code))));
        Button giveUp = new Button(
                getTranslation("account.factor.give-up"),
                clicked -> askForCode("account.factor.give-up", code -> {
                    factors.giveUp(code);
                    Notices.done(getTranslation("account.factor.given-up"));
                }));
        giveUp.addThemeVariants(ButtonVariant.ERROR);
        Div actions = new Div(anew);
        if (factors.isRequiredOf(person)) {
            content.add(new Paragraph(getTranslation("account.factor.required")));
        } else {
            actions.add(giveUp);
        }
        actions.addClassName("filter-bar");
        content.addComponentAsFirst(new Paragraph(getTranslation(
                "account.factor.kept", Formats.moment(own.since(), getLocale()), own.recoveryCodesLeft())));
        content.add(actions);
    }

    private void setUp() {
        FactorSecret secret = factors.create();
        Dialog dialog = dialog("account.factor.set-up");
        dialog.add(new FactorSetUp(secret, person.username(), code -> factors.setUp(secret, code), dialog::close));
        dialog.addOpenedChangeListener(changed -> show());
        dialog.open();
    }

    private void showCodes(List<String> codes) {
        Dialog dialog = dialog("account.factor.recovery.anew");
        dialog.add(new RecoveryCodes(codes, dialog::close));
        // Not by a slip: they are shown this once.
        dialog.setCloseOnOutsideClick(false);
        dialog.open();
    }

    private void askForCode(String title, Consumer<String> action) {
        FormDialog dialog = new FormDialog("26rem");
        dialog.setHeaderTitle(getTranslation(title));
        TextField code = CodeField.of("account.factor.code");
        code.setHelperText(getTranslation("account.factor.code.hint"));
        code.setWidthFull();
        Runnable attempt = () -> {
            code.setInvalid(false);
            if (SaveFailures.attempt(() -> action.accept(code.getValue()), Map.of("code", code))) {
                dialog.close();
                show();
            }
        };
        dialog.add(code);
        dialog.saveButton().setText(getTranslation(title));
        dialog.onSave(() -> false, attempt);
        Fields.onEnter(code, attempt);
        dialog.open();
        code.focus();
    }

    private Dialog dialog(String title) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(getTranslation(title));
        dialog.setWidth("28rem");
        dialog.setMaxWidth("100%");
        dialog.setCloseOnOutsideClick(false);
        return dialog;
    }
}

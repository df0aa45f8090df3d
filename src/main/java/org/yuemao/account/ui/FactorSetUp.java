package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yuemao.account.FactorSecret;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.SaveFailures;

/** Sets a second factor up: the picture for the app, the first code, and then the recovery codes. */
final class FactorSetUp extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, List<String>> setUp;
    private final transient Runnable done;
    private final TextField code = CodeField.of("account.factor.code.first");

    /**
     * Shows a secret.
     *
     * @param setUp sets the factor up by its first code, and gives the recovery codes
     * @param done called once the recovery codes are kept
     */
    FactorSetUp(FactorSecret secret, String username, Function<String, List<String>> setUp, Runnable done) {
        this.setUp = setUp;
        this.done = done;
        Span text = new Span(secret.text());
        text.addClassName("factor-secret");
        Paragraph byHand = new Paragraph(new Span(getTranslation("account.factor.by-hand")), text);
        Button confirm = new Button(getTranslation("account.factor.confirm"), clicked -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getContent().addClassName("factor-set-up");
        getContent()
                .add(
                        new Paragraph(getTranslation("account.factor.scan")),
                        QrPicture.of(secret.address(username), getTranslation("account.factor.picture")),
                        byHand,
                        code,
                        confirm);
        Fields.onEnter(getContent(), this::confirm);
        code.focus();
    }

    private void confirm() {
        code.setInvalid(false);
        SaveFailures.attempt(
                () -> {
                    List<String> codes = setUp.apply(code.getValue());
                    getContent().removeAll();
                    getContent().add(new RecoveryCodes(codes, done));
                },
                Map.of("code", code));
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;

/** Recovery codes, shown this once. */
final class RecoveryCodes extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    RecoveryCodes(List<String> codes, Runnable done) {
        Paragraph about = new Paragraph(getTranslation("account.factor.recovery.about"));
        about.getElement().setAttribute("role", "status");
        OrderedList list = new OrderedList();
        list.addClassName("recovery-codes");
        codes.forEach(code -> list.add(new ListItem(code)));
        Button copy = new Button(getTranslation("account.factor.recovery.copy"));
        copy.addClickListener(clicked -> {
            // Without a secure connection browsers have no clipboard; then the codes are chosen to be copied by hand.
            list.getElement().executeJs("""
                            const chosen = () => getSelection().selectAllChildren(this);
                            if (navigator.clipboard) navigator.clipboard.writeText(this.innerText).catch(chosen); else chosen();
                            """);
            copy.setText(getTranslation("account.link.copied"));
        });
        Button kept = new Button(getTranslation("account.factor.recovery.kept"), clicked -> done.run());
        kept.addThemeVariants(ButtonVariant.PRIMARY);
        Div actions = new Div(copy, kept);
        actions.addClassName("filter-bar");
        getContent().addClassName("factor-set-up");
        getContent().add(about, list, actions);
        copy.focus();
    }
}

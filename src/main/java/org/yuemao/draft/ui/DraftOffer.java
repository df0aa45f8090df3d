package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;

/** Says that something was typed and not saved, what it was, and what can be done with it. */
class DraftOffer extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Button take;

    DraftOffer(
            String said,
            List<String> lines,
            String takeKey,
            SerializableRunnable onTake,
            SerializableRunnable onDiscard) {
        getContent().addClassName("draft-offer");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("draft.offer"));
        UnorderedList list = new UnorderedList(lines.stream().map(ListItem::new).toArray(ListItem[]::new));
        take = new Button(getTranslation(takeKey), clicked -> onTake.run());
        take.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        Button discard = new Button(getTranslation("draft.discard"), clicked -> onDiscard.run());
        discard.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div actions = new Div(take, discard);
        actions.addClassName("draft-actions");
        Paragraph about = new Paragraph(said);
        about.getElement().setAttribute("role", "status");
        getContent().add(about, list, actions);
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Instant;
import java.util.List;

/** Shows, above a form, what somebody else saved in fields that were typed into meanwhile, and lets the person use that. */
public class DifferencesPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final SerializableConsumer<String> giveUp;

    /** The consumer is told the name of a field in which the other's content is to stand. */
    public DifferencesPanel(SerializableConsumer<String> giveUp) {
        this.giveUp = giveUp;
        getContent().addClassName("differences");
        getContent().getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    /** Shows who changed the record, when, and where that differs from what was typed; nothing where it does not. */
    public void show(String who, Instant when, List<TypedFields.Difference> found) {
        getContent().removeAll();
        setVisible(!found.isEmpty());
        UnorderedList list = new UnorderedList();
        for (TypedFields.Difference difference : found) {
            ListItem item = new ListItem(new Span(
                    getTranslation("base.difference", difference.label(), difference.theirs(), difference.typed())));
            item.add(new Button(getTranslation("base.difference.take"), clicked -> {
                giveUp.accept(difference.field());
                list.remove(item);
                setVisible(list.getChildren().findAny().isPresent());
            }));
            list.add(item);
        }
        getContent()
                .add(new Paragraph(getTranslation("base.differences", who, Formats.moment(when, getLocale()))), list);
    }
}

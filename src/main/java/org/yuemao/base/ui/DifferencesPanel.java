package org.yuemao.base.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings together, above a form, what two people made of one record: where both changed a field, the person chooses, field
 * by field or all at once, whose content stands; what only one of them changed is merged already, and named.
 */
public class DifferencesPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final SerializableBiConsumer<String, Boolean> choose;
    private final List<RadioButtonGroup<Whose>> choices = new ArrayList<>();

    private enum Whose {
        THEIRS,
        MINE
    }

    /** The consumer is told the name of a field, and whether what was typed here is to stand in it. */
    public DifferencesPanel(SerializableBiConsumer<String, Boolean> choose) {
        this.choose = choose;
        getContent().addClassName("differences");
        getContent().getElement().setAttribute("role", "region");
        getContent().getElement().setAttribute("aria-label", getTranslation("base.merge"));
        setVisible(false);
    }

    /** Shows who changed the record, when, and what came of merging that; nothing where nothing was typed here. */
    public void show(String who, Instant when, TypedFields.Merge merge) {
        getContent().removeAll();
        choices.clear();
        boolean typedHere = !merge.differences().isEmpty() || !merge.mine().isEmpty();
        setVisible(
                typedHere && !(merge.differences().isEmpty() && merge.theirs().isEmpty()));
        if (!isVisible()) {
            return;
        }
        String moment = Formats.moment(when, getLocale());
        Paragraph title = new Paragraph(
                getTranslation(merge.differences().isEmpty() ? "base.merge.done" : "base.differences", who, moment));
        title.getElement().setAttribute("role", "alert");
        getContent().add(title);
        merge.differences().forEach(difference -> getContent().add(choice(who, moment, difference)));
        if (!merge.theirs().isEmpty()) {
            getContent().add(line(getTranslation("base.merge.theirs", who, names(merge.theirs()))));
        }
        if (!merge.mine().isEmpty()) {
            getContent().add(line(getTranslation("base.merge.mine", names(merge.mine()))));
        }
        addActions();
    }

    /** Puts the cursor to the first choice. */
    public void focus() {
        if (!choices.isEmpty()) {
            choices.getFirst()
                    .getElement()
                    .executeJs("(this.querySelector('vaadin-radio-button[checked]') ?? this).focus()");
        }
    }

    private RadioButtonGroup<Whose> choice(String who, String moment, TypedFields.Difference difference) {
        RadioButtonGroup<Whose> choice = new RadioButtonGroup<>(difference.label());
        choice.getElement().setAttribute("data-field", difference.field());
        choice.setItems(Whose.values());
        choice.setRenderer(new ComponentRenderer<>(whose -> whose == Whose.THEIRS
                ? version(getTranslation("base.merge.their-version", who, moment), difference.theirs())
                : version(getTranslation("base.merge.my-version"), difference.typed())));
        choice.setValue(Whose.MINE);
        choice.addValueChangeListener(changed -> choose.accept(difference.field(), changed.getValue() == Whose.MINE));
        choices.add(choice);
        return choice;
    }

    private static Span version(String whose, String content) {
        Span about = new Span(whose);
        about.addClassName("quiet");
        Span said = new Span(content);
        said.addClassName("difference-content");
        Span version = new Span(said, about);
        version.addClassName("difference-version");
        return version;
    }

    private String names(List<String> labels) {
        return String.join(getTranslation("base.comma"), labels);
    }

    private static Paragraph line(String text) {
        Paragraph line = new Paragraph(text);
        line.addClassName("quiet");
        return line;
    }

    private void addActions() {
        Div actions = new Div();
        actions.addClassName("differences-actions");
        if (choices.size() > 1) {
            actions.add(
                    new Button(getTranslation("base.merge.all-theirs"), clicked -> chooseAll(Whose.THEIRS)),
                    new Button(getTranslation("base.merge.all-mine"), clicked -> chooseAll(Whose.MINE)));
        }
        Button close = new Button(getTranslation("base.merge.close"), clicked -> setVisible(false));
        close.addThemeVariants(ButtonVariant.TERTIARY);
        actions.add(close);
        getContent().add(actions);
    }

    private void chooseAll(Whose whose) {
        choices.forEach(choice -> choice.setValue(whose));
    }
}

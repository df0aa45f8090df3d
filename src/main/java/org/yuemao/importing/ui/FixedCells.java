package org.yuemao.importing.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.Reading;
import org.yuemao.base.entry.RecordRows;

/** Says what stands in some columns for all rows of a file, since the person came from a list that it is true of. */
class FixedCells extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Map<String, String> cells = new LinkedHashMap<>();
    private final Runnable forgotten;

    /** Without any; the action is called when the person wants none of them. */
    FixedCells(Runnable forgotten) {
        this.forgotten = forgotten;
        getContent().addClassName("import-fixed");
        forget();
    }

    /** Takes what is given of the columns of the kind. */
    void show(RecordRows rows, Function<EntryColumn<?>, @Nullable String> given) {
        forget();
        Div lines = new Div();
        rows.columns().stream().filter(column -> column.need() != Need.SHOWN).forEach(column -> {
            String text = given.apply(column);
            if (text != null && !text.isBlank()) {
                String shown = written(column.type(), text, getLocale());
                cells.put(column.id(), shown);
                lines.add(new Div(getTranslation("importing.fixed", getTranslation(column.titleKey()), shown)));
            }
        });
        if (!cells.isEmpty()) {
            Button none =
                    new Button(getTranslation("importing.fixed.forget"), VaadinIcon.CLOSE_SMALL.create(), clicked -> {
                        forget();
                        forgotten.run();
                    });
            none.addThemeVariants(ButtonVariant.TERTIARY);
            Span about = new Span(getTranslation("importing.fixed.about"));
            about.addClassName("quiet");
            lines.add(about);
            getContent().add(lines, none);
            getContent().setVisible(true);
        }
    }

    /** A choice is named, and not written by its code. */
    private static <T> String written(CellType<T> type, String text, Locale locale) {
        return type.read(text) instanceof Reading.Value<T> read ? type.write(read.value(), locale) : text;
    }

    /** Every row of a file says everything itself. */
    void forget() {
        cells.clear();
        getContent().removeAll();
        getContent().setVisible(false);
    }

    /** What stands there, by column. */
    Map<String, String> cells() {
        return Map.copyOf(cells);
    }
}

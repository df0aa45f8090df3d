package org.yuemao.summary.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import java.util.stream.Stream;
import org.yuemao.event.Programme;

/** Describes the fields by which a summary is narrowed, in the language of the window. */
public final class FilterFields {
    private FilterFields() {}

    /** The programme, the city of the businesses and the sector of the events; an empty field stands for all. */
    public static void describe(Select<Programme> programme, ComboBox<String> city, ComboBox<String> sector) {
        String all = programme.getTranslation("summary.filter.all");
        programme.setLabel(programme.getTranslation("summary.filter.programme"));
        programme.setItems(Programme.values());
        programme.setItemLabelGenerator(one -> one == null ? all : programme.getTranslation("event.programme." + one));
        programme.setEmptySelectionAllowed(true);
        programme.setEmptySelectionCaption(all);
        Stream.of(city, sector).forEach(box -> {
            box.setPlaceholder(all);
            box.setClearButtonVisible(true);
        });
    }
}

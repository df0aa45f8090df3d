package org.yuemao.audit.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.audit.History;
import org.yuemao.base.ui.Formats;
import org.yuemao.place.Places;

/** The history of one record, newest first: who, when, and each field from what to what, in the person's words. */
public class HistoryDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Where the names of a kind's fields stand in the texts. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "EVENT", List.of("event.field.", "event."),
            "BUSINESS", List.of("business.", "business.field."),
            "PARTICIPATION", List.of("participation."),
            "ZONE", List.of("zone.", "zone.field."),
            "ZONE_FIGURE", List.of("zone.figure.", "zone."));

    /** Where the names of a field's choices stand in the texts. */
    private static final Map<String, String> CHOICES = Map.of(
            "programme", "event.programme.",
            "status", "event.status.",
            "form", "event.form.",
            "reviewState", "event.review.",
            "role", "participation.role.",
            "attendance", "participation.attendance.",
            "size", "business.size.",
            "kind", "zone.kind.",
            "metric", "zone.metric.");

    private final transient Places places;

    /** The history of a record of a kind, under the name by which people know it. */
    public HistoryDialog(History history, Places places, String kind, long id, String name) {
        this.places = places;
        setHeaderTitle(getTranslation("audit.history.of", name));
        setWidth("44rem");
        setMaxWidth("96vw");
        List<History.Entry> entries = history.of(kind, id);
        OrderedList all = new OrderedList();
        all.addClassName("history");
        entries.forEach(entry -> all.add(item(kind, entry)));
        if (entries.isEmpty()) {
            add(new Paragraph(getTranslation("audit.history.none")));
        } else {
            add(all);
        }
        Button close = new Button(getTranslation("audit.history.close"), clicked -> close());
        getFooter().add(close);
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                close.focus();
            }
        });
    }

    private ListItem item(String kind, History.Entry entry) {
        Span title = new Span(getTranslation(
                "audit.history." + entry.action(), entry.person(), Formats.moment(entry.recordedAt(), getLocale())));
        title.addClassName("history-title");
        UnorderedList fields = new UnorderedList();
        entry.fields().forEach(change -> fields.add(new ListItem(line(kind, change))));
        Div both = new Div(title, fields);
        return new ListItem(both);
    }

    private String line(String kind, History.FieldChange change) {
        String field = fieldName(kind, change.field());
        String before = content(change.field(), change.before());
        String after = content(change.field(), change.after());
        if (change.before() == null) {
            return getTranslation("audit.history.set", field, after);
        }
        return change.after() == null
                ? getTranslation("audit.history.emptied", field, before)
                : getTranslation("audit.history.from-to", field, before, after);
    }

    private String fieldName(String kind, String field) {
        return FIELDS.getOrDefault(kind, List.of()).stream()
                .map(prefix -> known(prefix + field))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(field);
    }

    /** A text, or an empty one where there is none under this key. */
    private String known(String key) {
        String text = getTranslation(key);
        return text.contains(key) ? "" : text;
    }

    private String content(String field, @Nullable String kept) {
        if (kept == null) {
            return "";
        }
        String choices = CHOICES.get(field);
        if (choices != null) {
            String text = known(choices + kept);
            return text.isEmpty() ? kept : text;
        }
        if (field.endsWith("Code") && !field.equals("creditCode")) {
            return places.nameOf(kept, getLocale());
        }
        if (field.equals("sectors")) {
            return Stream.of(kept.split(", "))
                    .map(code -> places.nameOf(code, getLocale()))
                    .collect(Collectors.joining(
                            getLocale().getLanguage().equals(Locale.CHINESE.getLanguage()) ? "、" : ", "));
        }
        try {
            return kept.matches("\\d{4}-\\d\\d-\\d\\d") ? Formats.date(LocalDate.parse(kept), getLocale()) : kept;
        } catch (DateTimeParseException noDay) {
            return kept;
        }
    }
}

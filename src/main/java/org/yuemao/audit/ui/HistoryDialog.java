package org.yuemao.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.audit.History;
import org.yuemao.audit.NamedRecord;
import org.yuemao.audit.Restoring;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;

/**
 * The history of one record, newest first: who, when, why, and each field from what to what, in the person's words. It reads on
 * when asked to, however long the history is.
 */
public class HistoryDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient History history;
    private final transient HistoryWords words;
    private final transient Restoring restoring;
    private final String kind;
    private final long id;
    private final OrderedList all = new OrderedList();
    private final Button older = new Button(getTranslation("audit.history.older"), clicked -> readOn());
    private @Nullable Long oldest;
    private boolean mayRestore;

    /** The history of a record of a kind, under the name by which people know it; see {@link HistoryDialogs}. */
    HistoryDialog(History history, HistoryWords words, Restoring restoring, String kind, long id, String name) {
        this.restoring = restoring;
        this.history = history;
        this.words = words;
        this.kind = kind;
        this.id = id;
        setHeaderTitle(getTranslation("audit.history.of", name));
        setWidth("44rem");
        setMaxWidth("96vw");
        all.addClassName("history");
        older.addThemeVariants(ButtonVariant.TERTIARY);
        showAnew();
        Button close = new Button(getTranslation("audit.history.close"), clicked -> close());
        getFooter().add(close);
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                close.focus();
            }
        });
    }

    /** Shows the newest entries. */
    private void showAnew() {
        removeAll();
        all.removeAll();
        oldest = null;
        mayRestore = restoring.mayRestore(kind, id);
        if (readOn() == 0) {
            add(new Paragraph(getTranslation("audit.history.none")));
        } else {
            add(all, older);
        }
    }

    /** Shows the next entries, and tells how many. */
    private int readOn() {
        List<History.Entry> entries = history.of(kind, id, oldest);
        Map<String, Map<Long, NamedRecord>> others =
                words.others(entries.stream().flatMap(entry -> entry.fields().stream()));
        boolean newest = oldest == null;
        for (History.Entry entry : entries) {
            all.add(item(entry, others, newest));
            newest = false;
        }
        if (!entries.isEmpty()) {
            oldest = entries.getLast().number();
        }
        older.setVisible(entries.size() == History.PORTION);
        return entries.size();
    }

    private ListItem item(History.Entry entry, Map<String, Map<Long, NamedRecord>> others, boolean newest) {
        Span title = new Span(getTranslation(
                "audit.history." + entry.action(),
                words.person(entry.person(), entry.fullName(), getLocale()),
                Formats.moment(entry.recordedAt(), getLocale())));
        title.addClassName("history-title");
        UnorderedList fields = new UnorderedList();
        entry.fields().forEach(change -> fields.add(new ListItem(words.line(kind, change, others, getLocale()))));
        Div both = new Div(title);
        History.Together operation = entry.operation();
        if (operation != null) {
            both.add(together(operation));
        }
        both.add(fields);
        if (newest && entry.action().equals("REMOVED")) {
            both.add(new Paragraph(getTranslation("audit.history.gone")));
        } else if (mayRestore && !newest && !entry.action().equals("REMOVED")) {
            both.add(restore(entry));
        }
        return new ListItem(both);
    }

    private Button restore(History.Entry entry) {
        String version = Formats.moment(entry.recordedAt(), getLocale());
        Button restore = new Button(getTranslation("audit.restore"), clicked -> restore(entry.number(), version));
        restore.setAriaLabel(getTranslation("audit.restore.of", version));
        restore.addThemeVariants(ButtonVariant.TERTIARY);
        restore.addClassName("in-row");
        return restore;
    }

    private void restore(long entry, String version) {
        Restoring.Plan plan = restoring.plan(kind, id, entry).orElse(null);
        if (plan == null) {
            Notices.refused(getTranslation("audit.restore.gone"));
        } else if (plan.changes().isEmpty()) {
            Notices.done(getTranslation("audit.restore.same"));
        } else {
            new RestoreDialog(restoring, words, kind, id, entry, version, plan, this::showAnew).open();
        }
    }

    /** What it was recorded together with, as a link to all of that, and why. */
    private Component together(History.Together operation) {
        String deed = getTranslation("audit.operation." + operation.kind());
        String about =
                operation.subject() == null ? deed : getTranslation("audit.operation.about", deed, operation.subject());
        Div together = new Div();
        together.addClassName("history-why");
        if (operation.entries() > 1) {
            together.add(new Anchor(
                    HistoryView.PATH + "?operation=" + operation.id(),
                    getTranslation("audit.history.together", about, operation.entries())));
        } else {
            together.add(new Span(about));
        }
        if (operation.reason() != null) {
            together.add(new Span(getTranslation("audit.history.why", operation.reason())));
        }
        return together;
    }
}

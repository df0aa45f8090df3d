package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yuemao.base.ui.Formats;
import org.yuemao.draft.Draft;
import org.yuemao.draft.Drafts;

/** What was typed into dialogs of a page and not saved, above the list that they are opened from. */
public class WaitingDrafts extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 12;

    private final String kind;
    private final transient Drafts drafts;
    private final SerializableConsumer<Draft> open;

    WaitingDrafts(String kind, Drafts drafts, SerializableConsumer<Draft> open) {
        this.kind = kind;
        this.drafts = drafts;
        this.open = open;
        getContent().addClassName("waiting-drafts");
        SharedForms.follow(this, this::show);
        addAttachListener(attached -> show());
        setVisible(false);
    }

    private void show() {
        getContent().removeAll();
        drafts.own().stream()
                .filter(draft -> draft.subject().formKey().startsWith(kind))
                .forEach(draft -> getContent().add(offer(draft)));
        setVisible(getContent().getChildren().findAny().isPresent());
    }

    private DraftOffer offer(Draft draft) {
        return new DraftOffer(
                getTranslation("draft.waiting", draft.subject().title(), Formats.moment(draft.savedAt(), getLocale())),
                lines(draft, draft.changes().keySet()),
                "draft.continue",
                () -> open.accept(draft),
                () -> SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft));
    }

    /** Says what was typed into these fields, as far as it can be looked over. */
    static List<String> lines(Draft draft, Set<String> fields) {
        List<String> lines = new ArrayList<>();
        draft.changes().forEach((name, change) -> {
            if (fields.contains(name)) {
                lines.add(I18NProvider.translate("draft.typed", change.label(), change.shown()));
            }
        });
        if (lines.size() > MOST + 1) {
            int more = lines.size() - MOST;
            lines.subList(MOST, lines.size()).clear();
            lines.add(I18NProvider.translate("draft.more", more));
        }
        return lines;
    }
}

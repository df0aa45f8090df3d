package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import org.yuemao.base.FieldChange;
import org.yuemao.base.ui.Formats;
import org.yuemao.draft.Draft;
import org.yuemao.draft.Drafts;

/** What was typed into dialogs of a page and not saved, above the list that they are opened from. */
public class WaitingDrafts extends Composite<Div> {
    private static final long serialVersionUID = 1L;

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
                lines(draft),
                "draft.continue",
                () -> open.accept(draft),
                () -> SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft));
    }

    private List<String> lines(Draft draft) {
        return draft.changes().values().stream().map(this::line).toList();
    }

    private String line(FieldChange change) {
        return getTranslation("draft.typed", change.label(), change.shown());
    }
}

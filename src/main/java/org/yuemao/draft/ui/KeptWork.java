package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.yuemao.base.FieldChange;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.Drafts;

/**
 * Stands above something that is worked on and is no form of fields, such as an arrangement of tiles: keeps how far the work has
 * come as a draft, and offers back what was not saved the last time.
 */
public class KeptWork extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Drafts drafts;
    private final transient DraftSubject subject;
    private final transient Consumer<Map<String, FieldChange>> restore;
    private final UUID slot = UUID.randomUUID();
    private transient Map<String, FieldChange> kept = Map.of();

    KeptWork(Drafts drafts, DraftSubject subject, Consumer<Map<String, FieldChange>> restore) {
        this.drafts = drafts;
        this.subject = subject;
        this.restore = restore;
        getContent().addClassName("waiting-drafts");
        SharedForms.follow(this, this::offer);
        addAttachListener(attached -> offer());
        setVisible(false);
    }

    /** Keeps how far the work has come; nothing where it says what is saved. */
    public void keep(Map<String, FieldChange> changes) {
        if (!changes.equals(kept)) {
            drafts.keep(slot, subject, changes);
            kept = changes;
        }
    }

    /** The work was saved, or is not wanted. */
    public void end() {
        drafts.discard(slot);
        kept = Map.of();
    }

    private void offer() {
        getContent().removeAll();
        drafts.ofForm(subject.formKey()).stream()
                .filter(draft -> !draft.id().equals(slot))
                .forEach(draft -> getContent().add(offer(draft)));
        setVisible(getContent().getChildren().findAny().isPresent());
    }

    private DraftOffer offer(Draft draft) {
        List<String> lines = WaitingDrafts.lines(draft, draft.changes().keySet());
        return new DraftOffer(
                getTranslation("draft.offered.work", Formats.moment(draft.savedAt(), getLocale())),
                lines,
                "draft.restore",
                () -> {
                    restore.accept(draft.changes());
                    Notices.done(getTranslation("draft.restored.work"));
                    SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft);
                },
                () -> SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft));
    }
}

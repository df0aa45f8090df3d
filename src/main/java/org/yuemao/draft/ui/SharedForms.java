package org.yuemao.draft.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuemao.base.FieldChange;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.Drafts;
import org.yuemao.presence.Presence;
import org.yuemao.security.CurrentPerson;
import tools.jackson.databind.JsonNode;

/** Makes forms that keep what is typed into them, show who else is there, and merge what both saved. */
@org.springframework.stereotype.Component
public class SharedForms {
    private static final Logger LOG = LoggerFactory.getLogger(SharedForms.class);
    /** As many as one person can have typed into while the connection was lost. */
    private static final int MOST_RECOVERED = 50;

    private final Drafts drafts;
    private final Presence presence;
    private final CurrentPerson currentPerson;

    SharedForms(Drafts drafts, Presence presence, CurrentPerson currentPerson) {
        this.drafts = drafts;
        this.presence = presence;
        this.currentPerson = currentPerson;
    }

    /** Something of what is kept for the person has changed in this window. */
    static final class DraftsChanged extends ComponentEvent<UI> {
        private static final long serialVersionUID = 1L;

        DraftsChanged(UI ui) {
            super(ui, false);
        }
    }

    /** Watches over a form; the result is to be shown above it. */
    public SharedForm over(TypedFields fields) {
        return new SharedForm(fields, drafts, presence, currentPerson.get());
    }

    /** Watches over a sheet; the result is to be shown above it. */
    public SharedSheet over(SheetEntry entry, RecordSheet sheet) {
        return new SharedSheet(entry, sheet, drafts, presence, currentPerson.get());
    }

    /**
     * Keeps something that is worked on and is no form of fields; the result is to be shown above it.
     *
     * @param restore is told what was kept of it, when the person wants it back
     */
    public KeptWork over(DraftSubject subject, Consumer<Map<String, FieldChange>> restore) {
        return new KeptWork(drafts, subject, restore);
    }

    /**
     * Offers, above a list whose records are edited in dialogs, what was typed into those and not saved.
     *
     * @param kind what the keys of their forms begin with
     * @param open opens the dialog that a draft belongs to
     */
    public WaitingDrafts waiting(String kind, SerializableConsumer<Draft> open) {
        return new WaitingDrafts(kind, drafts, open);
    }

    /** The page on which the person is now, for the forms of dialogs. */
    public static String address() {
        return UI.getCurrentOrThrow().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    /** Takes over what the browser could not send before its window was closed or its session was over. */
    public void recover(UI ui) {
        currentPerson.find().ifPresent(person -> ui.getPage()
                .executeJs("return window.yuemaoForms ? window.yuemaoForms.kept($0) : []", account(person.accountId()))
                .then(kept -> recovered(ui, kept)));
    }

    /** Names an account in a browser that several people use. */
    static String account(long accountId) {
        return Long.toString(accountId);
    }

    private void recovered(UI ui, JsonNode kept) {
        int count = 0;
        for (JsonNode one : kept) {
            if (count++ >= MOST_RECOVERED) {
                break;
            }
            try {
                UUID id = UUID.fromString(one.path("slot").asString());
                JsonNode version = one.path("version");
                drafts.add(
                        id,
                        new DraftSubject(
                                one.path("key").asString(),
                                one.path("title").asString(),
                                one.path("address").asString(),
                                version.isNumber() ? version.asLong() : null),
                        FormMessages.changes(one.path("fields")));
                ui.getPage()
                        .executeJs(
                                "window.yuemaoForms.forget($0, $1, $2)",
                                account(currentPerson.get().accountId()),
                                id.toString(),
                                one.path("at").asDouble());
            } catch (IllegalArgumentException e) {
                LOG.warn("A browser kept a draft that cannot be read", e);
            }
        }
        if (count > 0) {
            changed(ui);
        }
    }

    /** Gives a draft up, here and in the browser. */
    static void discard(UI ui, Drafts drafts, Draft draft) {
        drafts.discard(draft.id());
        drop(ui, draft.id());
        changed(ui);
    }

    /** Gives up what the browser keeps of a draft. */
    static void drop(UI ui, UUID slot) {
        ui.getPage().executeJs("window.yuemaoForms && window.yuemaoForms.drop($0)", slot.toString());
    }

    /** Lets all that is open in the window ask anew what drafts there are. */
    static void changed(UI ui) {
        ComponentUtil.fireEvent(ui, new DraftsChanged(ui));
    }

    /** Asks anew, as long as the component is attached, whenever drafts have changed in its window. */
    static void follow(Component component, Runnable ask) {
        component.addAttachListener(attached -> {
            var listening = ComponentUtil.addListener(attached.getUI(), DraftsChanged.class, changed -> ask.run());
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                listening.remove();
            });
        });
    }
}

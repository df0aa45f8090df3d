package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.FieldChange;
import org.yuemao.base.ui.DifferencesPanel;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.Drafts;
import org.yuemao.presence.Companion;
import org.yuemao.presence.Presence;
import org.yuemao.presence.ui.RecordPresence;
import org.yuemao.security.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands above a form and takes care of it: keeps what is being typed as a draft and offers it back, shows who else has the
 * record open and in which field, and brings together what two people changed. What the server has not heard of yet is kept
 * by the browser, for the person alone.
 */
@JsModule("./yuemao-forms.ts")
public class SharedForm extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final TypedFields fields;
    private final transient Drafts drafts;
    private final transient Presence presence;
    private final transient Person person;
    private final Div companions = new Div();
    private final Div offers = new Div();
    private final DifferencesPanel differences;
    private transient @Nullable RecordPresence stay;
    private transient @Nullable RecordPresence inSheet;
    private transient List<Companion> atForm = List.of();
    private transient List<Companion> inRow = List.of();
    private @Nullable String sheetKey;
    private transient @Nullable DraftSubject subject;
    private transient @Nullable Author lastChange;
    private transient TypedFields.Merge lastMerge = TypedFields.Merge.NONE;
    private transient List<Companion> others = List.of();
    private UUID slot = UUID.randomUUID();
    private transient Map<String, FieldChange> keptChanges = Map.of();
    private boolean writable;

    /** Who changed the record last, and when. */
    public record Author(String name, Instant at) {}

    SharedForm(TypedFields fields, Drafts drafts, Presence presence, Person person) {
        this.fields = fields;
        this.drafts = drafts;
        this.presence = presence;
        this.person = person;
        differences = new DifferencesPanel((name, mine) -> {
            fields.choose(name, mine);
            keep();
        });
        companions.addClassName("companions");
        companions.getElement().setAttribute("role", "status");
        offers.addClassName("waiting-drafts");
        getContent().addClassName("shared-form");
        getContent().add(companions, offers, differences);
        companions.setVisible(false);
        offers.setVisible(false);
        fields.onTyping(this::keep);
        listen(fields.form().getElement());
        fields.form().addAttachListener(attached -> watch());
        SharedForms.follow(this, this::offer);
        // The list behind a dialog that is closed offers what was kept.
        addDetachListener(detached -> {
            UI ui = detached.getUI();
            ui.beforeClientResponse(ui, answered -> SharedForms.changed(ui));
        });
        showWhetherNeeded();
    }

    private void listen(Element form) {
        form.addEventListener("yuemao-typed", this::typed).addEventDetail();
        form.addEventListener("yuemao-place", this::placed).addEventDetail();
        form.addEventListener("yuemao-here", here -> {
            if (stay != null) {
                stay.stillHere();
            }
            if (inSheet != null) {
                inSheet.stillHere();
            }
        });
    }

    /** The record is also a row of the sheet of these records: who is in that row, and who is in this form, see each other. */
    public SharedForm alsoInSheet(String records) {
        sheetKey = DraftSubject.keyOfSheet(records);
        return this;
    }

    /**
     * Begins with what the form shows now: others see the person at the record, and what was typed earlier is offered.
     *
     * @param changed who changed the record last, or null for a new one
     * @param mayWrite whether the person can save the form
     */
    public void begin(DraftSubject shown, @Nullable Author changed, boolean mayWrite) {
        boolean sameRecord = subject != null && subject.formKey().equals(shown.formKey());
        subject = shown;
        lastChange = changed;
        lastMerge = TypedFields.Merge.NONE;
        writable = mayWrite;
        slot = UUID.randomUUID();
        keptChanges = Map.of();
        differences.setVisible(false);
        if (!sameRecord) {
            meet(shown);
        }
        watch();
        offer();
    }

    /** Goes on with a newer version of the record. */
    public void goOn(DraftSubject shown, @Nullable Author changed, boolean mayWrite) {
        subject = shown;
        lastChange = changed;
        writable = mayWrite;
        watch();
    }

    /** Takes over a newer version of the record, which the action shows; what was typed here stays. */
    public void takeOver(DraftSubject newer, Author changed, Runnable read) {
        TypedFields.Merge merge = fields.takeOver(() -> {
            read.run();
            fields.settle();
        });
        goOn(newer, changed, writable);
        merged(changed.name(), changed.at(), merge);
    }

    /** Shows what came of taking over what somebody else saved. */
    public void merged(String who, Instant when, TypedFields.Merge merge) {
        lastMerge = merge;
        differences.show(who, when, merge);
        showWhetherNeeded();
        if (!keptChanges.isEmpty()) {
            keep();
        }
    }

    /** Leads to the first field in which two people differ. */
    public void focusDifferences() {
        differences.focus();
    }

    /** What is in the form is saved, so that there is nothing left to keep. */
    public void saved() {
        lastMerge = TypedFields.Merge.NONE;
        differences.setVisible(false);
        // What the browser tells late of the last letters is saved too, and no draft.
        fields.settle();
        giveUp();
        slot = UUID.randomUUID();
        watch();
        showWhetherNeeded();
    }

    /** The person does not want what was typed. */
    public void giveUp() {
        if (!keptChanges.isEmpty()) {
            drafts.discard(slot);
            keptChanges = Map.of();
        }
        forms("done(this)");
        getUI().ifPresent(SharedForms::changed);
    }

    /** Puts a draft back into the form. */
    public void restore(Draft draft) {
        TypedFields.Merge merge = fields.restore(draft.changes());
        if (!keptChanges.isEmpty()) {
            drafts.discard(slot);
        }
        slot = draft.id();
        keptChanges = draft.changes();
        watch();
        keep();
        Author author = lastChange;
        if (author != null && !merge.differences().isEmpty()) {
            differences.show(author.name(), author.at(), merge);
        }
        Notices.done(getTranslation("draft.restored"));
        offer();
    }

    private void keep() {
        DraftSubject about = subject;
        if (about == null || !writable) {
            return;
        }
        Map<String, FieldChange> changes = fields.changes();
        if (changes.equals(keptChanges)) {
            return;
        }
        drafts.keep(slot, about, changes);
        keptChanges = changes;
    }

    private void typed(DomEvent event) {
        JsonNode detail = event.getEventDetail(JsonNode.class);
        if (subject == null || !detail.path("key").asString("").equals(subject.formKey())) {
            // Typed into another record that the form showed before.
            return;
        }
        List<TypedFields.Difference> late = new ArrayList<>();
        FormMessages.typing(detail.path("fields")).forEach((name, typing) -> {
            if (Objects.equals(typing.version(), versionShown())) {
                fields.typing(name, typing.typed());
            } else {
                fields.typingOver(name, typing.was(), typing.typed()).ifPresent(late::add);
            }
        });
        forms("settle(this, $0)", detail.path("number").asLong());
        Author author = lastChange;
        if (!late.isEmpty() && author != null) {
            merged(author.name(), author.at(), lastMerge.with(late));
        }
    }

    private void placed(DomEvent event) {
        if (stay == null) {
            return;
        }
        String told = event.getEventDetail(JsonNode.class).path("field").asString("");
        String place = fields.names().contains(told) ? told : "";
        if (place.isEmpty()) {
            stay.leave();
        } else {
            stay.enter(place);
        }
        if (inSheet != null && subject != null) {
            inSheet.enter(new SheetPlace(subject.recordId(), place).told());
        }
    }

    private void watch() {
        DraftSubject about = subject;
        if (about == null) {
            return;
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("account", SharedForms.account(person.accountId()));
        told.put("slot", slot.toString());
        told.put("key", about.formKey());
        told.put("title", about.title());
        told.put("address", about.address());
        told.put("version", about.version());
        told.put("writable", writable);
        forms("watch(this, $0)", told);
    }

    private void forms(String call, java.io.Serializable... parameters) {
        fields.form().getElement().executeJs("window.yuemaoForms && window.yuemaoForms." + call, (Object[]) parameters);
    }

    private void meet(DraftSubject shown) {
        if (stay != null) {
            stay.end();
            stay = null;
        }
        if (inSheet != null) {
            inSheet.end();
            inSheet = null;
        }
        atForm = List.of();
        inRow = List.of();
        showCompanions();
        if (!shown.isNew()) {
            stay = RecordPresence.join(this, presence, shown.formKey(), person, now -> {
                atForm = now;
                showCompanions();
            });
            if (sheetKey != null) {
                String row = shown.recordId();
                RecordPresence joined = RecordPresence.join(this, presence, sheetKey, person, now -> {
                    inRow = now.stream().flatMap(other -> inRow(other, row)).toList();
                    showCompanions();
                });
                joined.enter(new SheetPlace(row, "").told());
                inSheet = joined;
            }
        }
    }

    /** Who is in the record's row, in the field that the column is here; those at this form are told of there. */
    private Stream<Companion> inRow(Companion other, String row) {
        SheetPlace place = SheetPlace.of(other.place());
        if (place == null || !place.row().equals(row) || place.column().isEmpty()) {
            return Stream.empty();
        }
        String field = fields.names().contains(place.column()) ? place.column() : null;
        return Stream.of(new Companion(other.accountId(), other.fullName(), field, other.colour()));
    }

    private void showCompanions() {
        List<Companion> now =
                Stream.concat(atForm.stream(), inRow.stream()).distinct().toList();
        others.forEach(before -> Optional.ofNullable(before.place()).ifPresent(name -> fields.mark(name, null, 0)));
        others = now;
        companions.removeAll();
        companions.setVisible(!now.isEmpty());
        if (!now.isEmpty()) {
            Span also = new Span(getTranslation("draft.companions"));
            also.addClassName("quiet");
            companions.add(also);
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Companion other : now) {
            companions.add(badge(other));
            if (other.place() != null) {
                names.merge(other.place(), nameOf(other), (one, two) -> one + ", " + two);
                fields.mark(other.place(), names.get(other.place()), other.colour());
            }
        }
        showWhetherNeeded();
    }

    private Span badge(Companion other) {
        String place = other.place();
        Span badge = new Span(
                place == null
                        ? nameOf(other)
                        : getTranslation("draft.companion.in", nameOf(other), fields.label(place)));
        badge.addClassName("companion");
        badge.getElement().setAttribute("data-companion", Integer.toString(other.colour()));
        return badge;
    }

    private String nameOf(Companion other) {
        return other.accountId() == person.accountId() ? getTranslation("draft.companion.self") : other.fullName();
    }

    /** Offers the drafts of this form that are not what is being typed here. */
    private void offer() {
        offers.removeAll();
        DraftSubject about = subject;
        if (about != null && writable) {
            for (Draft draft : drafts.ofForm(about.formKey())) {
                if (!draft.id().equals(slot)) {
                    offer(draft);
                }
            }
        }
        offers.setVisible(offers.getChildren().findAny().isPresent());
        showWhetherNeeded();
    }

    private void offer(Draft draft) {
        List<TypedFields.Difference> found = fields.differing(draft.changes());
        if (found.isEmpty()) {
            // It has been saved in another way.
            drafts.discard(draft.id());
            return;
        }
        List<String> lines = new ArrayList<>();
        for (TypedFields.Difference one : found) {
            lines.add(
                    draft.subject().isNew()
                            ? getTranslation("draft.typed", one.label(), one.typed())
                            : getTranslation("draft.differs", one.label(), one.typed(), one.theirs()));
        }
        boolean changedSince = lastChange != null
                && draft.subject().version() != null
                && !draft.subject().version().equals(versionShown());
        String moment = Formats.moment(draft.savedAt(), getLocale());
        String said = changedSince && lastChange != null
                ? getTranslation(
                        "draft.offered.changed",
                        moment,
                        lastChange.name(),
                        Formats.moment(lastChange.at(), getLocale()))
                : getTranslation("draft.offered", moment);
        offers.add(new DraftOffer(
                said,
                lines,
                "draft.restore",
                () -> restore(draft),
                () -> SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft)));
    }

    private @Nullable Long versionShown() {
        return subject == null ? null : subject.version();
    }

    private void showWhetherNeeded() {
        setVisible(companions.isVisible() || offers.isVisible() || differences.isVisible());
    }
}

package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetGuest;
import org.yuemao.base.ui.sheet.UnsavedCell;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.Drafts;
import org.yuemao.presence.Companion;
import org.yuemao.presence.Presence;
import org.yuemao.presence.ui.RecordPresence;
import org.yuemao.security.Person;

/**
 * Stands above a sheet and takes care of it: keeps what is typed and not saved as a draft and offers it back, and shows who else
 * is in the sheet and in which cell. What the server has not heard of yet is kept by the browser, for the person alone.
 */
@JsModule("./yuemao-forms.ts")
public class SharedSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    /** What a browser says goes to the others. */
    private static final int LONGEST_KEY = 60;

    private final transient SheetEntry entry;
    private final RecordSheet sheet;
    private final transient Presence presence;
    private final transient Person person;
    private final Div companions = new Div();
    private final Span also = new Span(getTranslation("draft.companions"));
    private final Span here = new Span();
    private final transient List<Badge> badges = new ArrayList<>();
    private transient @Nullable RecordPresence stay;
    private transient @Nullable DraftSubject subject;
    private final Div offers = new Div();
    private final transient Drafts drafts;
    private UUID slot = UUID.randomUUID();
    private transient Map<String, FieldChange> keptChanges = Map.of();

    SharedSheet(SheetEntry entry, RecordSheet sheet, Drafts drafts, Presence presence, Person person) {
        this.entry = entry;
        this.sheet = sheet;
        this.drafts = drafts;
        this.presence = presence;
        this.person = person;
        companions.addClassName("companions");
        also.addClassName("quiet");
        also.getElement().setAttribute("aria-hidden", "true");
        // Who comes and goes is announced, but not each step of those who are there.
        here.getElement().setAttribute("role", "status");
        here.addClassName("unseen");
        companions.add(also, here);
        companions.setVisible(false);
        getContent().addClassName("shared-form");
        offers.addClassName("waiting-drafts");
        offers.setVisible(false);
        getContent().add(companions, offers);
        entry.onUnsaved(this::keep);
        sheet.setGivingUp(this::giveUp);
        SharedForms.follow(this, this::offer);
        addAttachListener(attached -> offer());
        // What the person comes to next lists what was kept.
        addDetachListener(detached -> {
            UI ui = detached.getUI();
            ui.beforeClientResponse(ui, answered -> SharedForms.changed(ui));
        });
        entry.onMoved(this::moved);
        entry.onHeard(() -> {
            if (stay != null) {
                stay.stillHere();
            }
        });
        setVisible(false);
    }

    /** Begins with the records that the sheet shows now: others see the person in it, and what was typed earlier is offered. */
    public void begin(DraftSubject shown) {
        DraftSubject before = subject;
        subject = shown;
        if (before != null && before.formKey().equals(shown.formKey())) {
            tellBrowser();
            return;
        }
        if (before != null && !keptChanges.isEmpty()) {
            // What was typed into the sheet of the other records belongs there.
            slot = UUID.randomUUID();
            keptChanges = Map.of();
        }
        tellBrowser();
        offer();
        if (stay != null) {
            stay.end();
        }
        showCompanions(List.of());
        stay = RecordPresence.join(this, presence, shown.formKey(), person, this::showCompanions);
    }

    private void tellBrowser() {
        DraftSubject about = subject;
        sheet.setKeeping(
                about == null || sheet.isReadOnly()
                        ? Map.of()
                        : Map.of(
                                "account", SharedForms.account(person.accountId()),
                                "slot", slot.toString(),
                                "key", about.formKey(),
                                "title", about.title(),
                                "address", about.address()));
    }

    private void keep() {
        DraftSubject about = subject;
        if (about == null || sheet.isReadOnly()) {
            return;
        }
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        for (UnsavedCell cell : entry.unsaved()) {
            changes.put(
                    new SheetPlace(cell.row(), cell.column()).told(),
                    new FieldChange(
                            place(cell.row(), cell.column()), text(cell.was()), text(cell.typed()), cell.shown()));
        }
        if (!changes.equals(keptChanges)) {
            drafts.keep(slot, about, changes);
            keptChanges = changes;
        }
    }

    private static FieldText text(String said) {
        return new FieldText(said.isEmpty() ? List.of() : List.of(said), false);
    }

    /** The person does not want what was typed. */
    private void giveUp() {
        drafts.discard(slot);
        keptChanges = Map.of();
        SharedForms.drop(sheet.getUI().orElseGet(UI::getCurrentOrThrow), slot);
    }

    /** Offers what was typed into the sheet earlier, or is being typed in another window. */
    private void offer() {
        offers.removeAll();
        DraftSubject about = subject;
        if (about != null && !sheet.isReadOnly()) {
            drafts.ofForm(about.formKey()).stream()
                    .filter(draft -> !draft.id().equals(slot))
                    .forEach(this::offer);
        }
        offers.setVisible(offers.getChildren().findAny().isPresent());
        showWhetherNeeded();
    }

    private void offer(Draft draft) {
        List<UnsavedCell> cells = cells(draft).stream().filter(entry::differs).toList();
        if (cells.isEmpty()) {
            // It has been saved in another way.
            drafts.discard(draft.id());
            return;
        }
        List<String> lines = WaitingDrafts.lines(
                draft,
                cells.stream()
                        .map(cell -> new SheetPlace(cell.row(), cell.column()).told())
                        .collect(Collectors.toSet()));
        offers.add(new DraftOffer(
                getTranslation("draft.offered", Formats.moment(draft.savedAt(), getLocale())),
                lines,
                "draft.restore",
                () -> restore(draft, cells),
                () -> SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft)));
    }

    private static List<UnsavedCell> cells(Draft draft) {
        List<UnsavedCell> cells = new ArrayList<>();
        draft.changes().forEach((told, change) -> {
            SheetPlace place = SheetPlace.of(told);
            if (place != null) {
                cells.add(new UnsavedCell(
                        place.row(),
                        place.column(),
                        String.join("", change.was().parts()),
                        String.join("", change.typed().parts()),
                        change.shown()));
            }
        });
        return cells;
    }

    private void restore(Draft draft, List<UnsavedCell> cells) {
        entry.restore(cells);
        keep();
        Notices.done(getTranslation("draft.restored.sheet"));
        SharedForms.discard(UI.getCurrentOrThrow(), drafts, draft);
    }

    private void showWhetherNeeded() {
        setVisible(companions.isVisible() || offers.isVisible());
    }

    private void moved(String row, String column) {
        if (stay == null) {
            return;
        }
        if (row.length() <= LONGEST_KEY
                && sheet.columns().stream().anyMatch(one -> one.id().equals(column))) {
            stay.enter(new SheetPlace(row, column).told());
        } else {
            stay.leave();
        }
    }

    private void showCompanions(List<Companion> all) {
        // Who has the form of a record open that is not in this sheet is none of its company.
        List<Companion> now = all.stream().filter(this::isHere).toList();
        List<SheetGuest> guests = new ArrayList<>();
        while (badges.size() > now.size()) {
            companions.remove(badges.removeLast());
        }
        for (int i = 0; i < now.size(); i++) {
            SheetGuest guest = guest(now.get(i));
            if (guest != null && !guest.column().isEmpty()) {
                guests.add(guest);
            }
            if (i == badges.size()) {
                Badge badge = new Badge();
                badges.add(badge);
                companions.add(badge);
            }
            badges.get(i).show(now.get(i), guest);
        }
        String names = now.stream().map(this::nameOf).distinct().collect(Collectors.joining(", "));
        here.setText(names.isEmpty() ? "" : also.getText() + " " + names);
        companions.setVisible(!now.isEmpty());
        sheet.setGuests(guests, !now.isEmpty());
        showWhetherNeeded();
    }

    private @Nullable SheetGuest guest(Companion other) {
        SheetPlace place = SheetPlace.of(other.place());
        return place == null ? null : new SheetGuest(place.row(), place.column(), nameOf(other), other.colour());
    }

    private boolean isHere(Companion other) {
        SheetPlace place = SheetPlace.of(other.place());
        return place == null || place.row().startsWith("+") || sheet.keys().contains(place.row());
    }

    /** Says who it is and where, and leads there. */
    private final class Badge extends NativeButton {
        private static final long serialVersionUID = 1L;
        private transient @Nullable SheetGuest guest;

        Badge() {
            addClassName("companion");
            addClickListener(clicked -> {
                SheetGuest now = guest;
                if (now != null) {
                    sheet.lead(now.row(), now.column());
                }
            });
        }

        void show(Companion other, @Nullable SheetGuest now) {
            guest = now;
            setText(now == null ? nameOf(other) : where(now));
            getElement().setAttribute("data-companion", Integer.toString(other.colour()));
            setEnabled(now != null && sheet.keys().contains(now.row()));
        }
    }

    private String where(SheetGuest guest) {
        return getTranslation("draft.companion.in", guest.name(), place(guest.row(), guest.column()));
    }

    /** What a cell is called: by its row, and by its column. */
    private String place(String row, String column) {
        if (column.isEmpty()) {
            return entry.nameOf(row);
        }
        String header = sheet.columns().stream()
                .filter(one -> one.id().equals(column))
                .findFirst()
                .map(SheetColumn::header)
                .orElse(column);
        return getTranslation("draft.cell", entry.nameOf(row), header);
    }

    private String nameOf(Companion other) {
        return other.accountId() == person.accountId() ? getTranslation("draft.companion.self") : other.fullName();
    }
}

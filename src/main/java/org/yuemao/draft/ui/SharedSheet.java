package org.yuemao.draft.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetGuest;
import org.yuemao.draft.DraftSubject;
import org.yuemao.presence.Companion;
import org.yuemao.presence.Presence;
import org.yuemao.presence.ui.RecordPresence;
import org.yuemao.security.Person;

/** Stands above a sheet and takes care of it: shows who else is in it and in which cell. */
@JsModule("./yuemao-forms.ts")
public class SharedSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    /** No key of a row and no column has it. */
    private static final char BETWEEN = '|';

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

    SharedSheet(SheetEntry entry, RecordSheet sheet, Presence presence, Person person) {
        this.entry = entry;
        this.sheet = sheet;
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
        getContent().add(companions);
        entry.onMoved(this::moved);
        entry.onHeard(() -> {
            if (stay != null) {
                stay.stillHere();
            }
        });
        setVisible(false);
    }

    /** Begins with the records that the sheet shows now: others see the person in it. */
    public void begin(DraftSubject shown) {
        DraftSubject before = subject;
        subject = shown;
        if (before != null && before.formKey().equals(shown.formKey())) {
            return;
        }
        if (stay != null) {
            stay.end();
        }
        showCompanions(List.of());
        stay = RecordPresence.join(this, presence, shown.formKey(), person, this::showCompanions);
    }

    private void moved(String row, String column) {
        if (stay == null) {
            return;
        }
        if (sheet.columns().stream().anyMatch(one -> one.id().equals(column))) {
            stay.enter(row + BETWEEN + column);
        } else {
            stay.leave();
        }
    }

    private void showCompanions(List<Companion> now) {
        List<SheetGuest> guests = new ArrayList<>();
        while (badges.size() > now.size()) {
            companions.remove(badges.removeLast());
        }
        for (int i = 0; i < now.size(); i++) {
            SheetGuest guest = guest(now.get(i));
            if (guest != null) {
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
        setVisible(!now.isEmpty());
    }

    private @Nullable SheetGuest guest(Companion other) {
        String place = other.place();
        int between = place == null ? -1 : place.lastIndexOf(BETWEEN);
        return place == null || between < 0
                ? null
                : new SheetGuest(
                        place.substring(0, between), place.substring(between + 1), nameOf(other), other.colour());
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
        return sheet.columns().stream()
                .filter(column -> column.id().equals(guest.column()))
                .findFirst()
                .map(SheetColumn::header)
                .map(header ->
                        getTranslation("draft.companion.in-cell", guest.name(), entry.nameOf(guest.row()), header))
                .orElse(guest.name());
    }

    private String nameOf(Companion other) {
        return other.accountId() == person.accountId() ? getTranslation("draft.companion.self") : other.fullName();
    }
}

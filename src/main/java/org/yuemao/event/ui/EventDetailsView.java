package org.yuemao.event.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.audit.ui.HistoryDialogs;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.Event;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventData;
import org.yuemao.event.EventLink;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.EventsChanged;
import org.yuemao.event.RelatedZone;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.review.ReviewStep;
import org.yuemao.review.ui.ReviewBar;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** One event: its form, status and review, what other features know of it, and a form for a new one. */
@Uses(RecordSheet.class) // In sections that other features add, which the scan of the routes does not reach.
@Route("events/:code")
@PermitAll
@StyleSheet("event.css")
class EventDetailsView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;
    private static final String NEW = "new";
    private static final int RELATED = 12;

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient EventService events;
    private final transient EventLists lists;
    private final transient EventCopies copies;
    private final transient Places places;
    private final transient Person person;
    private final transient List<EventSection> contributed;
    private final transient SharedForms forms;
    private final transient HistoryDialogs histories;
    private transient @Nullable Event event;
    private EventFields fields;
    private SharedForm shared;
    private final Div head = new Div();
    private final Div statusBar = new Div();
    private final Div below = new Div();
    private boolean gone;

    @SuppressWarnings("NullAway.Init")
    EventDetailsView(
            EventService events,
            EventLists lists,
            EventCopies copies,
            Places places,
            LiveUpdates liveUpdates,
            CurrentPerson currentPerson,
            SharedForms forms,
            HistoryDialogs histories,
            List<EventSection> contributed) {
        this.histories = histories;
        this.events = events;
        this.lists = lists;
        this.copies = copies;
        this.places = places;
        this.person = currentPerson.get();
        this.forms = forms;
        this.contributed = List.copyOf(contributed);
        addClassNames("view", "page", "event-page");
        statusBar.addClassName("event-status-bar");
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof EventChanged || change instanceof EventsChanged,
                this::takeOverLatest);
        Shortcuts.addShortcutListener(this, this::save, Key.KEY_S, KeyModifier.CONTROL)
                .resetFocusOnActiveElement();
        Shortcuts.addShortcutListener(this, this::openNew, Key.KEY_N, KeyModifier.ALT);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        String code = entered.getRouteParameters().get("code").orElse(NEW);
        if (code.equals(NEW)) {
            if (!person.mayWrite()) {
                throw new NotFoundException();
            }
            event = null;
        } else {
            event = events.findByCode(code).orElseThrow(NotFoundException::new);
        }
        gone = false;
        build();
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent left) {
        if (!gone) {
            UnsavedChanges.guard(left, fields.isChanged(), this, shared::giveUp);
        }
    }

    @Override
    public String getPageTitle() {
        return event == null ? texts.text("new.title") : event.code() + " " + event.name(texts.locale());
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(texts.text("title"), "events"));
    }

    private void build() {
        removeAll();
        fields = new EventFields(places, person);
        shared = forms.over(fields.typed());
        fields.showStatus(event == null);
        Div form = new Div(fields);
        form.addClassName("form-card");
        Fields.onEnter(form, this::save);
        add(head, statusBar, shared, form, below);
        Event shown = event;
        if (shown != null) {
            fields.read(shown.data());
        } else {
            fields.focusFirst();
        }
        fields.setReadOnly(!mayChange());
        shared.begin(subject(), author(), mayChange());
        showHead();
        showStatusBar();
        showBelow();
    }

    private DraftSubject subject() {
        Event shown = event;
        return shown == null
                ? DraftSubject.ofNew("event", getPageTitle(), "events/" + NEW)
                : DraftSubject.of("event", shown.id(), shown.version(), getPageTitle(), "events/" + shown.code());
    }

    private SharedForm.@Nullable Author author() {
        Event shown = event;
        return shown == null ? null : new SharedForm.Author(shown.changedBy(), shown.changedAt());
    }

    private boolean mayWrite() {
        Event shown = event;
        return shown == null
                ? person.mayWrite()
                : person.mayWriteFor(shown.data().officeCode());
    }

    /** What is submitted or approved its office reads; officials correct it. */
    private boolean mayChange() {
        Event shown = event;
        return mayWrite()
                && (shown == null || person.mayOversee() || shown.review().isOpen());
    }

    private void showHead() {
        head.removeAll();
        Event shown = event;
        List<Component> actions = new ArrayList<>();
        if (shown != null) {
            actions.add(histories.button("EVENT", shown.id(), shown.name(texts.locale())));
        }
        if (mayWrite()) {
            if (shown != null) {
                Button withdraw =
                        new Button(texts.text("withdraw"), VaadinIcon.TRASH.create(), click -> askToWithdraw(shown));
                withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
                Button copy = new Button(
                        texts.text("copy"),
                        VaadinIcon.COPY_O.create(),
                        click -> EventCopyDialog.open(copies, Set.of(shown.id()), this::openCopy));
                copy.addThemeVariants(ButtonVariant.TERTIARY);
                if (mayChange()) {
                    actions.add(withdraw);
                }
                actions.add(copy);
            }
        }
        if (mayChange()) {
            Button save = new Button(getTranslation("base.save"), VaadinIcon.CHECK.create(), click -> save());
            save.addThemeVariants(ButtonVariant.PRIMARY);
            save.setTooltipText("Ctrl+S");
            actions.add(save);
        }
        String title = shown == null ? texts.text("new.title") : shown.name(texts.locale());
        head.add(new ViewHeader(title, actions.toArray(Component[]::new)));
        if (shown == null) {
            Paragraph hint = new Paragraph(texts.text("new.hint"));
            hint.addClassName("event-hint");
            head.add(hint);
        } else {
            Span code = new Span(shown.code());
            code.addClassName("event-code");
            Paragraph line = new Paragraph(
                    code,
                    new Span(texts.days(shown.data().firstDay(), shown.data().lastDay())),
                    new Span(texts.text(
                            "changed",
                            texts.moment(shown.changedAt()),
                            shown.changedBy(),
                            texts.moment(shown.createdAt()),
                            shown.createdBy())));
            line.addClassName("event-hint");
            head.add(line);
            showCopies(shown);
        }
    }

    private void showCopies(Event shown) {
        List<Component> parts = new ArrayList<>();
        copies.originalOf(shown.id()).ifPresent(original -> {
            parts.add(new Span(texts.text("copy.from")));
            parts.add(link(original));
        });
        List<EventLink> later = copies.copiesOf(shown.id());
        if (!later.isEmpty()) {
            parts.add(new Span(texts.text("copy.to")));
            later.forEach(copy -> parts.add(link(copy)));
        }
        if (!parts.isEmpty()) {
            Paragraph line = new Paragraph(parts.toArray(Component[]::new));
            line.addClassNames("event-hint", "event-copies");
            head.add(line);
        }
    }

    private Anchor link(EventLink other) {
        Anchor link = new Anchor("events/" + other.code(), other.code());
        link.getElement().setAttribute("router-link", true);
        link.setTitle(other.names().in(texts.locale()));
        return link;
    }

    private void openCopy(List<Event> copied) {
        UI.getCurrentOrThrow().navigate("events/" + copied.getFirst().code());
    }

    private void showStatusBar() {
        statusBar.removeAll();
        Event shown = event;
        statusBar.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        Div steps = new Div();
        steps.addClassName("event-steps");
        steps.getElement().setAttribute("role", "group");
        steps.getElement().setAttribute("aria-label", texts.text("field.status"));
        for (EventStatus status : EventStatus.values()) {
            boolean current = shown.data().status() == status;
            Button step = new Button(texts.status(status), click -> moveTo(status));
            step.addClassName("event-step");
            step.getElement().setAttribute("data-status", status.name());
            step.getElement().setAttribute("aria-pressed", Boolean.toString(current));
            step.setEnabled(mayChange() || current);
            if (current) {
                step.addThemeVariants(ButtonVariant.PRIMARY);
            }
            steps.add(step);
        }
        ReviewBar review = new ReviewBar(this::take);
        review.show(shown.review(), mayWrite(), person.mayOversee());
        statusBar.add(steps, review);
    }

    private void take(ReviewStep step, String why) {
        if (step == ReviewStep.SUBMIT && fields.isChanged()) {
            Notices.refused(texts.text("submit.unsaved"));
            return;
        }
        switch (step) {
            case SUBMIT -> perform(() -> events.submit(id(), version()), "submitted");
            case TAKE_BACK -> perform(() -> events.takeBack(id(), version()), "taken-back");
            case APPROVE -> perform(() -> events.approve(id(), version()), "approved");
            case RETURN -> perform(() -> events.returnWithRemark(id(), version(), why), "returned");
            case REOPEN -> perform(() -> events.reopen(id(), version(), why), "reopened");
        }
    }

    private void showBelow() {
        below.removeAll();
        below.addClassName("event-below");
        Event shown = event;
        if (shown == null) {
            return;
        }
        for (EventSection section : contributed) {
            below.add(section(
                    getTranslation(section.titleKey()),
                    section.create(shown.id(), shown.data().officeCode())));
        }
        below.add(section(texts.text("context"), context(shown)));
    }

    private static Section section(String title, Component content) {
        Section section = new Section(new H2(title), content);
        section.addClassName("page-section");
        return section;
    }

    private Component context(Event shown) {
        Div context = new Div();
        context.addClassName("event-context");
        if (shown.data().sectors().isEmpty()) {
            context.add(new Paragraph(texts.text("context.noSectors")));
            return context;
        }
        UnorderedList zones = new UnorderedList();
        for (RelatedZone zone : lists.zonesOfSameSectors(shown.id(), RELATED)) {
            zones.add(line(
                    "zones/" + zone.id(),
                    zone.names().in(texts.locale()),
                    texts.text("zoneKind." + zone.kind()) + " · " + places.nameOf(zone.placeCode(), texts.locale())));
        }
        UnorderedList alike = new UnorderedList();
        for (EventListItem other : lists.alike(shown.id(), RELATED)) {
            alike.add(line(
                    "events/" + other.code(),
                    other.names().in(texts.locale()),
                    texts.days(other.firstDay(), other.lastDay()) + " · "
                            + places.nameOf(other.placeCode(), texts.locale())));
        }
        context.add(related(texts.text("context.zones"), zones, texts.text("context.zones.none")));
        context.add(related(texts.text("context.events"), alike, texts.text("context.events.none")));
        return context;
    }

    private static Div related(String title, UnorderedList list, String none) {
        Span heading = new Span(title);
        heading.addClassName("event-related-title");
        return new Div(heading, list.getChildren().findAny().isPresent() ? list : new Paragraph(none));
    }

    private static ListItem line(String path, String name, String about) {
        Anchor link = new Anchor(path, name);
        link.getElement().setAttribute("router-link", true);
        Span detail = new Span(about);
        detail.addClassName("event-hint");
        return new ListItem(link, detail);
    }

    private void save() {
        if (!mayChange()) {
            return;
        }
        Optional<EventData> written = fields.write();
        if (written.isEmpty()) {
            Notices.refused(texts.text("mend"));
            return;
        }
        EventData data = written.get();
        Event before = event;
        if (before == null) {
            attempt(() -> events.schedule(data)).ifPresent(scheduled -> {
                fields.read(scheduled.data());
                shared.saved();
                Notices.done(texts.text("scheduled", scheduled.code()));
                UI.getCurrent().navigate("events/" + scheduled.code());
            });
        } else {
            attempt(() -> events.revise(before.id(), before.version(), data)).ifPresent(revised -> {
                event = revised;
                fields.read(revised.data());
                shared.saved();
                shared.goOn(subject(), author(), mayChange());
                showHead();
                showStatusBar();
                if (!revised.data().sectors().equals(before.data().sectors())) {
                    showBelow();
                }
                Notices.done(getTranslation("base.saved"));
            });
        }
    }

    private void moveTo(EventStatus status) {
        perform(() -> events.moveTo(id(), version(), status), "moved");
    }

    /** Does something to the kept event while whatever has been typed stays in the fields. */
    private void perform(Supplier<Event> action, String doneKey) {
        boolean changeable = mayChange();
        attempt(action).ifPresent(changed -> {
            event = changed;
            fields.takeOver(changed.data());
            fields.setReadOnly(!mayChange());
            shared.goOn(subject(), author(), mayChange());
            showHead();
            showStatusBar();
            if (mayChange() != changeable) {
                showBelow();
            }
            Notices.done(
                    texts.text("done." + doneKey, texts.status(changed.data().status())));
        });
    }

    private Optional<Event> attempt(Supplier<Event> action) {
        try {
            return Optional.of(action.get());
        } catch (Refusal refusal) {
            String reason = getTranslation(refusal.key(), refusal.arguments());
            Notices.refused(fields.refuse(refusal) ? texts.text("mend") : reason);
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            takeOverLatest();
            Notices.refused(texts.text("stale"));
            shared.focusDifferences();
        } catch (RecordNotFound removed) {
            Notices.refused(texts.text("gone"));
        } catch (AccessDeniedException denied) {
            Notices.refused(getTranslation("base.denied"));
        } catch (PessimisticLockingFailureException busy) {
            Notices.refused(getTranslation("base.busy"));
        }
        return Optional.empty();
    }

    /** Shows what somebody else has changed; what was typed here stays, and where both differ both are shown. */
    private void takeOverLatest() {
        Event shown = event;
        if (shown == null || gone) {
            return;
        }
        Optional<Event> latest = events.find(shown.id());
        if (latest.isEmpty()) {
            gone = true;
            Notices.refused(texts.text("gone"));
            return;
        }
        Event now = latest.get();
        if (now.version() == shown.version()) {
            return;
        }
        boolean changeable = mayChange();
        event = now;
        TypedFields.Merge merge = fields.takeOver(now.data());
        fields.setReadOnly(!mayChange());
        shared.goOn(subject(), author(), mayChange());
        showHead();
        showStatusBar();
        shared.merged(now.changedBy(), now.changedAt(), merge);
        // Not the other way round: what is being typed there would be gone from sight, and is refused with its reason.
        if (mayChange() && !changeable) {
            showBelow();
        }
    }

    private void askToWithdraw(Event shown) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(texts.text("withdraw.title", shown.code()));
        dialog.setText(texts.text("withdraw.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.cancel"));
        dialog.setConfirmText(texts.text("withdraw"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> withdraw());
        dialog.open();
    }

    private void withdraw() {
        Event shown = Objects.requireNonNull(event);
        boolean wasGone = gone;
        // Set before, so that the news of the own removal surprises nobody.
        gone = true;
        attempt(() -> {
                    events.withdraw(shown.id(), shown.version());
                    return shown;
                })
                .ifPresentOrElse(
                        withdrawn -> {
                            shared.giveUp();
                            Notices.done(texts.text("withdrawn", withdrawn.code()));
                            UI.getCurrent().navigate("events");
                        },
                        () -> gone = wasGone);
    }

    private void openNew() {
        if (person.mayWrite()) {
            UI.getCurrent().navigate("events/new");
        }
    }

    private long id() {
        return Objects.requireNonNull(event).id();
    }

    private long version() {
        return Objects.requireNonNull(event).version();
    }
}

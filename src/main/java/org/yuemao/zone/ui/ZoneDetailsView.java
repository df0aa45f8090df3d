package org.yuemao.zone.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
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
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.audit.ui.HistoryDialogs;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.ListAction.OfferedList;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.review.ReviewService;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.zone.RelatedEvent;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneChanged;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneLists;
import org.yuemao.zone.ZoneService;
import org.yuemao.zone.ZoneTable;
import org.yuemao.zone.ZonesChanged;

/** One zone: its form, its figures and the events alike, or a form for a new one. */
@Route("zones/:id")
@PermitAll
@StyleSheet("zone.css")
class ZoneDetailsView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;
    private static final String NEW = "new";
    private static final int RELATED = 12;

    private final transient ZoneService zones;
    private final transient ZoneFigureService figureService;
    private final transient ZoneFigureRows figureRows;
    private final transient EntryService entering;
    private final transient ZoneLists lists;
    private final transient ZoneTable table;
    private final transient ListActions actions;
    private final transient HistoryDialogs histories;
    private final transient Places places;
    private final transient ReviewService reviews;
    private final transient LiveUpdates liveUpdates;
    private final transient Clock clock;
    private final transient Person person;
    private transient @Nullable Zone zone;
    private final transient SharedForms forms;
    private ZoneFields fields;
    private SharedForm shared;
    private @Nullable FiguresSheet figures;
    private final Div head = new Div();
    private final Div events = new Div();
    private boolean gone;
    private boolean justEstablished;

    ZoneDetailsView(
            ZoneService zones,
            ZoneFigureService figureService,
            ZoneFigureRows figureRows,
            EntryService entering,
            ZoneLists lists,
            ZoneTable table,
            ListActions actions,
            HistoryDialogs histories,
            Places places,
            ReviewService reviews,
            LiveUpdates liveUpdates,
            Clock clock,
            CurrentPerson currentPerson,
            SharedForms forms) {
        this.zones = zones;
        this.figureService = figureService;
        this.figureRows = figureRows;
        this.entering = entering;
        this.lists = lists;
        this.table = table;
        this.actions = actions;
        this.histories = histories;
        this.places = places;
        this.reviews = reviews;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
        this.person = currentPerson.get();
        this.forms = forms;
        fields = new ZoneFields(places);
        shared = forms.over(fields.typed());
        addClassNames("view", "page", "zone-page");
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof ZoneChanged || change instanceof ZonesChanged,
                this::takeOverLatest);
        Shortcuts.addShortcutListener(this, this::save, Key.KEY_S, KeyModifier.CONTROL)
                .resetFocusOnActiveElement();
        Shortcuts.addShortcutListener(this, this::goToFigures, Key.KEY_G, KeyModifier.ALT);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        String id = entered.getRouteParameters().get("id").orElse(NEW);
        if (id.equals(NEW)) {
            if (!person.mayWrite()) {
                throw new NotFoundException();
            }
            zone = null;
        } else {
            zone = Optional.of(id)
                    .filter(text -> text.matches("\\d{1,18}"))
                    .flatMap(text -> zones.find(Long.parseLong(text)))
                    .orElseThrow(NotFoundException::new);
        }
        gone = false;
        build(entered.getLocation());
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent left) {
        if (!gone) {
            UnsavedChanges.guard(left, fields.isChanged(), this, shared::giveUp);
        }
    }

    @Override
    public String getPageTitle() {
        Zone shown = zone;
        return shown == null ? getTranslation("zone.new") : shown.name(getLocale());
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("zone.title"), "zones"));
    }

    private OfferedList offered(Zone shown, FiguresSheet sheet) {
        OfferedList offered = new OfferedList(
                "", () -> table.figures(shown, sheet.length(), sheet.firstYear(), sheet.lastYear(), getLocale()));
        if (!mayWrite()) {
            return offered;
        }
        ZoneData data = shown.data();
        Map<String, String> of = new HashMap<>();
        of.put("zoneKind", data.kind().name());
        putIfSaid(of, "zoneNameZh", data.nameZh());
        putIfSaid(of, "zoneNameEn", data.nameEn());
        putIfSaid(of, "cityCode", data.cityCode());
        putIfSaid(of, "countryCode", data.countryCode());
        return offered.entered("zone-figures", of);
    }

    private static void putIfSaid(Map<String, String> cells, String column, @Nullable String text) {
        if (text != null) {
            cells.put(column, text);
        }
    }

    private void build(Location location) {
        removeAll();
        fields = new ZoneFields(places);
        shared = forms.over(fields.typed());
        Div form = new Div(fields);
        form.addClassName("form-card");
        Fields.onEnter(form, this::save);
        add(head, shared, form);
        Zone shown = zone;
        if (shown == null) {
            figures = null;
            String city = LocationParameters.text(location, "city");
            String country = LocationParameters.text(location, "country");
            fields.begin(
                    LocationParameters.constant(location, "kind", ZoneKind.class),
                    city == null ? places.city(person.officeCode()) == null ? null : person.officeCode() : city,
                    country);
            fields.focusFirst();
        } else {
            fields.read(shown.data());
            FiguresSheet sheet = new FiguresSheet(
                    shown.id(),
                    shown.name(getLocale()),
                    shown.data().kind(),
                    figureService,
                    figureRows,
                    entering,
                    liveUpdates,
                    forms,
                    reviews,
                    person.mayOversee(),
                    clock);
            sheet.offer(actions.of(offered(shown, sheet)));
            sheet.open(location);
            figures = sheet;
            showEvents(shown);
            add(section(getTranslation("zone.figures"), sheet), section(getTranslation("zone.events"), events));
        }
        showRights();
        shared.begin(subject(), author(), mayWrite());
        showHead();
        if (justEstablished) {
            goToFigures();
        }
        justEstablished = false;
    }

    private DraftSubject subject() {
        Zone shown = zone;
        return shown == null
                ? DraftSubject.ofNew("zone", getPageTitle(), "zones/" + NEW)
                : DraftSubject.of("zone", shown.id(), shown.version(), getPageTitle(), "zones/" + shown.id());
    }

    private SharedForm.@Nullable Author author() {
        Zone shown = zone;
        return shown == null ? null : new SharedForm.Author(shown.changedBy(), shown.changedAt());
    }

    private void goToFigures() {
        if (figures != null) {
            figures.focus();
        }
    }

    private static Section section(String title, Component content) {
        Section section = new Section(new H2(title), content);
        section.addClassName("page-section");
        return section;
    }

    private boolean mayWrite() {
        Zone shown = zone;
        return shown == null ? person.mayWrite() : zones.mayRevise(shown.data());
    }

    private void showRights() {
        fields.setReadOnly(!mayWrite());
        if (figures != null) {
            figures.setReadOnly(!mayWrite());
        }
    }

    private void showHead() {
        head.removeAll();
        Zone shown = zone;
        List<Component> actions = new ArrayList<>();
        if (shown != null) {
            actions.add(histories.button("ZONE", shown.id(), shown.name(getLocale())));
        }
        if (mayWrite()) {
            if (shown != null) {
                Button remove = new Button(
                        getTranslation("base.remove"), VaadinIcon.TRASH.create(), clicked -> askToRemove(shown));
                remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
                actions.add(remove);
            }
            Button save = new Button(getTranslation("base.save"), VaadinIcon.CHECK.create(), clicked -> save());
            save.addThemeVariants(ButtonVariant.PRIMARY);
            save.setTooltipText("Ctrl+S");
            actions.add(save);
        }
        head.add(new ViewHeader(getPageTitle(), actions.toArray(Component[]::new)));
        Paragraph line = new Paragraph();
        line.addClassName("quiet");
        if (shown == null) {
            line.setText(getTranslation("zone.new.hint"));
        } else {
            line.setText(getTranslation(
                    "zone.changed",
                    Formats.moment(shown.changedAt(), getLocale()),
                    shown.changedBy(),
                    Formats.moment(shown.createdAt(), getLocale()),
                    shown.createdBy()));
        }
        head.add(line);
    }

    private void showEvents(Zone shown) {
        events.removeAll();
        events.addClassName("zone-events");
        List<RelatedEvent> related = lists.eventsOfSameSectors(shown.id(), RELATED);
        if (related.isEmpty()) {
            events.add(new Paragraph(
                    getTranslation(shown.data().sectors().isEmpty() ? "zone.events.no-sectors" : "zone.events.none")));
            return;
        }
        UnorderedList list = new UnorderedList();
        for (RelatedEvent event : related) {
            Anchor link = new Anchor("events/" + event.code(), event.names().in(getLocale()));
            link.getElement().setAttribute("router-link", true);
            Span about = new Span(Formats.dates(event.firstDay(), event.lastDay(), getLocale()) + " · "
                    + places.nameOf(event.placeCode(), getLocale()));
            about.addClassName("quiet");
            list.add(new ListItem(link, about));
        }
        events.add(list);
    }

    private void save() {
        if (!mayWrite()) {
            return;
        }
        Optional<ZoneData> written = fields.write();
        if (written.isEmpty()) {
            Notices.refused(getTranslation("zone.mend"));
            return;
        }
        ZoneData data = written.get();
        Zone before = zone;
        if (before == null) {
            attempt(() -> zones.establish(data)).ifPresent(established -> {
                fields.read(established.data());
                shared.saved();
                justEstablished = true;
                Notices.done(getTranslation("base.saved"));
                UI.getCurrentOrThrow().navigate("zones/" + established.id());
            });
        } else {
            attempt(() -> zones.revise(before.id(), before.version(), data)).ifPresent(revised -> {
                show(revised);
                fields.read(revised.data());
                shared.saved();
                shared.goOn(subject(), author(), mayWrite());
                Notices.done(getTranslation("base.saved"));
            });
        }
    }

    /** Shows everything but the form of a newer state of the zone. */
    private void show(Zone newer) {
        zone = newer;
        showRights();
        showHead();
        showEvents(newer);
        if (figures != null) {
            figures.showKind(newer.data().kind());
        }
    }

    private Optional<Zone> attempt(Supplier<Zone> action) {
        try {
            return Optional.of(action.get());
        } catch (Refusal refusal) {
            Notices.refused(fields.refuse(refusal) ? getTranslation("zone.mend") : SaveFailures.reason(refusal));
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            takeOverLatest();
            Notices.refused(getTranslation("zone.stale"));
            shared.focusDifferences();
        } catch (RecordNotFound
                | AccessDeniedException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException e) {
            Notices.refused(SaveFailures.reason(e));
        }
        return Optional.empty();
    }

    /** Shows what somebody else has changed; what was typed here stays, and where both differ both are shown. */
    private void takeOverLatest() {
        Zone shown = zone;
        if (shown == null || gone) {
            return;
        }
        Optional<Zone> latest = zones.find(shown.id());
        if (latest.isEmpty()) {
            gone = true;
            Notices.refused(getTranslation("base.gone"));
            return;
        }
        Zone now = latest.get();
        if (now.version() != shown.version()) {
            TypedFields.Merge merge = fields.takeOver(now.data());
            show(now);
            shared.goOn(subject(), author(), mayWrite());
            shared.merged(now.changedBy(), now.changedAt(), merge);
        }
    }

    private void askToRemove(Zone shown) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("zone.remove.title", shown.name(getLocale())));
        dialog.setText(getTranslation("zone.remove.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.cancel"));
        dialog.setConfirmText(getTranslation("base.remove"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> remove(shown));
        dialog.open();
    }

    private void remove(Zone shown) {
        // Set before, so that the news of the own removal surprises nobody.
        gone = true;
        boolean removed = SaveFailures.attempt(() -> zones.remove(shown.id(), shown.version()));
        if (removed) {
            shared.giveUp();
            Notices.done(getTranslation("zone.removed", shown.name(getLocale())));
            UI.getCurrentOrThrow().navigate("zones");
        } else {
            gone = false;
        }
    }
}

package org.yuemao.event.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventsChanged;
import org.yuemao.event.Programme;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;

/** The events of one year as bars over its months, a line each, grouped by programme or office. */
@Route("events/timeline")
@PermitAll
@StyleSheet("event.css")
class EventTimelineView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String PATH = "events/timeline";

    private enum Grouping {
        PROGRAMME,
        OFFICE
    }

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient EventLists lists;
    private final transient Places places;
    private final transient Clock clock;
    private final EventTabs tabs = new EventTabs(PATH);
    private final EventFilterBar filters;
    private final Select<Grouping> grouping = new Select<>();
    private final H2 heading = new H2();
    private final Div timeline = new Div();
    private int year;
    private transient EventFilter filter = EventFilter.all();
    private boolean arranging;

    EventTimelineView(EventLists lists, Places places, LiveUpdates liveUpdates, Clock clock) {
        this.lists = lists;
        this.places = places;
        this.clock = clock;
        year = Year.now(clock).getValue();
        filters = new EventFilterBar(places, lists.years(), false, changed -> show(year, changed, false));
        describeGrouping();
        layOut();
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof EventChanged || change instanceof EventsChanged,
                this::draw);
    }

    @Override
    public String getPageTitle() {
        return texts.text("timeline.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        EventFilter asked = EventAddress.filter(parameters);
        Integer askedYear = asked.year();
        year = askedYear == null || askedYear < 1949 || askedYear > 2999
                ? Year.now(clock).getValue()
                : askedYear;
        arranging = true;
        Grouping asks =
                EventAddress.value(parameters, "group", text -> Grouping.valueOf(text.toUpperCase(Locale.ROOT)));
        grouping.setValue(asks == null ? Grouping.PROGRAMME : asks);
        arranging = false;
        filter = asked;
        filters.show(asked);
        draw();
    }

    private void describeGrouping() {
        grouping.setItems(Grouping.values());
        grouping.setAriaLabel(texts.text("timeline.groupBy"));
        grouping.setItemLabelGenerator(
                one -> texts.text("timeline.group." + one.name().toLowerCase(Locale.ROOT)));
        grouping.setValue(Grouping.PROGRAMME);
        grouping.addValueChangeListener(change -> {
            if (!arranging) {
                show(year, filter, false);
            }
        });
    }

    private void layOut() {
        addClassNames("view", "event-timeline-view");
        Button previous = step(VaadinIcon.ANGLE_LEFT, "timeline.previous", "Page Up", -1);
        Button next = step(VaadinIcon.ANGLE_RIGHT, "timeline.next", "Page Down", 1);
        Shortcuts.addShortcutListener(this, () -> show(year - 1, filter, true), Key.PAGE_UP, KeyModifier.ALT);
        Shortcuts.addShortcutListener(this, () -> show(year + 1, filter, true), Key.PAGE_DOWN, KeyModifier.ALT);
        Div steps = new Div(grouping, previous, heading, next);
        steps.addClassName("event-period");
        heading.getElement().setAttribute("aria-live", "polite");
        timeline.addClassName("event-timeline");
        timeline.getElement().setAttribute("tabindex", "0");
        add(new ViewHeader(texts.text("timeline.title"), steps), tabs, filters, timeline);
    }

    private Button step(VaadinIcon icon, String key, String shortcut, int years) {
        Button button = new Button(icon.create(), click -> show(year + years, filter, true));
        button.setAriaLabel(texts.text(key));
        button.setTooltipText(texts.text(key) + " (Alt+" + shortcut + ")");
        return button;
    }

    private void show(int shownYear, EventFilter changed, boolean newStep) {
        year = shownYear;
        filter = new EventFilter(
                changed.search(),
                changed.programme(),
                shownYear,
                null,
                null,
                null,
                changed.statuses(),
                changed.reviewState(),
                changed.officeCode(),
                changed.countryCode(),
                changed.provinceCode(),
                changed.sectorCode());
        Map<String, String> parameters = new LinkedHashMap<>(EventAddress.parameters(filter));
        if (grouping.getValue() == Grouping.OFFICE) {
            parameters.put("group", "office");
        }
        Location location = new Location(PATH, EventAddress.query(parameters));
        if (newStep) {
            UI.getCurrent().getPage().getHistory().pushState(null, location);
        } else {
            UI.getCurrent().getPage().getHistory().replaceState(null, location);
        }
        draw();
    }

    private void draw() {
        tabs.keep(filter.ofYear(year));
        heading.setText(Integer.toString(year));
        List<EventListItem> events = lists.inPeriod(filter, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        timeline.removeAll();
        if (events.isEmpty()) {
            timeline.add(new EmptyState(texts.text("timeline.none"), texts.text("timeline.none.hint")));
            return;
        }
        Map<String, Section> groups = new TreeMap<>();
        Map<String, Integer> sizes = new TreeMap<>();
        timeline.add(months());
        for (EventListItem event : events) {
            String group = grouping.getValue() == Grouping.OFFICE
                    ? event.officeCode()
                    // Worldwide first, as everywhere.
                    : Integer.toString(event.programme().ordinal());
            Section section = groups.computeIfAbsent(group, key -> new Section());
            sizes.merge(group, 1, Integer::sum);
            section.add(line(event));
        }
        groups.forEach((group, section) -> {
            section.addComponentAsFirst(
                    new H3(groupName(group) + " · " + texts.text("total", sizes.getOrDefault(group, 0))));
            section.addClassName("event-timeline-group");
            timeline.add(section);
        });
        LocalDate today = LocalDate.now(clock);
        if (today.getYear() == year) {
            Span line = new Span();
            line.addClassName("event-today");
            line.getElement().setAttribute("aria-hidden", "true");
            line.setTitle(texts.text("today"));
            line.getStyle().set("--at", Double.toString(share(today)));
            timeline.add(line);
        }
    }

    private String groupName(String group) {
        return grouping.getValue() == Grouping.OFFICE
                ? EventFields.officeName(places, group, texts.locale())
                : texts.programme(Programme.values()[Integer.parseInt(group)]);
    }

    private Div months() {
        Div row = new Div();
        row.addClassNames("event-line", "event-months");
        Div track = new Div();
        track.addClassName("event-track");
        for (int month = 1; month <= 12; month++) {
            Span name = new Span(texts.monthAlone(month));
            name.getStyle().set("left", share(LocalDate.of(year, month, 1)) * 100 + "%");
            track.add(name);
        }
        row.add(new Span(), track);
        return row;
    }

    private Anchor line(EventListItem event) {
        Anchor line = new Anchor("events/" + event.code());
        line.addClassName("event-line");
        line.getElement().setAttribute("router-link", true);
        line.setTitle(EventCalendarView.describe(texts, places, event));
        Span name = new Span(event.names().in(texts.locale()));
        name.addClassName("event-line-name");
        Span bar = new Span();
        bar.addClassName("event-bar");
        bar.getElement().setAttribute("data-programme", event.programme().name());
        bar.getElement().setAttribute("data-status", event.status().name());
        LocalDate first = event.firstDay().getYear() < year ? LocalDate.of(year, 1, 1) : event.firstDay();
        LocalDate last = event.lastDay().getYear() > year ? LocalDate.of(year, 12, 31) : event.lastDay();
        double left = share(first);
        bar.getStyle().set("left", left * 100 + "%");
        bar.getStyle().set("width", (share(last.plusDays(1)) - left) * 100 + "%");
        Span days = new Span(texts.days(event.firstDay(), event.lastDay()));
        days.addClassName("event-line-days");
        // Beside the bar where there is room: right of it in the first half of the year, left of it in the second.
        if (left < 0.7) {
            days.getStyle().set("left", share(last.plusDays(1)) * 100 + "%");
        } else {
            days.getStyle().set("right", (1 - left) * 100 + "%");
        }
        Div track = new Div(bar, days);
        track.addClassName("event-track");
        line.add(name, track);
        return line;
    }

    /** How far into the year a day begins, from 0 to 1. */
    private double share(LocalDate day) {
        LocalDate start = LocalDate.of(year, 1, 1);
        return (double) ChronoUnit.DAYS.between(start, day) / start.lengthOfYear();
    }
}

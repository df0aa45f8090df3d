package org.yuemao.event.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventsChanged;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;

/** The events of one month on a calendar; an event of several days is one bar in each week. */
@Route("events/calendar")
@PermitAll
@StyleSheet("event.css")
class EventCalendarView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String PATH = "events/calendar";

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient EventLists lists;
    private final transient Places places;
    private final transient Clock clock;
    private final EventTabs tabs = new EventTabs(PATH);
    private final EventFilterBar filters;
    private final H2 heading = new H2();
    private final Div calendar = new Div();
    private YearMonth shown;
    private transient EventFilter filter = EventFilter.all();

    EventCalendarView(EventLists lists, Places places, LiveUpdates liveUpdates, Clock clock) {
        this.lists = lists;
        this.places = places;
        this.clock = clock;
        shown = YearMonth.now(clock);
        filters = new EventFilterBar(places, lists.years(), false, changed -> show(shown, changed, false));
        layOut();
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof EventChanged || change instanceof EventsChanged,
                this::draw);
    }

    @Override
    public String getPageTitle() {
        return texts.text("calendar.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        EventFilter asked = EventAddress.filter(event.getLocation().getQueryParameters());
        YearMonth now = YearMonth.now(clock);
        Integer year = asked.year();
        Integer month = asked.month();
        boolean known = month != null && month >= 1 && month <= 12;
        shown = YearMonth.of(
                year == null || year < 1949 || year > 2999 ? now.getYear() : year,
                known && month != null ? month : year == null || year == now.getYear() ? now.getMonthValue() : 1);
        filter = asked;
        filters.show(asked);
        draw();
    }

    private void layOut() {
        addClassNames("view", "event-calendar-view");
        Button previous = step(VaadinIcon.ANGLE_LEFT, "calendar.previous", "Page Up", () -> move(-1));
        Button next = step(VaadinIcon.ANGLE_RIGHT, "calendar.next", "Page Down", () -> move(1));
        Button today = new Button(texts.text("today"), click -> show(YearMonth.now(clock), filter, true));
        Shortcuts.addShortcutListener(this, () -> move(-1), Key.PAGE_UP);
        Shortcuts.addShortcutListener(this, () -> move(1), Key.PAGE_DOWN);
        Div steps = new Div(previous, heading, next, today);
        steps.addClassName("event-period");
        heading.getElement().setAttribute("aria-live", "polite");
        calendar.addClassName("event-calendar");
        add(new ViewHeader(texts.text("calendar.title"), steps), tabs, filters, calendar);
    }

    private Button step(VaadinIcon icon, String key, String shortcut, Runnable action) {
        Button button = new Button(icon.create(), click -> action.run());
        button.setAriaLabel(texts.text(key));
        button.setTooltipText(texts.text(key) + " (" + shortcut + ")");
        return button;
    }

    private void move(int months) {
        show(shown.plusMonths(months), filter, true);
    }

    private void show(YearMonth month, EventFilter changed, boolean newStep) {
        shown = month;
        filter = new EventFilter(
                changed.search(),
                changed.programme(),
                month.getYear(),
                month.getMonthValue(),
                null,
                null,
                changed.statuses(),
                changed.reviewState(),
                changed.officeCode(),
                changed.countryCode(),
                changed.provinceCode(),
                changed.sectorCode());
        Location location = new Location(PATH, EventAddress.query(EventAddress.parameters(filter)));
        if (newStep) {
            UI.getCurrent().getPage().getHistory().pushState(null, location);
        } else {
            UI.getCurrent().getPage().getHistory().replaceState(null, location);
        }
        draw();
    }

    private void draw() {
        tabs.keep(filter.ofYear(shown.getYear()));
        heading.setText(texts.month(shown.getYear(), shown.getMonthValue()));
        LocalDate first = shown.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = shown.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        List<EventListItem> events = lists.inPeriod(filter, first, last);
        calendar.removeAll();
        calendar.add(weekdays());
        for (LocalDate monday = first; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            calendar.add(week(monday, events));
        }
        if (events.isEmpty()) {
            EmptyState empty = new EmptyState(texts.text("calendar.none"), texts.text("calendar.none.hint"));
            empty.addClassName("event-none");
            calendar.add(empty);
        }
    }

    private Div weekdays() {
        Div row = new Div();
        row.addClassNames("event-week", "event-weekdays");
        for (DayOfWeek day : DayOfWeek.values()) {
            row.add(new Span(day.getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale())));
        }
        return row;
    }

    private Div week(LocalDate monday, List<EventListItem> events) {
        Div row = new Div();
        row.addClassName("event-week");
        LocalDate today = LocalDate.now(clock);
        for (int i = 0; i < 7; i++) {
            LocalDate day = monday.plusDays(i);
            Span number = new Span(Integer.toString(day.getDayOfMonth()));
            number.addClassName("event-day");
            number.getElement().setAttribute("data-other", !YearMonth.from(day).equals(shown));
            number.getElement().setAttribute("data-today", day.equals(today));
            number.getStyle().set("grid-column", Integer.toString(i + 1));
            row.add(number);
        }
        LocalDate sunday = monday.plusDays(6);
        for (EventListItem event : events) {
            if (!event.lastDay().isBefore(monday) && !event.firstDay().isAfter(sunday)) {
                row.add(bar(event, monday, sunday));
            }
        }
        return row;
    }

    private Anchor bar(EventListItem event, LocalDate monday, LocalDate sunday) {
        LocalDate from = event.firstDay().isBefore(monday) ? monday : event.firstDay();
        LocalDate to = event.lastDay().isAfter(sunday) ? sunday : event.lastDay();
        long column = ChronoUnit.DAYS.between(monday, from) + 1;
        long span = ChronoUnit.DAYS.between(from, to) + 1;
        Anchor bar = new Anchor("events/" + event.code());
        Span days = new Span(texts.days(event.firstDay(), event.lastDay()));
        days.addClassName("event-bar-days");
        bar.add(days, new Span(event.names().in(texts.locale())));
        bar.addClassName("event-bar");
        bar.getElement().setAttribute("router-link", true);
        bar.getElement().setAttribute("data-programme", event.programme().name());
        bar.getElement().setAttribute("data-status", event.status().name());
        bar.getElement().setAttribute("data-continued", event.firstDay().isBefore(monday));
        bar.setTitle(describe(texts, places, event));
        bar.getStyle().set("grid-column", column + " / span " + span);
        return bar;
    }

    /** What a bar stands for, in one line. */
    static String describe(EventTexts texts, Places places, EventListItem event) {
        return event.code() + " " + event.names().in(texts.locale()) + " · "
                + texts.days(event.firstDay(), event.lastDay()) + " · "
                + places.nameOf(event.placeCode(), texts.locale()) + " · " + texts.status(event.status());
    }
}

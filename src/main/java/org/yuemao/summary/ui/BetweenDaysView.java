package org.yuemao.summary.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.summary.EventBetweenDays;
import org.yuemao.summary.EventBetweenDays.Stand;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;

/** What was reported at the end of one day and of another, and the events that make the difference. */
@Route(BetweenDaysView.PATH)
@PermitAll
@StyleSheet("summary.css")
class BetweenDaysView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "between-days";
    private static final long serialVersionUID = 1L;

    private final transient SummaryService summaries;
    private final transient Places places;
    private final transient Clock clock;
    private final DatePicker first = Fields.date(getTranslation("summary.between.first"));
    private final DatePicker last = Fields.date(getTranslation("summary.between.last"));
    private final Anchor back = new Anchor();
    private final Paragraph about = new Paragraph();
    private final Div figures = new Div();
    private final Grid<EventBetweenDays> events = new Grid<>();
    private transient @Nullable SummaryFilter filter;
    private boolean entering;

    BetweenDaysView(SummaryService summaries, Places places, Clock clock) {
        this.summaries = summaries;
        this.places = places;
        this.clock = clock;
        back.getElement().setAttribute("router-link", true);
        about.addClassName("quiet");
        figures.addClassName("between-figures");
        LocalDate today = LocalDate.now(clock);
        Stream.of(first, last).forEach(day -> {
            day.setMax(today);
            day.setRequiredIndicatorVisible(true);
            day.addValueChangeListener(changed -> daysChanged());
        });
        describeGrid();
        Div days = new Div(first, last);
        days.addClassName("filter-bar");
        addClassNames("view", "between-days");
        add(back, new ViewHeader(getPageTitle()), days, about, figures, events);
    }

    static LocationParameters address(SummaryFilter filter, LocalDate first, LocalDate last) {
        return new LocationParameters()
                .with("year", filter.year())
                .with("programme", filter.programme())
                .with("city", filter.cityCode())
                .with("sector", filter.sectorCode())
                .with(IncludedAddress.NAME, IncludedAddress.of(filter.included()))
                .with("first", first)
                .with("last", last);
    }

    private void describeGrid() {
        Grid.Column<EventBetweenDays> card = events.addColumn(LitRenderer.<EventBetweenDays>of(
                                "<div class=\"row-card\"><b>${item.name}</b><span>${item.about}</span></div>")
                        .withProperty("name", event -> event.names().in(getLocale()))
                        .withProperty(
                                "about",
                                event -> getTranslation("summary.participations") + " "
                                        + fromTo(event, this::participations)))
                .setHeader(getTranslation("event.title"));
        events.addColumn(LitRenderer.<EventBetweenDays>of(
                                "<a href=\"events/${item.code}\" router-link tabindex=\"-1\">${item.name}</a>")
                        .withProperty("code", EventBetweenDays::code)
                        .withProperty(
                                "name",
                                event -> event.code() + " " + event.names().in(getLocale())))
                .setHeader(getTranslation("event.column.name"))
                .setTooltipGenerator(event -> event.names().in(getLocale()))
                .setWidth("18rem")
                .setFlexGrow(3);
        column("event.column.status", stand -> getTranslation("event.status." + stand.status()), false);
        column("event.column.place", stand -> places.nameOf(stand.placeCode(), getLocale()), false);
        column("summary.participations", this::participations, true);
        column("participation.intendedDeals", stand -> Formats.decimal(stand.intendedDeals(), 0, getLocale()), true);
        column("participation.signedDeals", stand -> Formats.decimal(stand.signedDeals(), 0, getLocale()), true);
        events.addThemeVariants(GridVariant.ROW_STRIPES);
        events.addClassName("fills");
        events.setEmptyStateComponent(new EmptyState(
                getTranslation("summary.between.empty.title"), getTranslation("summary.between.empty.hint")));
        GridRows.onOpen(events, event -> UI.getCurrentOrThrow().navigate("events/" + event.code()));
        card.setVisible(false);
        NarrowWindow.follow(
                this, narrow -> events.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
    }

    private String participations(Stand stand) {
        return Formats.integer(stand.participations(), getLocale());
    }

    private void column(String headerKey, Function<Stand, String> content, boolean number) {
        events.addColumn(event -> fromTo(event, content))
                .setHeader(getTranslation(headerKey))
                .setTooltipGenerator(event -> fromTo(event, content))
                .setTextAlign(number ? ColumnTextAlign.END : ColumnTextAlign.START)
                .setWidth("11rem")
                .setFlexGrow(1)
                .setResizable(true);
    }

    /** Both stands where they differ, otherwise one; a dash where the event was not counted. */
    private static String fromTo(EventBetweenDays event, Function<Stand, String> content) {
        String before = event.before() == null ? "–" : content.apply(event.before());
        String after = event.after() == null ? "–" : content.apply(event.after());
        return before.equals(after) ? after : before + " → " + after;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
        LocalDate today = LocalDate.now(clock);
        String city = LocationParameters.text(location, "city");
        String sector = LocationParameters.text(location, "sector");
        Integer year = LocationParameters.number(location, "year");
        filter = new SummaryFilter(
                year != null ? year : summaries.latestYear(today.getYear()),
                LocationParameters.constant(location, "programme", Programme.class),
                places.city(city) == null ? null : city,
                places.sector(sector) == null ? null : sector,
                IncludedAddress.read(location));
        entering = true;
        last.setValue(LocationParameters.day(location, "last")
                .filter(day -> !day.isAfter(today))
                .orElse(today));
        first.setValue(LocationParameters.day(location, "first")
                .filter(day -> !day.isAfter(today))
                .orElse(last.getValue().minusDays(7)));
        entering = false;
        show();
    }

    private void daysChanged() {
        if (entering || first.isEmpty() || last.isEmpty()) {
            return;
        }
        address(known(), first.getValue(), last.getValue()).show(UI.getCurrentOrThrow(), PATH);
        show();
    }

    private SummaryFilter known() {
        return Objects.requireNonNull(filter);
    }

    private void show() {
        SummaryFilter shown = known();
        LocalDate from = first.getValue().isBefore(last.getValue()) ? first.getValue() : last.getValue();
        LocalDate to = first.getValue().isBefore(last.getValue()) ? last.getValue() : first.getValue();
        back.setHref("?"
                + new LocationParameters()
                        .with("year", shown.year())
                        .with("programme", shown.programme())
                        .with("city", shown.cityCode())
                        .with("sector", shown.sectorCode())
                        .with(IncludedAddress.NAME, IncludedAddress.of(shown.included()))
                        .query()
                        .getQueryString());
        back.setText(getTranslation("summary.counted.back", String.valueOf(shown.year())));
        Overview before = summaries.overview(shown, from);
        Overview after = summaries.overview(shown, to);
        List<EventBetweenDays> changed = summaries.between(shown, from, to);
        events.setItems(changed);
        about.setText(getTranslation(
                        "summary.between.about",
                        Formats.date(from, getLocale()),
                        Formats.date(to, getLocale()),
                        changed.size())
                + " "
                + getTranslation(shown.included().howKey()));
        figures.removeAll();
        figure("summary.measure.EVENTS", before, after, one -> BigDecimal.valueOf(one.events()));
        figure("summary.measure.HELD", before, after, one -> BigDecimal.valueOf(one.held()));
        figure("summary.measure.BUSINESSES", before, after, one -> BigDecimal.valueOf(one.businesses()));
        figure("summary.measure.PARTICIPATIONS", before, after, one -> BigDecimal.valueOf(one.participations()));
        figure("summary.measure.INTENDED_DEALS", before, after, Overview.Figures::intendedDeals);
        figure("summary.measure.SIGNED_DEALS", before, after, Overview.Figures::signedDeals);
        figure("summary.measure.NET_SPACE", before, after, Overview.Figures::netSpace);
    }

    private void figure(
            String nameKey, Overview before, Overview after, Function<Overview.Figures, BigDecimal> amount) {
        BigDecimal was = amount.apply(before.figures());
        BigDecimal is = amount.apply(after.figures());
        int direction = is.compareTo(was);
        Span name = new Span(getTranslation(nameKey));
        name.addClassName("tile-name");
        Span both = new Span(
                direction == 0
                        ? Formats.decimal(is, 0, getLocale())
                        : Formats.decimal(was, 0, getLocale()) + " → " + Formats.decimal(is, 0, getLocale()));
        both.addClassName("between-figure");
        String sign = direction > 0 ? "▲ +" : direction < 0 ? "▼ −" : "= ";
        Span change = new Span(sign + Formats.decimal(is.subtract(was).abs(), 0, getLocale()));
        change.addClassName("tile-change");
        Div tile = new Div(name, both, change);
        tile.addClassName("tile");
        tile.getElement().setAttribute("role", "group");
        tile.getElement().setAttribute("aria-label", getTranslation(nameKey));
        figures.add(tile);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("summary.between.title");
    }
}

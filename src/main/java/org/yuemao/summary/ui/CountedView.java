package org.yuemao.summary.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.audit.ui.HistoryDialogs;
import org.yuemao.base.Period;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.CountedBusiness;
import org.yuemao.summary.CountedEvent;
import org.yuemao.summary.CountedRows;
import org.yuemao.summary.CountedTotals;
import org.yuemao.summary.CountedZone;
import org.yuemao.summary.Measure;

/** The rows behind a number of a summary, with what they add up to: the number itself. */
@Route(CountedAddress.PATH)
@PermitAll
@StyleSheet("summary.css")
class CountedView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient CountedRows rows;
    private final transient HistoryDialogs histories;
    private final transient Places places;
    private final Span number = new Span();
    private final Div conditions = new Div();
    private final Paragraph how = new Paragraph();
    private final Div back = new Div();
    private final RadioButtonGroup<Boolean> byEvent = new RadioButtonGroup<>();
    private final Div list = new Div();
    private final Span sums = new Span();
    private transient @Nullable Counted counted;
    private @Nullable LocalDate asOf;
    private transient @Nullable Grid<?> grid;
    private String title = "";

    CountedView(CountedRows rows, HistoryDialogs histories, Places places, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.histories = histories;
        this.places = places;
        byEvent.setAriaLabel(getTranslation("summary.counted.listed"));
        byEvent.setItems(false, true);
        byEvent.setItemLabelGenerator(
                yes -> getTranslation(yes ? "summary.counted.by-event" : "summary.counted.by-row"));
        byEvent.setValue(false);
        byEvent.addValueChangeListener(chosen -> showList());
        number.addClassName("counted-number");
        number.getElement().setAttribute("role", "status");
        conditions.addClassName("counted-conditions");
        how.addClassName("quiet");
        sums.addClassName("quiet");
        list.addClassNames("counted-list");
        addClassNames("view", "counted");
        LiveRefresh.follow(this, liveUpdates, change -> true, this::readAnew);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        counted = rows.readable(CountedAddress.read(event.getLocation()).orElseThrow(NotFoundException::new));
        Counted shown = known();
        title = getTranslation("summary.measure." + shown.measure());
        removeAll();
        back.removeAll();
        Anchor overview = new Anchor(
                "?" + overviewOf(shown).query().getQueryString(),
                getTranslation("summary.counted.back", String.valueOf(shown.year())));
        overview.getElement().setAttribute("router-link", true);
        back.add(overview);
        describe(shown);
        LocalDate day = LocationParameters.day(event.getLocation(), "as-of").orElse(null);
        boolean ofEvents =
                shown.measure().rows() == Measure.Rows.EVENTS || shown.measure().rows() == Measure.Rows.PARTICIPATIONS;
        asOf = ofEvents ? day : null;
        if (day != null) {
            how.setText(how.getText() + " "
                    + getTranslation(
                            ofEvents ? "summary.counted.then" : "summary.counted.today",
                            Formats.date(day, getLocale())));
        }
        byEvent.setVisible(shown.measure().rows() == Measure.Rows.PARTICIPATIONS && asOf == null);
        add(back, new ViewHeader(title).about(number), conditions, how, byEvent, list, sums);
        showList();
    }

    private Counted known() {
        return Objects.requireNonNull(counted);
    }

    private LocationParameters overviewOf(Counted shown) {
        return new LocationParameters()
                .with("as-of", asOf)
                .with("year", shown.year())
                .with("programme", shown.programme())
                .with(
                        "city",
                        shown.cityCodes().size() == 1
                                ? shown.cityCodes().iterator().next()
                                : null)
                .with("sector", shown.sectorCode())
                .with(IncludedAddress.NAME, IncludedAddress.of(shown.included()));
    }

    private void describe(Counted shown) {
        conditions.removeAll();
        List<String> all = new ArrayList<>();
        String subject = shown.subject();
        if (shown.measure() == Measure.ZONES) {
            all.add(getTranslation("zone.kind." + subject));
        } else if (shown.measure() == Measure.ZONE_FIGURES) {
            if (shown.zoneKind() != null) {
                all.add(getTranslation("zone.kind." + shown.zoneKind()));
            }
            all.add(getTranslation("zone.metric." + subject));
            all.add(Formats.period(Period.of(Objects.requireNonNull(shown.period())), getLocale()));
        } else {
            all.add(String.valueOf(shown.year()));
        }
        Integer month = shown.month();
        if (month != null) {
            String name = Month.of(month).getDisplayName(TextStyle.FULL_STANDALONE, getLocale());
            all.add(shown.upToMonth() ? getTranslation("summary.counted.through", name) : name);
        }
        if (shown.programme() != null) {
            all.add(getTranslation("event.programme." + shown.programme()));
        }
        if (shown.placeCode() != null) {
            all.add(getTranslation("summary.counted.at", name(shown.placeCode())));
        }
        if (!shown.cityCodes().isEmpty()) {
            all.add(getTranslation(
                    "summary.counted.from",
                    shown.cityCodes().stream()
                            .sorted()
                            .map(this::name)
                            .collect(Collectors.joining(Formats.chinese(getLocale()) ? "、" : ", "))));
        }
        if (shown.sectorCode() != null) {
            all.add(name(shown.sectorCode()));
        }
        if (shown.eventCode() != null) {
            all.add(shown.eventCode());
        }
        if (shown.measure().isReviewed()) {
            all.add(getTranslation(shown.included().nameKey()));
        }
        all.forEach(condition -> conditions.add(new Span(condition)));
        how.setText(getTranslation(
                shown.zoneKind() == null
                        ? "summary.measure." + shown.measure() + ".how"
                        : "summary.chart.zone-years.how"));
    }

    private String name(String code) {
        return code.equals("-") ? getTranslation("summary.elsewhere") : places.nameOf(code, getLocale());
    }

    private void readAnew() {
        if (counted != null) {
            showTotals(known());
            if (grid != null) {
                showList();
            }
        }
    }

    private void showTotals(Counted shown) {
        if (shown.measure().rows() == Measure.Rows.ZONES || shown.measure().rows() == Measure.Rows.ZONE_FIGURES) {
            List<CountedZone> zones = zones(shown);
            BigDecimal amount = zones.stream()
                    .map(zone -> Objects.requireNonNullElse(zone.amount(), BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            boolean figures = shown.measure() == Measure.ZONE_FIGURES;
            number.setText(
                    figures ? Formats.decimal(amount, 2, getLocale()) : Formats.integer(zones.size(), getLocale()));
            sums.setText(getTranslation("summary.counted.zones", zones.size()));
            return;
        }
        CountedTotals totals = asOf == null ? rows.totals(shown) : rows.totals(shown, asOf);
        number.setText(
                switch (shown.measure()) {
                    case EVENTS, HELD, PLANNED -> Formats.integer(totals.events(), getLocale());
                    case NET_SPACE -> Formats.area(totals.netSpace(), getLocale());
                    case PARTICIPATIONS -> Formats.integer(totals.participations(), getLocale());
                    case INTENDED_DEALS -> Formats.money(totals.intendedDeals(), getLocale());
                    case SIGNED_DEALS -> Formats.money(totals.signedDeals(), getLocale());
                    default -> Formats.integer(totals.businesses(), getLocale());
                });
        sums.setText(
                shown.measure().rows() == Measure.Rows.BUSINESSES
                        ? getTranslation("summary.counted.businesses", totals.businesses())
                        : getTranslation(
                                "summary.counted.sums",
                                totals.events(),
                                totals.participations(),
                                Formats.money(totals.intendedDeals(), getLocale()),
                                Formats.money(totals.signedDeals(), getLocale()),
                                Formats.area(totals.netSpace(), getLocale())));
    }

    private void showList() {
        if (counted == null) {
            return;
        }
        Counted shown = known();
        showTotals(shown);
        list.removeAll();
        Grid<?> made =
                switch (shown.measure().rows()) {
                    case EVENTS -> events(shown);
                    case PARTICIPATIONS -> asOf != null || byEvent.getValue() ? events(shown) : participations(shown);
                    case BUSINESSES -> businesses(shown);
                    case ZONES, ZONE_FIGURES -> zonesGrid(shown);
                };
        made.addThemeVariants(GridVariant.ROW_STRIPES);
        made.setEmptyStateComponent(new EmptyState(
                getTranslation("summary.counted.empty.title"), getTranslation("summary.counted.empty.hint")));
        made.addClassName("fills");
        grid = made;
        list.add(made);
    }

    private Grid<CountedEvent> events(Counted shown) {
        Grid<CountedEvent> events = new Grid<>();
        Grid.Column<CountedEvent> card = card(
                events,
                event -> event.names().in(getLocale()),
                event -> about(
                        firstDay(event),
                        name(event.placeCode()),
                        Formats.integer(event.participations(), getLocale()),
                        Formats.shortMoney(event.signedDeals(), getLocale())));
        link(events, "events/", CountedEvent::code, CountedEvent::code, "event.column.code", "8.5rem")
                .setFlexGrow(0);
        link(
                        events,
                        "events/",
                        CountedEvent::code,
                        event -> event.names().in(getLocale()),
                        "event.column.name",
                        "14rem")
                .setFlexGrow(3);
        text(events, this::firstDay, "event.column.first_day", "8.5rem")
                .setComparator(Comparator.comparing(CountedEvent::month)
                        .thenComparing(CountedEvent::firstDay, Comparator.nullsLast(Comparator.naturalOrder())));
        text(events, event -> name(event.placeCode()), "event.column.place", "9rem");
        text(events, event -> getTranslation("event.status." + event.status()), "event.column.status", "7rem");
        number(events, event -> BigDecimal.valueOf(event.participations()), 0, "summary.participations", "8.5rem");
        if (shown.measure() == Measure.NET_SPACE) {
            number(events, CountedEvent::netSpace, 0, "summary.tile.space", "10rem");
        } else {
            number(events, CountedEvent::intendedDeals, 0, "participation.intendedDeals", "11rem");
            number(events, CountedEvent::signedDeals, 0, "participation.signedDeals", "10.5rem");
        }
        changed(events, CountedEvent::changedAt, CountedEvent::changedBy);
        history(events, "EVENT", CountedEvent::id, event -> event.names().in(getLocale()));
        events.setItems(asOf == null ? rows.events(shown) : rows.events(shown, asOf));
        GridRows.onOpen(events, event -> UI.getCurrentOrThrow().navigate("events/" + event.code()));
        narrow(events, card);
        return events;
    }

    private String firstDay(CountedEvent event) {
        return event.firstDay() == null
                ? Formats.period(event.month(), getLocale())
                : Formats.date(event.firstDay(), getLocale());
    }

    private Grid<ListedParticipation> participations(Counted shown) {
        Grid<ListedParticipation> all = new Grid<>();
        Grid.Column<ListedParticipation> card = card(
                all,
                one -> one.item().businessNames().in(getLocale()),
                one -> about(
                        Formats.date(one.item().firstDay(), getLocale()),
                        one.item().eventNames().in(getLocale()),
                        Formats.shortMoney(one.item().data().signedDeals(), getLocale())));
        text(all, one -> Formats.date(one.item().firstDay(), getLocale()), "participation.date", "8.5rem");
        link(
                        all,
                        "events/",
                        one -> one.item().eventCode(),
                        one -> one.item().eventNames().in(getLocale()),
                        "participation.event",
                        "13rem")
                .setFlexGrow(2);
        link(
                        all,
                        "businesses/",
                        one -> String.valueOf(one.item().businessId()),
                        one -> one.item().businessNames().in(getLocale()),
                        "participation.business",
                        "12rem")
                .setFlexGrow(2);
        text(all, one -> place(one.item().cityCode(), one.item().countryCode()), "participation.city", "7rem");
        number(all, one -> one.item().data().intendedDeals(), 0, "participation.intendedDeals", "11rem");
        number(all, one -> one.item().data().signedDeals(), 0, "participation.signedDeals", "10.5rem");
        changed(all, ListedParticipation::changedAt, ListedParticipation::changedBy);
        history(all, "PARTICIPATION", one -> one.item().id(), one -> one.item()
                .businessNames()
                .in(getLocale()));
        all.getColumns().forEach(column -> column.setSortable(false));
        all.setItems(
                query -> rows.participations(shown, query.getOffset(), query.getLimit()).stream(),
                query -> Math.toIntExact(rows.totals(shown).participations()));
        GridRows.onOpen(all, one -> UI.getCurrentOrThrow()
                .navigate("events/" + one.item().eventCode()));
        narrow(all, card);
        return all;
    }

    private Grid<CountedBusiness> businesses(Counted shown) {
        Grid<CountedBusiness> all = new Grid<>();
        Grid.Column<CountedBusiness> card = card(
                all,
                one -> one.names().in(getLocale()),
                one -> about(
                        place(one.cityCode(), one.countryCode()),
                        Formats.integer(one.participations(), getLocale()),
                        Formats.shortMoney(one.signedDeals(), getLocale())));
        text(all, CountedBusiness::creditCode, "summary.counted.code", "12rem");
        link(
                        all,
                        "businesses/",
                        one -> String.valueOf(one.id()),
                        one -> one.names().in(getLocale()),
                        "participation.business",
                        "14rem")
                .setFlexGrow(3);
        text(all, one -> place(one.cityCode(), one.countryCode()), "participation.city", "8rem");
        number(all, one -> BigDecimal.valueOf(one.participations()), 0, "summary.participations", "9rem");
        number(all, CountedBusiness::signedDeals, 0, "participation.signedDeals", "10.5rem");
        changed(all, CountedBusiness::changedAt, CountedBusiness::changedBy);
        history(all, "BUSINESS", CountedBusiness::id, one -> one.names().in(getLocale()));
        all.getColumns().forEach(column -> column.setSortable(false));
        all.setItems(
                query -> rows.businesses(shown, rows.businesses(shown), query.getOffset(), query.getLimit()).stream(),
                query -> Math.toIntExact(rows.businesses(shown)));
        GridRows.onOpen(all, one -> UI.getCurrentOrThrow().navigate("businesses/" + one.id()));
        narrow(all, card);
        return all;
    }

    private List<CountedZone> zones(Counted shown) {
        return shown.measure() == Measure.ZONES ? rows.zones(shown) : rows.zoneFigures(shown);
    }

    private Grid<CountedZone> zonesGrid(Counted shown) {
        Grid<CountedZone> all = new Grid<>();
        boolean figures = shown.measure() == Measure.ZONE_FIGURES;
        Grid.Column<CountedZone> card = card(
                all,
                zone -> zone.names().in(getLocale()),
                zone -> about(
                        place(zone.cityCode(), zone.countryCode()), Formats.shortNumber(zone.amount(), getLocale())));
        link(
                        all,
                        "zones/",
                        zone -> String.valueOf(zone.id()),
                        zone -> zone.names().in(getLocale()),
                        "summary.counted.zone",
                        "14rem")
                .setFlexGrow(3);
        text(all, zone -> getTranslation("zone.kind." + zone.kind()), "zone.kind", "14rem");
        text(all, zone -> place(zone.cityCode(), zone.countryCode()), "participation.city", "9rem");
        number(
                all,
                CountedZone::amount,
                figures ? 2 : 0,
                figures ? "zone.metric." + shown.subject() : "summary.counted.area",
                "14rem");
        changed(all, CountedZone::changedAt, CountedZone::changedBy);
        history(all, figures ? "ZONE_FIGURE" : "ZONE", CountedZone::recordId, zone -> zone.names()
                .in(getLocale()));
        all.setItems(zones(shown));
        GridRows.onOpen(all, zone -> UI.getCurrentOrThrow().navigate("zones/" + zone.id()));
        narrow(all, card);
        return all;
    }

    private String place(@Nullable String city, @Nullable String country) {
        return places.nameOf(city != null ? city : country, getLocale());
    }

    /** What is known of a row; what nobody has entered leaves no gap. */
    private static String about(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private <T> Grid.Column<T> card(Grid<T> all, ValueProvider<T, String> name, ValueProvider<T, String> about) {
        return all.addColumn(
                        LitRenderer.<T>of("<div class=\"row-card\"><b>${item.name}</b><span>${item.about}</span></div>")
                                .withProperty("name", name)
                                .withProperty("about", about))
                .setHeader(title);
    }

    /** A narrow window shows a card instead of columns. */
    private void narrow(Grid<?> all, Grid.Column<?> card) {
        card.setVisible(false);
        NarrowWindow.follow(
                all, narrow -> all.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
    }

    private <T> Grid.Column<T> link(
            Grid<T> all,
            String path,
            ValueProvider<T, String> id,
            ValueProvider<T, String> name,
            String headerKey,
            String width) {
        return all.addColumn(
                        LitRenderer.<T>of("<a href=\"${item.address}\" router-link tabindex=\"-1\">${item.name}</a>")
                                .withProperty("address", row -> path + id.apply(row))
                                .withProperty("name", name))
                .setHeader(getTranslation(headerKey))
                .setTooltipGenerator(name::apply)
                .setComparator(name)
                .setWidth(width)
                .setFlexGrow(1)
                .setResizable(true);
    }

    private <T> Grid.Column<T> text(
            Grid<T> all, ValueProvider<T, @Nullable String> content, String headerKey, String width) {
        return all.addColumn(content)
                .setHeader(getTranslation(headerKey))
                .setTooltipGenerator(content::apply)
                .setComparator(content)
                .setWidth(width)
                .setFlexGrow(0)
                .setResizable(true);
    }

    private <T> Grid.Column<T> number(
            Grid<T> all, ValueProvider<T, @Nullable BigDecimal> amount, int decimals, String headerKey, String width) {
        return all.addColumn(one -> Formats.decimal(amount.apply(one), decimals, getLocale()))
                .setHeader(getTranslation(headerKey))
                .setTextAlign(ColumnTextAlign.END)
                .setComparator(one -> Objects.requireNonNullElse(amount.apply(one), BigDecimal.ZERO))
                .setWidth(width)
                .setFlexGrow(0)
                .setResizable(true);
    }

    private <T> void changed(Grid<T> all, ValueProvider<T, @Nullable Instant> at, ValueProvider<T, String> by) {
        all.addColumn(one -> Formats.moment(at.apply(one), getLocale()) + " · " + by.apply(one))
                .setHeader(getTranslation("summary.counted.changed"))
                .setTooltipGenerator(one -> Formats.moment(at.apply(one), getLocale()) + " · " + by.apply(one))
                .setWidth("12rem")
                .setFlexGrow(1)
                .setResizable(true);
    }

    private <T> void history(Grid<T> all, String kind, ValueProvider<T, Long> id, ValueProvider<T, String> name) {
        all.addComponentColumn(row -> {
                    Button open = new Button(VaadinIcon.CLOCK.create(), clicked -> histories
                            .of(kind, id.apply(row), name.apply(row))
                            .open());
                    open.addThemeVariants(ButtonVariant.TERTIARY);
                    open.addClassName("in-row");
                    // Enter on it would open the row as well.
                    open.getElement()
                            .executeJs("this.addEventListener('keydown',"
                                    + " (event) => event.key === 'Enter' && event.stopPropagation())");
                    open.setAriaLabel(getTranslation("audit.history.of", name.apply(row)));
                    open.setTooltipText(getTranslation("audit.history"));
                    return open;
                })
                .setHeader(getTranslation("audit.history"))
                .setWidth("5rem")
                .setFlexGrow(0);
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}

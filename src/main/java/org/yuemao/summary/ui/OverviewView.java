package org.yuemao.summary.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.Programme;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LostConnection;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ZoneTrends;

/** The live summary of a year: tiles and charts that follow every committed change. */
@Route("")
@PermitAll
@StyleSheet("summary.css")
class OverviewView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient SummaryService summaries;
    private final transient OpenOverviews openOverviews;
    private final transient Clock clock;
    private final Select<Integer> year = new Select<>();
    private final Select<Programme> programme = new Select<>();
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final DatePicker asOf = Fields.date(getTranslation("summary.filter.as-of"));
    private final Checkbox all = new Checkbox(getTranslation("summary.included"));
    private final IncludedNote note = new IncludedNote();
    private final Select<Boolean> click = new Select<>();
    private final Button clear = new Button(getTranslation("summary.filter.clear"));
    private final SavedFilters saved;
    private final Span upToDate = new Span();
    private final Anchor sinceThen = new Anchor("", getTranslation("summary.since-then"));
    private final Anchor asDashboard = new Anchor("", getTranslation("summary.as-dashboard"));
    private final EmptyState nothing =
            new EmptyState(getTranslation("summary.empty.title"), getTranslation("summary.empty.hint"));
    private final OverviewTiles tiles;
    private final OverviewCharts charts;
    private transient volatile @Nullable SummaryFilter filter;
    private transient LiveUpdates.@Nullable Registration listening;
    private volatile boolean hidden;
    private volatile boolean missedChanges;
    private volatile boolean earlier;
    private boolean entering;

    OverviewView(
            SummaryService summaries,
            Places places,
            ChartWorkbook workbook,
            ZoneTrends trends,
            SavedFilterService savedFilters,
            OpenOverviews openOverviews,
            Clock clock) {
        this.summaries = summaries;
        this.openOverviews = openOverviews;
        this.clock = clock;
        city = PlaceFields.city(getTranslation("summary.filter.city"), places);
        sector = PlaceFields.sector(getTranslation("summary.filter.sector"), places);
        tiles = new OverviewTiles(this::showRows);
        charts = new OverviewCharts(places, workbook, trends, this::showRows, new Choices());
        saved = new SavedFilters(
                savedFilters, "overview", "", () -> parameters().query());
        describeFilters();
        layOut();
    }

    private void describeFilters() {
        year.setLabel(getTranslation("summary.filter.year"));
        FilterFields.describe(programme, city, sector);
        asOf.setPlaceholder(getTranslation("summary.filter.now"));
        asOf.setClearButtonVisible(true);
        asOf.setMax(LocalDate.now(clock).minusDays(1));
        all.setVisible(summaries.mayCountAll());
        click.setLabel(getTranslation("summary.filter.click"));
        click.setItems(false, true);
        click.setItemLabelGenerator(
                filters -> getTranslation(filters ? "summary.filter.click.filters" : "summary.filter.click.rows"));
        click.setValue(false);
        click.addValueChangeListener(changed -> rememberFilters());
        Stream.<HasValue<?, ?>>of(year, programme, city, sector, asOf, all)
                .forEach(field -> field.addValueChangeListener(changed -> filterChanged()));
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            entering = true;
            programme.clear();
            city.clear();
            sector.clear();
            asOf.clear();
            all.clear();
            entering = false;
            filterChanged();
            programme.focus();
        });
    }

    private void layOut() {
        upToDate.addClassName("overview-moment");
        sinceThen.getElement().setAttribute("router-link", true);
        asDashboard.getElement().setAttribute("router-link", true);
        Div filters = new Div(year, programme, city, sector, asOf, all, click, clear, saved);
        filters.addClassNames("filter-bar", "overview-filters");
        addClassNames("view", "overview");
        add(new ViewHeader(getPageTitle(), asDashboard, sinceThen, upToDate), filters, note, nothing, tiles, charts);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("summary.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = saved.opened(event);
        Integer asked = LocationParameters.number(location, "year");
        int shown = asked == null || asked < 1949 || asked > 2999
                ? summaries.latestYear(LocalDate.now(clock).getYear())
                : asked;
        entering = true;
        offerYears(summaries.years(), shown);
        year.setValue(shown);
        programme.setValue(LocationParameters.constant(location, "programme", Programme.class));
        city.setValue(known(city, LocationParameters.text(location, "city")));
        sector.setValue(known(sector, LocationParameters.text(location, "sector")));
        asOf.setValue(LocationParameters.day(location, "as-of")
                .filter(day -> day.isBefore(LocalDate.now(clock)))
                .orElse(null));
        all.setValue(all.isVisible() && IncludedAddress.read(location) == Included.ALL);
        click.setValue("filters".equals(LocationParameters.text(location, "click")));
        entering = false;
        saved.refresh();
        show(read(chosen(), asOf.getValue()));
    }

    private Overview read(SummaryFilter wanted, @Nullable LocalDate day) {
        return day == null ? summaries.overview(wanted) : summaries.overview(wanted, day);
    }

    private void showRows(Counted counted) {
        CountedAddress.open(counted, asOf.getValue());
    }

    /** Choosing a mark shows its rows, unless the person wants it to filter. */
    private final class Choices implements OverviewCharts.Choices {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean filters() {
            return Boolean.TRUE.equals(click.getValue());
        }

        @Override
        public void city(String code) {
            choose(city, code);
        }

        @Override
        public void sector(String code) {
            choose(sector, code);
        }
    }

    /** A link may name what is not there (any more); the rest of it still counts. */
    private static @Nullable String known(ComboBox<String> field, @Nullable String code) {
        return code != null && field.getListDataView().contains(code) ? code : null;
    }

    private void offerYears(List<Integer> known, int shown) {
        List<Integer> years = Stream.concat(known.stream(), Stream.of(shown))
                .distinct()
                .sorted((one, other) -> other - one)
                .toList();
        if (!years.equals(year.getListDataView().getItems().toList())) {
            year.setItems(years);
        }
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        UI ui = attached.getUI();
        LostConnection connection = new LostConnection(this, ui, this::catchUp);
        listening = openOverviews.follow(
                () -> wanted(connection), SecurityContextHolder.getContext(), now -> follow(ui, now));
        // Nobody looks at a hidden page: it gets nothing, and all at once when it is shown again.
        Signal.effect(this, () -> {
            hidden = ui.getPage().pageVisibilitySignal().get() == PageVisibility.HIDDEN;
            if (!hidden && missedChanges) {
                missedChanges = false;
                catchUp();
            }
        });
        addDetachListener(detached -> {
            if (listening != null) {
                listening.end();
                listening = null;
            }
        });
    }

    /** Something was committed: what is to be counted anew; nothing while nobody looks. */
    private @Nullable SummaryFilter wanted(LostConnection connection) {
        if (hidden) {
            missedChanges = true;
            // Asked again, or a page that is shown at this very moment would wait for the next change.
            if (hidden) {
                return null;
            }
        }
        missedChanges = false;
        // An earlier day stays as it was.
        return connection.isLost() || earlier ? null : filter;
    }

    private void catchUp() {
        SummaryFilter shown = filter;
        if (shown != null && !earlier) {
            follow(OpenOverviews.Current.of(summaries, shown));
        }
    }

    private void follow(UI ui, OpenOverviews.Current now) {
        try {
            ui.access(() -> follow(now));
        } catch (UIDetachedException closed) {
            // The window was closed in between; its registration ends with it.
            return;
        }
    }

    private void follow(OpenOverviews.Current now) {
        SummaryFilter counted = now.overview().filter();
        // The person may have chosen something else meanwhile, and has been shown that already.
        if (counted.equals(filter) && !earlier) {
            entering = true;
            offerYears(now.years(), counted.year());
            year.setValue(counted.year());
            entering = false;
            show(now.overview());
        }
    }

    private void choose(ComboBox<String> field, String code) {
        field.setValue(code.equals(field.getValue()) ? null : code);
    }

    private void filterChanged() {
        if (entering) {
            return;
        }
        rememberFilters();
        show(read(chosen(), asOf.getValue()));
    }

    private void rememberFilters() {
        if (!entering) {
            parameters().show(UI.getCurrent(), "");
            saved.refresh();
        }
    }

    private LocationParameters parameters() {
        return parameters(chosen());
    }

    private LocationParameters parameters(SummaryFilter chosen) {
        return new LocationParameters()
                .with("year", chosen.year())
                .with("programme", chosen.programme())
                .with("city", chosen.cityCode())
                .with("sector", chosen.sectorCode())
                .with("as-of", asOf.getValue())
                .with(IncludedAddress.NAME, IncludedAddress.of(chosen.included()))
                .with("click", Boolean.TRUE.equals(click.getValue()) ? "filters" : null);
    }

    private SummaryFilter chosen() {
        return new SummaryFilter(
                Objects.requireNonNull(year.getValue()),
                programme.getValue(),
                city.getValue(),
                sector.getValue(),
                Included.of(all.getValue()));
    }

    private void show(Overview overview) {
        boolean sameFilter = overview.filter().equals(filter);
        filter = overview.filter();
        earlier = overview.asOf() != null;
        clear.setVisible(!programme.isEmpty() || !city.isEmpty() || !sector.isEmpty() || earlier || all.getValue());
        note.show(
                overview,
                all.isVisible()
                        ? "?"
                                + parameters(overview.filter().with(Included.ALL))
                                        .query()
                                        .getQueryString()
                        : null);
        nothing.setVisible(overview.isEmpty());
        charts.setVisible(!overview.isEmpty());
        tiles.show(overview, sameFilter);
        charts.show(overview);
        upToDate.setText(
                earlier
                        ? getTranslation("summary.as-of", Formats.date(overview.asOf(), getLocale()))
                        : getTranslation("summary.moment", Formats.time(LocalTime.now(clock), getLocale())));
        upToDate.setClassName("earlier", earlier);
        // A dashboard shows what is now.
        asDashboard.setVisible(!earlier);
        asDashboard.setHref(
                "dashboards?" + parameters().with("from", "OVERVIEW").query().getQueryString());
        LocalDate today = LocalDate.now(clock);
        LocalDate day = overview.asOf() == null ? today.minusDays(7) : overview.asOf();
        sinceThen.setHref(BetweenDaysView.PATH + "?"
                + BetweenDaysView.address(overview.filter(), day, today).query().getQueryString());
    }
}

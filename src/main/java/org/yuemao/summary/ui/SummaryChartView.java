package org.yuemao.summary.ui;

import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.base.ui.chart.ChartItemClicked;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;
import org.yuemao.summary.SummaryFilter;

/**
 * One chart of an overview, with its title, how it is counted, and its workbook; and the rows behind a mark, where they are
 * asked for.
 */
public class SummaryChartView extends Composite<Chart> {
    private static final long serialVersionUID = 1L;

    /** Charts that are about all cities even where one is chosen; the one that is chosen stands out on them. */
    private static final Set<SummaryChart> BY_CITY =
            EnumSet.of(SummaryChart.CITIES, SummaryChart.CITY_RANKING, SummaryChart.DEALS);

    private record Content(SummaryChart which, Locale language) {}

    private final Chart chart = new Chart("", "");
    private final SummaryChart which;
    private final transient Places places;
    private final transient ChartWorkbook workbook;
    private final transient SummaryCharts contents;
    private String title;
    private transient @Nullable Overview shown;

    /**
     * Makes one that shows nothing yet, in the language of the window.
     *
     * @param saved whether it can be saved as a workbook
     */
    public SummaryChartView(SummaryChart which, Places places, ChartWorkbook workbook, boolean saved) {
        this.which = which;
        this.places = places;
        this.workbook = workbook;
        contents = new SummaryCharts(new ScreenWords(places, getLocale()));
        String how = getTranslation(which.howKey());
        title = getTranslation(which.titleKey());
        chart.setHeading(title);
        chart.setExplanation(how);
        chart.setCountedHow(how + "\n" + getTranslation("summary.how"));
        if (saved) {
            chart.setWorkbook(data -> event -> send(event, data));
        }
    }

    @Override
    protected Chart initContent() {
        return chart;
    }

    /** Gives it another title. */
    public void setTitle(String other) {
        title = other;
        chart.setHeading(other);
    }

    /** For a display that people look at from afar. */
    public void setLarge(boolean large) {
        chart.setLarge(large);
    }

    /** Offers the rows behind each mark: the consumer is told which they are when a person chooses it. */
    public void offerRows(SerializableConsumer<Counted> counted) {
        onChosen(clicked -> openRows(clicked, counted));
    }

    void onChosen(ComponentEventListener<ChartItemClicked> chosen) {
        chart.addItemClickListener(chosen);
    }

    /** The rows behind a mark, where it has some. */
    Optional<Counted> rows(ChartItemClicked clicked) {
        return SummaryCharts.counted(
                which, Objects.requireNonNull(shown), clicked.seriesId(), clicked.itemId(), places.cities());
    }

    /** Opens what is behind a mark: its rows, or the observations of an indicator. */
    void openRows(ChartItemClicked clicked, SerializableConsumer<Counted> counted) {
        rows(clicked).ifPresentOrElse(counted, () -> ObservationsAddress.of(
                        which, Objects.requireNonNull(shown).filter(), clicked.seriesId(), clicked.itemId())
                .ifPresent(ObservationsAddress::open));
    }

    boolean isByCity() {
        return BY_CITY.contains(which);
    }

    /** Shows it for an overview. */
    public void show(Overview overview) {
        shown = overview;
        chart.showShared(OncePerOverview.of(
                overview, new Content(which, getLocale()), () -> Chart.shared(contents.data(which, overview))));
        if (isByCity()) {
            String city = overview.filter().cityCode();
            chart.select(city == null ? Set.of() : Set.of(city));
        }
    }

    private void send(DownloadEvent event, ChartData data) throws IOException {
        Overview overview = Objects.requireNonNull(shown);
        event.setFileName(title + " " + overview.filter().year() + ".xlsx");
        event.setContentType(ChartWorkbook.CONTENT_TYPE);
        event.getResponse().setHeader("Cache-Control", "private, no-store");
        workbook.write(
                data, title, getTranslation(which.howKey()), about(overview), getLocale(), event.getOutputStream());
    }

    /** What it is about, as a file says it: the year, what it is narrowed to, and the day. */
    private String about(Overview overview) {
        SummaryFilter filter = overview.filter();
        return Stream.of(
                        String.valueOf(filter.year()),
                        filter.programme() == null ? "" : getTranslation("event.programme." + filter.programme()),
                        filter.cityCode() == null ? "" : places.nameOf(filter.cityCode(), getLocale()),
                        filter.sectorCode() == null ? "" : places.nameOf(filter.sectorCode(), getLocale()),
                        overview.asOf() == null
                                ? ""
                                : getTranslation("summary.as-of", Formats.date(overview.asOf(), getLocale())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}

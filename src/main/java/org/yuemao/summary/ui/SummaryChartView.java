package org.yuemao.summary.ui;

import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.base.ui.chart.ChartItemClicked;
import org.yuemao.exporting.ChartWorkbook;
import org.yuemao.place.Places;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryCharts;

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
    private final transient SummaryCharts contents;
    private transient @Nullable Overview shown;
    private @Nullable Included explained;

    /**
     * Makes one that shows nothing yet, in the language of the window.
     *
     * @param workbook makes its workbook; null where it offers none by itself
     */
    public SummaryChartView(SummaryChart which, Places places, @Nullable ChartWorkbook workbook) {
        this.which = which;
        this.places = places;
        contents = new SummaryCharts(new ScreenWords(places, getLocale()));
        chart.setHeading(getTranslation(which.titleKey()));
        explain(Included.USUAL);
        if (workbook != null) {
            ChartDownload download = new ChartDownload(places, workbook);
            chart.setWorkbook(event -> download.send(chart, shown, event));
        }
    }

    /** Says how it is counted, and of which rows. */
    private void explain(Included rows) {
        if (rows != explained) {
            explained = rows;
            String how = getTranslation(which.howKey());
            String ofRows = getTranslation(rows.howKey());
            chart.setExplanation(which.isReviewed() ? how + " " + ofRows : how);
            chart.setCountedHow(how + "\n" + (which.isReviewed() ? ofRows + "\n" : "") + getTranslation("summary.how"));
        }
    }

    @Override
    protected Chart initContent() {
        return chart;
    }

    /** Gives it another title. */
    public void setTitle(String other) {
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

    Chart chart() {
        return chart;
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
        explain(overview.filter().included());
        chart.showShared(OncePerOverview.of(
                overview, new Content(which, getLocale()), () -> Chart.shared(contents.data(which, overview))));
        if (isByCity()) {
            String city = overview.filter().cityCode();
            chart.select(city == null ? Set.of() : Set.of(city));
        }
    }
}

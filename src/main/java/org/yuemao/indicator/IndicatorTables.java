package org.yuemao.indicator;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.Choice;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.event.Programme;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.Rights;

/** The lists of observations, in the columns in which they are entered, and of targets as a whole. Both are short, and in the memory of whoever looks at them anyway. */
@Service
@PreAuthorize(Rights.READ)
public class IndicatorTables {
    private static final BigDecimal LARGEST = new BigDecimal("1e16");
    private static final CellType<BigDecimal> FIGURE = CellTypes.signedNumber(4, LARGEST);
    // As text: a spreadsheet would part its thousands.
    private static final CellType<String> YEAR = CellTypes.text(4);

    private final IndicatorReadings readings;
    private final ObservationRows rows;
    private final Wording wording;
    private final PlaceChoices places;
    private final Clock clock;

    IndicatorTables(
            IndicatorReadings readings, ObservationRows rows, Wording wording, PlaceChoices places, Clock clock) {
        this.readings = readings;
        this.rows = rows;
        this.wording = wording;
        this.places = places;
        this.clock = clock;
    }

    /** The observations as they are shown. */
    public WholeList<Reading> observations(
            Stream<Reading> shown, String geographyCode, @Nullable Integer year, Locale language) {
        Map<String, Content<Reading>> contents = Map.of(
                "indicatorCode", one -> one.data().indicatorCode(),
                "geographyCode", one -> one.data().geographyCode(),
                "period", one -> one.data().period(),
                "qualifier", one -> one.data().qualifier(),
                "amount", one -> one.data().amount(),
                "unit", one -> one.data().unit(),
                "statedChangePercent", one -> one.data().statedChangePercent(),
                "changeBasis", one -> one.data().changeBasis(),
                "changeBaseYear", one -> one.data().changeBaseYear(),
                "source", one -> one.data().source());
        return WholeList.of(
                new Subject("indicator.observations", name(places.geographies(), geographyCode, language), year),
                ListColumn.joined(
                        ListColumn.of(rows.columns(), contents),
                        List.<ListColumn<Reading>>of(ListColumn.shown(
                                "recomputedPercent",
                                "indicator.field.recomputedPercent",
                                FIGURE,
                                14,
                                one -> one.growth().recomputedPercent())),
                        ListColumn.lastChange(
                                clock.getZone(),
                                (Reading one) -> one.observation().changedAt(),
                                one -> one.observation().changedBy())),
                shown);
    }

    /** The targets as they are shown, and how far they have been reached. */
    public WholeList<Target> targets(Stream<Target> shown, @Nullable Integer year, Locale language) {
        CellType<Programme> programme = wording.choice(Programme.class, "event.programme.");
        return WholeList.of(
                Subject.of("indicator.targets").of(year),
                ListColumn.joined(
                        List.<ListColumn<Target>>of(
                                target("year", YEAR, 8, one -> year(one.data().year())),
                                target("programme", programme, 16, one -> one.data()
                                        .programme()),
                                target("indicator", CellTypes.choice(indicators()), 36, one -> one.data()
                                        .indicatorCode()),
                                target("amount", FIGURE, 16, one -> one.data().amount()),
                                target("unit", CellTypes.text(20), 12, Target::unit),
                                target("reached", FIGURE, 16, Target::reached)),
                        ListColumn.lastChange(clock.getZone(), Target::changedAt, Target::changedBy)),
                shown);
    }

    private List<Choice> indicators() {
        return readings.indicators().stream()
                .map(one -> new Choice(one.code(), one.names()))
                .toList();
    }

    private static @Nullable String year(@Nullable Integer year) {
        return year == null ? null : year.toString();
    }

    private static String name(List<Choice> choices, String code, Locale language) {
        return choices.stream()
                .filter(one -> one.code().equals(code))
                .map(one -> one.names().in(language))
                .collect(Collectors.joining());
    }

    private static ListColumn<Target> target(String id, CellType<?> type, int width, Content<Target> content) {
        return ListColumn.shown(id, "indicator.target." + id, type, width, content);
    }
}

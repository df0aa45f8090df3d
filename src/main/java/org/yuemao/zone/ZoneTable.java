package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Period;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.Rights;

/** The lists of zones and of their figures as a whole. */
@Service
@PreAuthorize(Rights.READ)
public class ZoneTable {
    private final ZoneLists lists;
    private final Wording wording;
    private final PlaceChoices places;
    private final Clock clock;

    ZoneTable(ZoneLists lists, Wording wording, PlaceChoices places, Clock clock) {
        this.lists = lists;
        this.wording = wording;
        this.places = places;
        this.clock = clock;
    }

    /** The zones that the filter takes in, in this order. */
    public WholeList<Zone> of(ZoneFilter filter, ZoneSort sort, boolean ascending, Locale language) {
        List<EntryColumn<?>> columns = Stream.of(
                        identity(),
                        List.<EntryColumn<?>>of(
                                column("approvedOn", CellTypes.day(), Need.OPTIONAL, 12),
                                column("areaSqm", CellTypes.number(2, new BigDecimal("1e14")), Need.OPTIONAL, 16),
                                column("operator", CellTypes.text(200), Need.OPTIONAL, 30),
                                column("sectors", CellTypes.choices(places.sectors()), Need.OPTIONAL, 30)))
                .flatMap(List::stream)
                .toList();
        Map<String, Content<Zone>> contents = new HashMap<>(identity(Zone::data));
        contents.put("approvedOn", one -> one.data().approvedOn());
        contents.put("areaSqm", one -> one.data().areaSqm());
        contents.put("operator", one -> one.data().operator());
        contents.put("sectors", one -> one.data().sectors());
        return new WholeList<>(
                Subject.of("zone.title"),
                ListColumn.joined(
                        ListColumn.of(columns, contents),
                        ListColumn.lastChange(clock.getZone(), Zone::changedAt, Zone::changedBy)),
                () -> lists.count(filter),
                consumer -> lists.each(filter, sort, ascending, language.getLanguage(), consumer));
    }

    /** The figures of the zones that the filter takes in, zone by zone in this order. */
    public WholeList<ListedZoneFigure> figures(ZoneFilter filter, ZoneSort sort, boolean ascending, Locale language) {
        return new WholeList<>(
                Subject.of("zone.figures.title"),
                figureColumns(language),
                () -> lists.countFigures(filter),
                consumer -> lists.eachFigure(filter, sort, ascending, language.getLanguage(), consumer));
    }

    /** The figures of one zone in the years, of periods of the length. */
    public WholeList<ListedZoneFigure> figures(
            Zone zone, Period.Length length, int firstYear, int lastYear, Locale language) {
        return new WholeList<>(
                Subject.of("zone.figures.title").ofOne(zone.name(language)),
                figureColumns(language),
                () -> lists.countFigures(zone.id(), length, firstYear, lastYear),
                consumer -> lists.eachFigure(zone.id(), length, firstYear, lastYear, consumer));
    }

    private List<ListColumn<ListedZoneFigure>> figureColumns(Locale language) {
        List<EntryColumn<?>> columns = Stream.of(
                        identity(),
                        List.<EntryColumn<?>>of(
                                new EntryColumn<>(
                                        "period", "zone.figures.period", CellTypes.period(), Need.REQUIRED, 10),
                                new EntryColumn<>(
                                        "metric",
                                        "zone.figures.metric",
                                        wording.choice(Metric.class, "zone.metric."),
                                        Need.REQUIRED,
                                        28),
                                new EntryColumn<>(
                                        "amount",
                                        "zone.figures.amount",
                                        CellTypes.number(2, new BigDecimal("1e17")),
                                        Need.OPTIONAL,
                                        20),
                                new EntryColumn<>("unit", "zone.figures.unit", CellTypes.text(20), Need.SHOWN, 8)))
                .flatMap(List::stream)
                .toList();
        Map<String, Content<ListedZoneFigure>> contents =
                new HashMap<>(identity(one -> one.zone().data()));
        contents.put("period", one -> one.figure().period());
        contents.put("metric", one -> one.figure().metric());
        contents.put("amount", one -> one.figure().amount());
        contents.put("unit", one -> unit(one.figure().metric(), language));
        return ListColumn.joined(
                ListColumn.of(columns, contents),
                ListColumn.lastChange(
                        clock.getZone(), (ListedZoneFigure one) -> one.figure().changedAt(), one -> one.figure()
                                .changedBy()));
    }

    /** What is counted has a word of its own for each metric in Chinese. */
    private String unit(Metric metric, Locale language) {
        return wording.of(
                "zone.unit."
                        + (metric.unit() == Metric.Unit.COUNT
                                ? metric.name()
                                : metric.unit().name()),
                language);
    }

    /** By what a zone is known. */
    private List<EntryColumn<?>> identity() {
        return List.of(
                column("kind", wording.choice(ZoneKind.class, "zone.kind."), Need.REQUIRED, 26),
                column("nameZh", CellTypes.text(200), Need.OPTIONAL, 34),
                column("nameEn", CellTypes.text(200), Need.OPTIONAL, 40),
                column("cityCode", CellTypes.choice(places.cities()), Need.OPTIONAL, 12),
                column("countryCode", CellTypes.choice(places.countries()), Need.OPTIONAL, 18));
    }

    private static <T> Map<String, Content<T>> identity(Function<T, ZoneData> zone) {
        return Map.of(
                "kind", one -> zone.apply(one).kind(),
                "nameZh", one -> zone.apply(one).nameZh(),
                "nameEn", one -> zone.apply(one).nameEn(),
                "cityCode", one -> zone.apply(one).cityCode(),
                "countryCode", one -> zone.apply(one).countryCode());
    }

    private static EntryColumn<?> column(String id, CellType<?> type, Need need, int width) {
        return new EntryColumn<>(id, "zone." + id, type, need, width);
    }
}

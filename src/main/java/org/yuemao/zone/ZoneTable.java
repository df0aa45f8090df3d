package org.yuemao.zone;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Period;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.security.Rights;

/** The lists of zones and of their figures as a whole, in the columns in which they are entered. */
@Service
@PreAuthorize(Rights.READ)
public class ZoneTable {
    private final ZoneLists lists;
    private final ZoneRows rows;
    private final ZoneFigureRows figureRows;
    private final Wording wording;
    private final Clock clock;

    ZoneTable(ZoneLists lists, ZoneRows rows, ZoneFigureRows figureRows, Wording wording, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.figureRows = figureRows;
        this.wording = wording;
        this.clock = clock;
    }

    /** The zones that the filter takes in, in this order. */
    public WholeList<Zone> of(ZoneFilter filter, ZoneSort sort, boolean ascending, Locale language) {
        return new WholeList<>(
                Subject.of("zone.title"),
                ListColumn.joined(
                        ListColumn.of(rows.columns(), contents()),
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
        Map<String, Content<ListedZoneFigure>> contents = Map.of(
                "zoneKind", one -> one.zone().data().kind(),
                "zoneNameZh", one -> one.zone().data().nameZh(),
                "zoneNameEn", one -> one.zone().data().nameEn(),
                "cityCode", one -> one.zone().data().cityCode(),
                "countryCode", one -> one.zone().data().countryCode(),
                "period", one -> one.figure().period(),
                "metric", one -> one.figure().metric(),
                "amount", one -> one.figure().amount());
        return ListColumn.joined(
                ListColumn.of(figureRows.columnsOfOne(), contents),
                List.<ListColumn<ListedZoneFigure>>of(ListColumn.shown(
                        "unit",
                        "zone.figures.unit",
                        CellTypes.text(20),
                        8,
                        one -> unit(one.figure().metric(), language))),
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

    private static Map<String, Content<Zone>> contents() {
        return Map.of(
                "kind", one -> one.data().kind(),
                "nameZh", one -> one.data().nameZh(),
                "nameEn", one -> one.data().nameEn(),
                "cityCode", one -> one.data().cityCode(),
                "countryCode", one -> one.data().countryCode(),
                "approvedOn", one -> one.data().approvedOn(),
                "areaSqm", one -> one.data().areaSqm(),
                "operator", one -> one.data().operator(),
                "sectors", one -> one.data().sectors());
    }
}

package org.yuemao.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yuemao.event.Programme;
import org.yuemao.summary.SummarySource.BusinessSums;
import org.yuemao.summary.SummarySource.CellSums;
import org.yuemao.summary.SummarySource.PlaceSums;
import org.yuemao.summary.SummarySource.YearSums;

/** Adds cells up to what an overview shows. */
final class OverviewSums {
    private static final Comparator<Overview.Part> MOST_EVENTS =
            Comparator.comparingLong(Overview.Part::events).reversed().thenComparing(Overview.Part::code);

    private final SummaryFilter filter;
    private final List<CellSums> sums;
    private final List<CellSums> notApproved;
    private final List<BusinessSums> businesses;

    OverviewSums(SummaryFilter filter, List<CellSums> sums, List<BusinessSums> businesses) {
        this.filter = filter;
        this.sums = sums.stream()
                .filter(cell -> filter.included().takesIn(cell.approved()))
                .toList();
        notApproved = sums.stream().filter(cell -> !cell.approved()).toList();
        this.businesses = businesses;
    }

    /** How many events of the filter's year are not approved, whether they are counted or not. */
    long eventsNotApproved() {
        return notApproved.stream()
                .filter(cell -> cell.year() == filter.year() && isOfSector(cell) && isOfCity(cell))
                .mapToLong(cell -> cell.sums().events())
                .sum();
    }

    Overview.Figures figures(int year) {
        Sums all = sums.stream()
                .filter(cell -> cell.year() == year && isOfSector(cell) && isOfCity(cell))
                .map(CellSums::sums)
                .reduce(Sums.NOTHING, Sums::plus);
        return new Overview.Figures(
                all.events(),
                all.held(),
                businesses.stream()
                        .filter(cell -> cell.year() == year
                                && cell.sectorCode().equals(filter.sectorOrAll())
                                && takesIn(cell.cityCode()))
                        .mapToLong(cell -> cell.counts().businesses())
                        .sum(),
                all.done().participations(),
                all.done().intendedDeals(),
                all.done().signedDeals(),
                all.netSpace());
    }

    /** The events and those that were held of one programme. */
    Sums of(Programme programme, int year) {
        return sums.stream()
                .filter(cell ->
                        cell.year() == year && cell.programme() == programme && isOfSector(cell) && isOfCity(cell))
                .map(CellSums::sums)
                .reduce(Sums.NOTHING, Sums::plus);
    }

    /** All cities, even when one of them is chosen: a map shows them all. */
    List<Overview.Part> cities(int year) {
        Map<String, Sums> byCity = new TreeMap<>();
        sums.stream()
                .filter(cell -> cell.year() == year
                        && isOfSector(cell)
                        && !cell.cityCode().equals(SumKey.ALL))
                .forEach(cell -> byCity.merge(cell.cityCode(), cell.sums(), Sums::plus));
        Map<String, Long> distinct = new HashMap<>();
        businesses.stream()
                .filter(cell -> cell.year() == year && cell.sectorCode().equals(filter.sectorOrAll()))
                .forEach(cell -> distinct.merge(cell.cityCode(), cell.counts().businesses(), Long::sum));
        return byCity.entrySet().stream()
                .filter(city -> city.getValue().done().participations() > 0)
                .map(city -> part(city.getKey(), city.getValue(), distinct.getOrDefault(city.getKey(), 0L)))
                .toList();
    }

    List<Overview.Part> sectors() {
        Map<String, Sums> bySector = new TreeMap<>();
        sums.stream()
                .filter(cell -> cell.year() == filter.year()
                        && isOfCity(cell)
                        && !cell.sectorCode().equals(SumKey.ALL))
                .forEach(cell -> bySector.merge(cell.sectorCode(), cell.sums(), Sums::plus));
        Map<String, Long> distinct = new HashMap<>();
        businesses.stream()
                .filter(cell -> cell.year() == filter.year() && takesIn(cell.cityCode()))
                .forEach(cell -> distinct.merge(cell.sectorCode(), cell.counts().businesses(), Long::sum));
        return bySector.entrySet().stream()
                .filter(sector -> sector.getValue().events() > 0)
                .map(sector -> part(sector.getKey(), sector.getValue(), distinct.getOrDefault(sector.getKey(), 0L)))
                .sorted(MOST_EVENTS)
                .toList();
    }

    /** The years in which businesses took part, up to the filter's, oldest first. */
    List<Overview.Retention> retention() {
        Map<Integer, BusinessCounts> byYear = new TreeMap<>();
        businesses.stream()
                .filter(cell -> cell.sectorCode().equals(filter.sectorOrAll()) && takesIn(cell.cityCode()))
                .forEach(cell -> byYear.merge(cell.year(), cell.counts(), BusinessCounts::plus));
        List<Overview.Retention> retention = new ArrayList<>();
        byYear.forEach((year, counts) -> {
            if (counts.businesses() > 0 || !retention.isEmpty()) {
                retention.add(new Overview.Retention(
                        year,
                        counts.fresh(),
                        counts.stayed(),
                        counts.businesses() - counts.fresh() - counts.stayed(),
                        counts.lost()));
            }
        });
        return retention;
    }

    static List<Overview.Month> months(List<PlaceSums> places) {
        Map<Programme, Map<Integer, Sums>> byMonth = new TreeMap<>();
        places.forEach(place -> byMonth.computeIfAbsent(place.programme(), key -> new TreeMap<>())
                .merge(place.month(), place.sums(), Sums::plus));
        List<Overview.Month> months = new ArrayList<>();
        byMonth.forEach((programme, of) -> of.forEach((month, in) -> {
            if (in.events() > 0) {
                months.add(new Overview.Month(
                        programme,
                        month,
                        in.events(),
                        in.held(),
                        in.done().participations(),
                        in.done().signedDeals()));
            }
        }));
        return months;
    }

    static List<Overview.YearOf> years(List<YearSums> years) {
        return years.stream()
                .filter(year -> year.sums().events() > 0)
                .map(year -> new Overview.YearOf(
                        year.year(), year.programme(), year.sums().events()))
                .sorted(Comparator.comparingInt(Overview.YearOf::year).thenComparing(Overview.YearOf::programme))
                .toList();
    }

    static List<Overview.Part> places(List<PlaceSums> places, Programme programme) {
        Map<String, Sums> byPlace = new TreeMap<>();
        places.stream()
                .filter(place -> place.programme() == programme)
                .forEach(place -> byPlace.merge(place.placeCode(), place.sums(), Sums::plus));
        return byPlace.entrySet().stream()
                .filter(place -> place.getValue().events() > 0)
                .map(place -> part(place.getKey(), place.getValue(), 0))
                .sorted(MOST_EVENTS)
                .toList();
    }

    private static Overview.Part part(String code, Sums sums, long businesses) {
        BigDecimal signed = sums.done().signedDeals();
        return new Overview.Part(code, sums.events(), businesses, sums.done().participations(), signed);
    }

    private boolean isOfSector(CellSums cell) {
        return cell.sectorCode().equals(filter.sectorOrAll());
    }

    private boolean isOfCity(CellSums cell) {
        return cell.cityCode().equals(filter.cityOrAll());
    }

    private boolean takesIn(String city) {
        return filter.cityCode() == null || filter.cityCode().equals(city);
    }
}

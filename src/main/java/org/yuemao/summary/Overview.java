package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.event.Programme;
import org.yuemao.indicator.GrowthCheck;

/**
 * All numbers of one overview, as they stood at one moment. Deals in CNY, space in sqm.
 *
 * @param asOf the day at whose end they stood so, or nothing for now
 * @param notApproved how many events of the year, narrowed as the filter says, are not approved: counted or not, as the filter says
 * @param years the events of the year and of those before, as far as there are any
 * @param previous the sums of the year before, as are the months and the cities before
 */
public record Overview(
        SummaryFilter filter,
        @Nullable LocalDate asOf,
        long notApproved,
        Figures figures,
        Figures previous,
        List<Held> held,
        List<Month> months,
        List<Month> monthsBefore,
        List<YearOf> years,
        List<Part> cities,
        List<Part> citiesBefore,
        List<Part> countries,
        List<Part> provinces,
        List<Part> sectors,
        List<Route> routes,
        List<PlaceMonth> placeMonths,
        List<Retention> retention,
        List<TopEvent> topEvents,
        List<ZoneCount> zones,
        List<ZoneFigures> zoneFigures,
        List<Indicator> indicators) {

    /** Whether there is nothing at all to show. */
    public boolean isEmpty() {
        return figures.events() == 0
                && previous.events() == 0
                && zones.isEmpty()
                && indicators.stream().allMatch(indicator -> indicator.growth().isEmpty());
    }

    /** The sums of a year. */
    public record Figures(
            long events,
            long held,
            long businesses,
            long participations,
            BigDecimal intendedDeals,
            BigDecimal signedDeals,
            BigDecimal netSpace) {}

    /** How many of a programme's events were held, in this year and the one before, and the target where there is one. */
    public record Held(
            Programme programme,
            long held,
            long planned,
            long heldBefore,
            @Nullable BigDecimal target) {}

    /** How many events of a programme began in a month (1 to 12), how many of them were held, and what was done in them. */
    public record Month(
            Programme programme, int month, long events, long held, long participations, BigDecimal signedDeals) {}

    /** How many events a programme has in a year. */
    public record YearOf(int year, Programme programme, long events) {}

    /** What a city, country, province or sector had part in; the code is that of the reference data. */
    public record Part(String code, long events, long businesses, long participations, BigDecimal signedDeals) {}

    /** What the businesses of a city did in the events of a country or province. */
    public record Route(
            String cityCode,
            Programme programme,
            String placeCode,
            long events,
            long participations,
            BigDecimal signedDeals) {}

    /** The events of a month (1 to 12) in a country or province. */
    public record PlaceMonth(
            Programme programme,
            String placeCode,
            int month,
            long events,
            long participations,
            BigDecimal signedDeals) {}

    /**
     * The businesses of a year: those that took part for the first time, those that had in the year before, those that had
     * earlier and came back; and those of the year before that did not take part.
     */
    public record Retention(int year, long fresh, long stayed, long back, long lost) {}

    /** An event with many participations. */
    public record TopEvent(
            String code, Names names, Programme programme, long participations, BigDecimal signedDeals) {}

    /** How many zones of a kind there are. */
    public record ZoneCount(String kind, long zones, BigDecimal area) {}

    /** The sum of a metric over all zones in a quarter such as 2021-Q1. */
    public record ZoneFigures(String period, String metric, BigDecimal amount) {}

    /** A published indicator of the province, or of the city that was chosen. */
    public record Indicator(String code, Names names, String unit, List<Point> points, List<Growth> growth) {}

    /** The figure of an indicator for a year, and what it should have reached; either may be unknown. */
    public record Point(
            int year, @Nullable BigDecimal amount, @Nullable BigDecimal target) {}

    /** A rate of change in percent as its source states it, and as it follows from the figures. */
    public record Growth(int year, BigDecimal statedPercent, GrowthCheck.Result recomputed) {}
}

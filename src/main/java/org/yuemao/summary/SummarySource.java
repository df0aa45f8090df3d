package org.yuemao.summary;

import java.util.List;
import org.yuemao.event.Programme;

/** Where the sums of summaries come from: as they are now, or as they stood on an earlier day. */
interface SummarySource {
    /**
     * The sums of a year and the one before: those of the filter's sector in each city, and of its city in each sector. What is
     * not approved is among them whatever the filter, so that it can be said how much there is.
     */
    List<CellSums> sums(SummaryFilter filter);

    /** By place and month, of the filter's sector and city. */
    List<PlaceSums> places(SummaryFilter filter);

    /** By year and programme, of the filter's sector and city, for its year and the {@link SummaryNow#YEARS} - 1 before. */
    List<YearSums> years(SummaryFilter filter);

    /** By city of the businesses and place of the events, of the filter's sector. */
    List<PlaceSums> routes(SummaryFilter filter);

    /** Distinct businesses of the filter's programme, by year, sector and city: its year in all sectors, the years before in its own. */
    List<BusinessSums> businesses(SummaryFilter filter);

    /** The events with most participations. */
    List<Overview.TopEvent> largest(SummaryFilter filter, int most);

    /** Sums by year, sector, city and programme, of what is approved or of what is not. */
    record CellSums(int year, String sectorCode, String cityCode, Programme programme, boolean approved, Sums sums) {}

    /** Sums by city, programme, place and, where it matters, month. */
    record PlaceSums(String cityCode, Programme programme, String placeCode, int month, Sums sums) {}

    /** Sums by year and programme. */
    record YearSums(int year, Programme programme, Sums sums) {}

    /** Counts of distinct businesses. */
    record BusinessSums(int year, String sectorCode, String cityCode, BusinessCounts counts) {}
}

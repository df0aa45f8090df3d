package org.yuemao.dashboard.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TileContent;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFigure;

/** What tiles are called, and what there is to choose from, in groups. */
final class TileNames {
    private TileNames() {}

    static String of(DashboardTile tile) {
        String title = tile.title();
        return title == null ? of(tile.content()) : title;
    }

    static String of(TileContent content) {
        return switch (content) {
            case TileContent.OfChart of -> text(of.chart().titleKey());
            case TileContent.OfFigure of -> text(of.figure().titleKey());
            case TileContent.Heading heading -> text("dashboard.heading");
        };
    }

    /** What is said about it where it is to be chosen. */
    static String about(TileContent content) {
        return switch (content) {
            case TileContent.OfChart of -> text(of.chart().howKey());
            case TileContent.OfFigure of -> text("dashboard.figure.how");
            case TileContent.Heading heading -> text("dashboard.heading.how");
        };
    }

    /** Everything that a tile can show, by the key of its group's name. */
    static Map<String, List<TileContent>> choices() {
        Map<String, List<TileContent>> groups = new LinkedHashMap<>();
        groups.put(
                "dashboard.group.figures",
                Stream.of(SummaryFigure.values())
                        .<TileContent>map(TileContent.OfFigure::new)
                        .toList());
        charts(
                groups,
                "dashboard.group.year",
                SummaryChart.TARGET_GTW,
                SummaryChart.TARGET_GTN,
                SummaryChart.MONTHS,
                SummaryChart.CUMULATIVE,
                SummaryChart.COMPARED_YEARS,
                SummaryChart.YEARS,
                SummaryChart.COMPARED_PROGRAMMES);
        charts(
                groups,
                "dashboard.group.places",
                SummaryChart.CITIES,
                SummaryChart.CITY_RANKING,
                SummaryChart.REGIONS,
                SummaryChart.COUNTRIES,
                SummaryChart.PROVINCES,
                SummaryChart.ROUTES,
                SummaryChart.PLACE_MONTHS);
        charts(
                groups,
                "dashboard.group.businesses",
                SummaryChart.DEALS,
                SummaryChart.RETENTION,
                SummaryChart.SECTORS,
                SummaryChart.TOP_EVENTS);
        charts(
                groups,
                "dashboard.group.zones",
                SummaryChart.ZONES,
                SummaryChart.ZONE_FIGURES,
                SummaryChart.INDICATORS,
                SummaryChart.GROWTH);
        groups.put("dashboard.group.text", List.of(new TileContent.Heading()));
        return groups;
    }

    private static void charts(Map<String, List<TileContent>> groups, String group, SummaryChart... charts) {
        groups.put(
                group,
                Stream.of(charts).<TileContent>map(TileContent.OfChart::new).toList());
    }

    static String text(String key) {
        return I18NProvider.translate(key);
    }
}

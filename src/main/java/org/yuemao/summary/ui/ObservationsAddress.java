package org.yuemao.summary.ui;

import com.vaadin.flow.component.UI;
import java.util.Optional;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFilter;

/** Where the observations stand that a mark of an indicator's chart shows, with their sources and what contradicts them. */
final class ObservationsAddress {
    private ObservationsAddress() {}

    /** The observations behind a mark, if the chart is one of indicators. */
    static Optional<LocationParameters> of(SummaryChart which, SummaryFilter filter, String seriesId, String itemId) {
        return switch (which) {
            case INDICATORS -> Optional.of(of(filter, seriesId, itemId));
            case GROWTH -> {
                int space = itemId.lastIndexOf(' ');
                yield Optional.of(of(filter, itemId.substring(0, space), itemId.substring(space + 1)));
            }
            default -> Optional.empty();
        };
    }

    /** Those of an indicator and a year, of the city that is chosen or of the province. */
    static LocationParameters of(SummaryFilter filter, String indicatorCode, String year) {
        return new LocationParameters()
                .with("geography", filter.cityCode())
                .with("year", year)
                .with("indicator", indicatorCode);
    }

    static void open(LocationParameters address) {
        UI.getCurrentOrThrow().navigate("indicators", address.query());
    }
}

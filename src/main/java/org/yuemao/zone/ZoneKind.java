package org.yuemao.zone;

import static org.yuemao.zone.Metric.CROSS_BORDER_ECOMMERCE_VALUE;
import static org.yuemao.zone.Metric.ENTERPRISES;
import static org.yuemao.zone.Metric.EXPORTS;
import static org.yuemao.zone.Metric.FLOOR_AREA;
import static org.yuemao.zone.Metric.FOREIGN_INVESTMENT_IN_ACTUAL_USE;
import static org.yuemao.zone.Metric.IMPORTS;
import static org.yuemao.zone.Metric.JOBS;
import static org.yuemao.zone.Metric.PARCELS;

import java.util.List;

/** What a zone is, and with that what is counted of it. */
public enum ZoneKind {
    CROSS_BORDER_ECOMMERCE_PILOT_ZONE(CROSS_BORDER_ECOMMERCE_VALUE, EXPORTS, IMPORTS, PARCELS, ENTERPRISES, JOBS),
    SPECIAL_CUSTOMS_SUPERVISION_ZONE(EXPORTS, IMPORTS, FOREIGN_INVESTMENT_IN_ACTUAL_USE, ENTERPRISES, JOBS, FLOOR_AREA),
    ECONOMIC_DEVELOPMENT_ZONE(FOREIGN_INVESTMENT_IN_ACTUAL_USE, EXPORTS, IMPORTS, ENTERPRISES, JOBS),
    UPGRADING_BASE(EXPORTS, ENTERPRISES, JOBS),
    DIGITAL_SERVICE_EXPORT_BASE(EXPORTS, ENTERPRISES, JOBS),
    OVERSEAS_WAREHOUSE(FLOOR_AREA, PARCELS, CROSS_BORDER_ECOMMERCE_VALUE, JOBS),
    MARKET_PROCUREMENT_PILOT(EXPORTS, PARCELS, ENTERPRISES),
    REGIONAL_CONSUMPTION_CENTRE(FOREIGN_INVESTMENT_IN_ACTUAL_USE, ENTERPRISES, JOBS),
    DEMONSTRATION_STREET(ENTERPRISES, JOBS, FLOOR_AREA);

    private final List<Metric> metrics;

    ZoneKind(Metric... metrics) {
        this.metrics = List.of(metrics);
    }

    /** What is counted of such a zone, the most telling first. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Whether such a zone stands in another country. */
    public boolean abroad() {
        return this == OVERSEAS_WAREHOUSE;
    }
}

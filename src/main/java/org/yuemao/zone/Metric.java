package org.yuemao.zone;

/** What is counted of a zone in a period. */
public enum Metric {
    EXPORTS(Unit.CNY, true),
    IMPORTS(Unit.CNY, true),
    CROSS_BORDER_ECOMMERCE_VALUE(Unit.CNY, true),
    FOREIGN_INVESTMENT_IN_ACTUAL_USE(Unit.CNY, true),
    ENTERPRISES(Unit.COUNT, false),
    JOBS(Unit.COUNT, false),
    FLOOR_AREA(Unit.SQM, false),
    PARCELS(Unit.COUNT, true);

    private final Unit unit;
    private final boolean addsUp;

    Metric(Unit unit, boolean addsUp) {
        this.unit = unit;
        this.addsUp = addsUp;
    }

    /** In what a metric is counted. */
    public enum Unit {
        CNY(2),
        COUNT(0),
        SQM(2);

        private final int decimals;

        Unit(int decimals) {
            this.decimals = decimals;
        }

        /** How many decimals an amount may have. */
        public int decimals() {
            return decimals;
        }
    }

    public Unit unit() {
        return unit;
    }

    /** Whether a year's amount is the sum of its quarters'; otherwise it is the last one's, as of a stock. */
    public boolean addsUp() {
        return addsUp;
    }
}

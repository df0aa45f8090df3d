package org.yuemao.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneKind;

/**
 * What the zones of a kind reported of a metric.
 *
 * @param years by year, oldest first
 * @param places of the last of these years by city, or by country where such zones are abroad; the largest first
 */
public record ZoneTrend(ZoneKind kind, Metric metric, int year, List<OfYear> years, List<OfPlace> places) {
    /** What is known of a year. */
    public record OfYear(int year, Sum sum) {}

    /** What is known of a city or country. */
    public record OfPlace(String code, Sum sum) {}

    /**
     * A sum over zones.
     *
     * @param amount in CNY, square metres or a number, as the metric says
     * @param amountWithArea that of the zones whose area is known
     * @param area of these, in square metres
     */
    public record Sum(long zones, BigDecimal amount, BigDecimal amountWithArea, BigDecimal area) {
        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(
                    zones + other.zones,
                    amount.add(other.amount),
                    amountWithArea.add(other.amountWithArea),
                    area.add(other.area));
        }

        /** How much there is for a square metre, if the area of any of the zones is known. */
        public @Nullable BigDecimal perSquareMetre() {
            return area.signum() > 0 ? amountWithArea.divide(area, 4, RoundingMode.HALF_UP) : null;
        }
    }
}

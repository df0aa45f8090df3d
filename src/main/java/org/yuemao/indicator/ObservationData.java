package org.yuemao.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A figure for a year as its source states it, with the rate of change (in percent) that the source gives. */
public record ObservationData(
        String indicatorCode,
        String geographyCode,
        int year,
        @Nullable Qualifier qualifier,
        @Nullable BigDecimal amount,
        String unit,
        @Nullable BigDecimal statedChangePercent,
        @Nullable ChangeBasis changeBasis,
        @Nullable Integer changeBaseYear,
        String source) {

    /** Whether both say something of one figure: the same indicator and geography. */
    boolean isOfSameIndicator(ObservationData other) {
        return indicatorCode.equals(other.indicatorCode)
                && geographyCode.equals(other.geographyCode)
                && unit.equals(other.unit);
    }
}

package org.yuemao.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;

/**
 * A figure for a period as its source states it, with the rate of change (in percent) that the source gives.
 *
 * @param geographyCode the province or one of its cities
 * @param qualifier how exactly the source states the figure; none for an exact one
 * @param changeBaseYear the year that a change since then is measured from
 */
public record ObservationData(
        String indicatorCode,
        String geographyCode,
        Period period,
        @Nullable Qualifier qualifier,
        @Nullable BigDecimal amount,
        String unit,
        @Nullable BigDecimal statedChangePercent,
        @Nullable ChangeBasis changeBasis,
        @Nullable Integer changeBaseYear,
        String source) {

    public ObservationData {
        unit = unit.strip();
        source = source.strip();
        qualifier = amount == null ? null : qualifier;
        amount = plain(amount);
        statedChangePercent = plain(statedChangePercent);
        changeBasis = statedChangePercent == null ? null : changeBasis;
        changeBaseYear = changeBasis == null || changeBasis == ChangeBasis.PREVIOUS_YEAR ? null : changeBaseYear;
    }

    public int year() {
        return period.year();
    }

    /** Whether both say something of one figure: the same indicator and geography, in the same unit. */
    boolean isOfSameIndicator(ObservationData other) {
        return indicatorCode.equals(other.indicatorCode)
                && geographyCode.equals(other.geographyCode)
                && unit.equals(other.unit);
    }

    /** A database pads decimals with noughts; 33.1 and 33.1000 are the same figure. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        BigDecimal stripped = number == null ? null : number.stripTrailingZeros();
        return stripped == null || stripped.scale() >= 0 ? stripped : stripped.setScale(0);
    }
}

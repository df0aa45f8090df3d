package org.yuemao.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/**
 * What a programme (as a number of events) or an indicator of the province (in its unit) should reach in a year; either the
 * programme or the indicator is given.
 */
public record TargetData(
        @Nullable Programme programme, @Nullable String indicatorCode, int year, BigDecimal amount) {

    public TargetData {
        BigDecimal stripped = amount.stripTrailingZeros();
        amount = stripped.scale() >= 0 ? stripped : stripped.setScale(0);
    }
}

package org.yuemao.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.Review;

/**
 * A record in its review, as the inbox shows it.
 *
 * @param code the event's, or the indicator's
 * @param metric of a zone's figure
 * @param unit of an observation
 * @param subjectId the zone of a figure
 * @param firstDay the event's
 * @param period the figure's or the observation's
 * @param since when it came where it stands: when it was submitted, or else changed last
 * @param by who submitted it or changed it last
 */
public record ReviewItem(
        ReviewKind kind,
        long id,
        long version,
        String officeCode,
        Names names,
        @Nullable String code,
        @Nullable String metric,
        @Nullable BigDecimal amount,
        @Nullable String unit,
        @Nullable Long subjectId,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable Period period,
        Review review,
        Instant since,
        String by) {

    /** Where the record is shown, as an address within the desk. */
    public String address() {
        return switch (kind) {
            case EVENT -> "events/" + code;
            case ZONE_FIGURE -> {
                Period of = Objects.requireNonNull(period);
                yield "zones/" + subjectId + "?length=" + of.length() + "&from=" + of.year() + "&to=" + of.year();
            }
            case OBSERVATION ->
                "indicators?geography=" + officeCode + "&year="
                        + Objects.requireNonNull(period).year() + "&indicator=" + code;
        };
    }
}

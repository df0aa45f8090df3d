package org.yuemao.review.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.ReviewState;
import org.yuemao.review.ReviewKind;
import org.yuemao.security.Person;

/** Where the records behind a number of the matrix are shown to a person. */
final class DueAddress {
    private DueAddress() {}

    /** The review's list for those who see the office's there; else the list that everybody may read. */
    static String of(Person person, ReviewKind kind, String officeCode, Period period, @Nullable ReviewState state) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (state != null && person.mayWriteFor(officeCode)) {
            parameters.put("kind", kind);
            parameters.put("state", state);
            if (person.mayOversee()) {
                parameters.put("office", officeCode);
            }
            parameters.put("period", period);
            if (kind == ReviewKind.ZONE_FIGURE) {
                parameters.put("exactly", true);
            }
            return address("review", parameters);
        }
        return switch (kind) {
            case EVENT -> {
                parameters.put("office", officeCode);
                if (period.length() == Length.YEAR) {
                    parameters.put("year", period.year());
                } else {
                    parameters.put("from", period.firstDay());
                    parameters.put("to", period.lastDay());
                }
                yield address("events", parameters);
            }
            case ZONE_FIGURE -> {
                parameters.put("city", officeCode);
                yield address("zones", parameters);
            }
            case OBSERVATION -> {
                parameters.put("geography", officeCode);
                parameters.put("year", period.year());
                yield address("indicators", parameters);
            }
        };
    }

    private static String address(String path, Map<String, Object> parameters) {
        return path + "?"
                + parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("&"));
    }
}

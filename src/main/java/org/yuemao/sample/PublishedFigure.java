package org.yuemao.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A figure as its source states it. */
record PublishedFigure(
        String code,
        String nameEn,
        String nameZh,
        String period,
        @Nullable String qualifier,
        @Nullable BigDecimal amount,
        String unit,
        @Nullable BigDecimal statedChange,
        @Nullable String changeBasis,
        @Nullable Integer baseYear,
        String source) {

    static List<PublishedFigure> all() {
        return Words.lines("published-figures.csv")
                .map(line -> line[0].split(",", -1))
                .filter(cells -> !cells[0].equals("indicator"))
                .map(PublishedFigure::of)
                .toList();
    }

    private static PublishedFigure of(String[] cells) {
        String basis = cells[9];
        boolean since = basis.contains("since");
        return new PublishedFigure(
                cells[0],
                cells[1],
                cells[2],
                cells[4],
                cells[5].isEmpty() ? null : cells[5].toUpperCase(Locale.ROOT).replace(' ', '_'),
                cells[6].isEmpty() ? null : new BigDecimal(cells[6]),
                cells[7],
                cells[8].isEmpty() ? null : new BigDecimal(cells[8].replace(" %", "")),
                basis.isEmpty()
                        ? null
                        : basis.startsWith("average") ? "YEARLY_AVERAGE_SINCE" : since ? "SINCE" : "PREVIOUS_YEAR",
                since ? Integer.valueOf(basis.substring(basis.length() - 4)) : null,
                cells[10]);
    }
}

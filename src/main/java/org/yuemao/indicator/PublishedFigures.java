package org.yuemao.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.place.Places;

/** The figures of 2021 that the provincial department has published, as they are, with their source. */
public final class PublishedFigures {
    private static final String FILE = "/reference/published-figures.csv";
    private static final String AVERAGE = "average a year since ";
    private static final String SINCE = "since ";

    private PublishedFigures() {}

    /** One published figure with the names of its indicator. */
    public record Row(Names indicator, ObservationData observation) {}

    /** Every row of the file in its order. */
    public static List<Row> read() {
        try (InputStream file = Objects.requireNonNull(PublishedFigures.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> row(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] cells) {
        if (cells.length != 11 || !cells[3].equals("Guangdong")) {
            throw new IllegalArgumentException("Not a published figure of Guangdong: " + String.join(",", cells));
        }
        String basis = cells[9];
        boolean average = basis.startsWith(AVERAGE);
        boolean since = basis.startsWith(SINCE);
        return new Row(
                new Names(cells[1], cells[2]),
                new ObservationData(
                        cells[0],
                        Places.PROVINCE,
                        Period.of(cells[4]),
                        switch (cells[5]) {
                            case "" -> null;
                            case "about" -> Qualifier.ABOUT;
                            case "more than" -> Qualifier.MORE_THAN;
                            case "less than" -> Qualifier.LESS_THAN;
                            default -> throw new IllegalArgumentException(cells[5]);
                        },
                        cells[6].isEmpty() ? null : new BigDecimal(cells[6]),
                        cells[7],
                        cells[8].isEmpty()
                                ? null
                                : new BigDecimal(cells[8].replace("%", "").strip()),
                        basis.isEmpty()
                                ? null
                                : average
                                        ? ChangeBasis.YEARLY_AVERAGE_SINCE
                                        : since ? ChangeBasis.SINCE : ChangeBasis.PREVIOUS_YEAR,
                        average || since ? Integer.valueOf(basis.substring(basis.length() - 4)) : null,
                        cells[10]));
    }
}

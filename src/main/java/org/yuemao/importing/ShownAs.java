package org.yuemao.importing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a number format makes a spreadsheet show a number: nothing else tells a day from a number. */
enum ShownAs {
    NUMBER,
    PERCENT,
    DAY,
    MONTH,
    YEAR,
    DAY_AND_TIME,
    TIME,
    /** A length of time, such as 26:30. */
    DURATION;

    private static final MathContext DIGITS = new MathContext(Cell.DIGITS, RoundingMode.HALF_UP);
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465;

    /** A format that workbooks name by number alone. From 27 on it depends on the language, of which Chinese is the one here. */
    static ShownAs builtIn(int id) {
        return switch (id) {
            case 9, 10 -> PERCENT;
            case 14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58 -> DAY;
            case 17, 27, 36, 50, 52, 57 -> MONTH;
            case 22 -> DAY_AND_TIME;
            case 18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56 -> TIME;
            case 46 -> DURATION;
            default -> NUMBER;
        };
    }

    /** A format that is written out: {@code yyyy"年"m"月"d"日"}, {@code [$-804]0.0%;[Red]-0.0%}. */
    static ShownAs of(String format) {
        boolean year = false;
        boolean month = false;
        boolean day = false;
        boolean time = false;
        boolean percent = false;
        for (int i = 0; i < format.length(); i++) {
            switch (format.charAt(i)) {
                case ';' -> i = format.length(); // what follows is for negative numbers
                case '"' -> i = end(format, '"', i);
                case '\\', '_', '*' -> i++;
                case '[' -> {
                    int end = end(format, ']', i);
                    if (format.substring(i + 1, Math.min(end, format.length())).matches("(?i)h+|m+|s+")) {
                        return DURATION;
                    }
                    i = end;
                }
                case '%' -> percent = true;
                case 'G', 'g' -> {
                    if (format.toLowerCase(Locale.ROOT).startsWith("general", i)) {
                        i += 6;
                    }
                }
                case 'E', 'e' -> {
                    if (i + 1 < format.length() && "+-".indexOf(format.charAt(i + 1)) >= 0) {
                        i++;
                    } else {
                        year = true;
                    }
                }
                case 'y', 'Y', 'b', 'B' -> year = true;
                case 'm', 'M' -> month = true;
                case 'd', 'D' -> day = true;
                case 'h', 'H', 's', 'S' -> time = true;
                default -> {
                    // digits and what stands around them
                }
            }
        }
        if (time) {
            return year || day ? DAY_AND_TIME : TIME;
        }
        if (day || month) {
            return day || !year ? DAY : MONTH;
        }
        return year ? YEAR : percent ? PERCENT : NUMBER;
    }

    private static int end(String format, char of, int from) {
        int end = format.indexOf(of, from + 1);
        return end < 0 ? format.length() : end;
    }

    /** The cell of a number as the file writes it. */
    Cell cell(String written, boolean from1904) {
        double value;
        try {
            value = Double.parseDouble(written);
        } catch (NumberFormatException e) {
            return Cell.text(written);
        }
        if (!Double.isFinite(value) || written.length() > 400) {
            return new Cell(Cell.Kind.ERROR, "#NUM!");
        }
        return switch (this) {
            case NUMBER -> number(written);
            case PERCENT -> {
                Cell number = number(
                        new BigDecimal(number(written).text()).movePointRight(2).toString());
                yield new Cell(Cell.Kind.NUMBER, number.text() + "%");
            }
            case DURATION -> {
                long minutes = Math.round(value * 24 * 60);
                yield value < 0 || value > LAST_DAY
                        ? number(written)
                        : Cell.text("%d:%02d".formatted(minutes / 60, minutes % 60));
            }
            case DAY, MONTH, YEAR, DAY_AND_TIME, TIME ->
                value < 0 || value >= LAST_DAY + 1 ? number(written) : date(value, from1904);
        };
    }

    private static Cell number(String written) {
        BigDecimal number = new BigDecimal(written.strip()).round(DIGITS);
        return new Cell(
                Cell.Kind.NUMBER,
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    private Cell date(double value, boolean from1904) {
        long days = (long) value;
        long seconds = Math.round((value - days) * 86_400);
        if (this == TIME && value < 1) {
            return Cell.text("%02d:%02d".formatted(seconds / 3600 % 24, seconds / 60 % 60));
        }
        // 1900 was no leap year, but spreadsheets count its 29 February, for the sake of Lotus 1-2-3.
        LocalDate day = (from1904 ? FROM_1904 : FROM_1900).plusDays(!from1904 && days < 60 ? days + 1 : days);
        LocalDateTime moment = day.atStartOfDay().plusSeconds(seconds);
        String text =
                switch (this) {
                    case MONTH -> day.toString().substring(0, 7);
                    case YEAR -> day.toString().substring(0, 4);
                    case DAY -> day.toString();
                    default ->
                        seconds == 0
                                ? day.toString()
                                : moment.truncatedTo(ChronoUnit.MINUTES).toString();
                };
        return new Cell(Cell.Kind.DATE, text);
    }
}

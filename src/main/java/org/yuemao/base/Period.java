package org.yuemao.base;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a figure is counted over: a year ({@code 2021}), a quarter ({@code 2021-Q1}) or a month ({@code 2021-03}). Periods
 * are ordered by their first day, the longer one first.
 *
 * @param part which quarter or month of the year, from 1; always 1 for a year
 */
public record Period(Length length, int year, int part) implements Comparable<Period> {
    /** No period is before this year, nor after {@link #LAST_YEAR}. */
    public static final int FIRST_YEAR = 1949;

    public static final int LAST_YEAR = 2999;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?");
    private static final Comparator<Period> ORDER = Comparator.comparingInt(Period::year)
            .thenComparingInt(Period::firstMonth)
            .thenComparing(Period::length);

    /** How long a period is. */
    public enum Length {
        YEAR(1),
        QUARTER(4),
        MONTH(12);

        private final int perYear;

        Length(int perYear) {
            this.perYear = perYear;
        }

        /** How many such periods a year has. */
        public int perYear() {
            return perYear;
        }
    }

    public Period {
        if (year < FIRST_YEAR || year > LAST_YEAR || part < 1 || part > length.perYear()) {
            throw new IllegalArgumentException("There is no " + length + " " + part + " of " + year);
        }
    }

    public static Period ofYear(int year) {
        return new Period(Length.YEAR, year, 1);
    }

    public static Period ofQuarter(int year, int quarter) {
        return new Period(Length.QUARTER, year, quarter);
    }

    public static Period ofMonth(int year, int month) {
        return new Period(Length.MONTH, year, month);
    }

    /** The period that is written so; an {@link IllegalArgumentException} where none is. */
    public static Period of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a period: " + text));
    }

    /** The period that is written so, if one is. */
    public static Optional<Period> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(written.group(1));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        if (written.group(2) != null) {
            return Optional.of(ofQuarter(year, Integer.parseInt(written.group(2))));
        }
        return Optional.of(written.group(3) != null ? ofMonth(year, Integer.parseInt(written.group(3))) : ofYear(year));
    }

    /** Every period of the length from the first day of one year to the last day of another, in order. */
    public static List<Period> within(Length length, int firstYear, int lastYear) {
        return IntStream.rangeClosed(firstYear, lastYear)
                .boxed()
                .flatMap(year -> parts(length, year))
                .toList();
    }

    private static Stream<Period> parts(Length length, int year) {
        return IntStream.rangeClosed(1, length.perYear()).mapToObj(part -> new Period(length, year, part));
    }

    /** The same part of another year. */
    public Period inYear(int other) {
        return new Period(length, other, part);
    }

    /** The period of the same length that follows. */
    public Period next() {
        return part < length.perYear() ? new Period(length, year, part + 1) : new Period(length, year + 1, 1);
    }

    /** The month of the year, from 1, with which the period begins. */
    public int firstMonth() {
        return (part - 1) * 12 / length.perYear() + 1;
    }

    /** The first day of the period. */
    public LocalDate firstDay() {
        return LocalDate.of(year, firstMonth(), 1);
    }

    /** The last day of the period. */
    public LocalDate lastDay() {
        return firstDay().plusMonths(12 / length.perYear()).minusDays(1);
    }

    @Override
    public int compareTo(Period other) {
        return ORDER.compare(this, other);
    }

    /** The period as it is written and stored: {@code 2021}, {@code 2021-Q1}, {@code 2021-03}. */
    @Override
    public String toString() {
        return switch (length) {
            case YEAR -> String.valueOf(year);
            case QUARTER -> year + "-Q" + part;
            case MONTH -> year + (part < 10 ? "-0" : "-") + part;
        };
    }
}

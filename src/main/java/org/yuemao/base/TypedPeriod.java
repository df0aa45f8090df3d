package org.yuemao.base;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuemao.base.Period.Length;

/** Reads periods as people type and paste them: {@code 2021}, {@code 2021Q1}, {@code 2021/3}, {@code 2021年一季度}, {@code ２０２１年３月}. */
public final class TypedPeriod {
    private static final Pattern YEAR = Pattern.compile("(\\d{4})年?");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})年?[-/.]?(?:Q([1-4])|第?([1-4一二三四])季度?)");
    private static final Pattern QUARTER_FIRST = Pattern.compile("Q([1-4])[-/.]?(\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-/.]|年)(\\d{1,2})月?");

    private TypedPeriod() {}

    /** The period that was typed, if it is one between {@link Period#FIRST_YEAR} and {@link Period#LAST_YEAR}. */
    public static Optional<Period> parse(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
        Matcher year = YEAR.matcher(plain);
        if (year.matches()) {
            return period(Length.YEAR, year.group(1), 1);
        }
        Matcher quarter = QUARTER.matcher(plain);
        if (quarter.matches()) {
            String part = quarter.group(2) != null ? quarter.group(2) : quarter.group(3);
            int chinese = "一二三四".indexOf(part);
            return period(Length.QUARTER, quarter.group(1), chinese >= 0 ? chinese + 1 : Integer.parseInt(part));
        }
        Matcher turned = QUARTER_FIRST.matcher(plain);
        if (turned.matches()) {
            return period(Length.QUARTER, turned.group(2), Integer.parseInt(turned.group(1)));
        }
        Matcher month = MONTH.matcher(plain);
        return month.matches()
                ? period(Length.MONTH, month.group(1), Integer.parseInt(month.group(2)))
                : Optional.empty();
    }

    private static Optional<Period> period(Length length, String year, int part) {
        int number = Integer.parseInt(year);
        return number < Period.FIRST_YEAR || number > Period.LAST_YEAR || part < 1 || part > length.perYear()
                ? Optional.empty()
                : Optional.of(new Period(length, number, part));
    }
}

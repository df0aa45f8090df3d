package org.yuemao.base;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads days as people type and paste them: {@code 2021-03-05}, {@code 2021/3/5}, {@code 2021年3月5日},
 * {@code 二〇二一年三月五日}, {@code 5 March 2021}. What could be two days, such as {@code 05/03/2021}, is not read.
 */
public final class TypedDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> FULL_MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})\\s*([-/.])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{1,2})(?:[t ]00:00(?::00(?:\\.0+)?)?)?");
    private static final Pattern CHINESE = Pattern.compile("(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]?");
    private static final Pattern COMPACT = Pattern.compile("((?:19|20|21)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]+)\\.?[-/., ]*(\\d{4})");
    private static final Pattern MONTH_DAY =
            Pattern.compile("([a-z]+)\\.?[- ]*(\\d{1,2})(?:st|nd|rd|th)?[-, ]+(\\d{4})");
    private static final Pattern YEAR_LAST =
            Pattern.compile("\\d{1,2}([-/.])\\d{1,2}\\1\\d{2,4}|\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}");
    private static final String DIGITS = "〇一二三四五六七八九";

    private TypedDate() {}

    /** What was typed. */
    public sealed interface Check {
        record Valid(LocalDate date) implements Check {}

        /** More than one day could be meant. */
        record Ambiguous() implements Check {}

        /** Written as a day, but the calendar has none such. */
        record NoSuchDay() implements Check {}

        record NotADate() implements Check {}
    }

    /** Reads what was typed. */
    public static Check read(String typed) {
        String plain = arabic(Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT));
        Matcher found = YEAR_FIRST.matcher(plain);
        if (found.matches()) {
            return day(found.group(1), found.group(3), found.group(4));
        }
        found = CHINESE.matcher(plain);
        if (found.matches()) {
            return day(found.group(1), found.group(2), found.group(3));
        }
        found = COMPACT.matcher(plain);
        if (found.matches()) {
            return day(found.group(1), found.group(2), found.group(3));
        }
        found = DAY_MONTH.matcher(plain);
        if (found.matches() && month(found.group(2)) > 0) {
            return day(found.group(3), String.valueOf(month(found.group(2))), found.group(1));
        }
        found = MONTH_DAY.matcher(plain);
        if (found.matches() && month(found.group(1)) > 0) {
            return day(found.group(3), String.valueOf(month(found.group(1))), found.group(2));
        }
        return YEAR_LAST.matcher(plain).matches() ? new Check.Ambiguous() : new Check.NotADate();
    }

    private static Check day(String year, String month, String day) {
        int number = Integer.parseInt(year);
        if (number < Period.FIRST_YEAR || number > Period.LAST_YEAR) {
            return new Check.NoSuchDay();
        }
        try {
            return new Check.Valid(LocalDate.of(number, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return new Check.NoSuchDay();
        }
    }

    private static int month(String name) {
        int full = FULL_MONTHS.indexOf(name);
        return (full >= 0 ? full : MONTHS.indexOf(name.equals("sept") ? "sep" : name)) + 1;
    }

    /** 二〇二一年三月二十五日 as 2021年3月25日; what is no Chinese date stays. */
    private static String arabic(String text) {
        String plain = text.replace('零', '〇').replace('○', '〇');
        Matcher date = Pattern.compile("([〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?")
                .matcher(plain);
        if (!date.matches()) {
            return text;
        }
        StringBuilder year = new StringBuilder();
        date.group(1).chars().forEach(digit -> year.append(DIGITS.indexOf(digit)));
        int month = number(date.group(2));
        int day = number(date.group(3));
        return month == 0 || day == 0 ? text : year + "年" + month + "月" + day + "日";
    }

    /** 三 as 3, 十 as 10, 十二 as 12, 二十 as 20, 三十一 as 31; 0 for anything else. */
    private static int number(String chinese) {
        Matcher tens = Pattern.compile("([二三])?十([一二三四五六七八九])?").matcher(chinese);
        if (tens.matches()) {
            return 10 * (tens.group(1) == null ? 1 : DIGITS.indexOf(tens.group(1)))
                    + (tens.group(2) == null ? 0 : DIGITS.indexOf(tens.group(2)));
        }
        return chinese.length() == 1 ? Math.max(0, DIGITS.indexOf(chinese)) : 0;
    }
}

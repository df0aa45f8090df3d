package org.yuemao.base.ui;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;

/** How numbers, amounts, areas and days are written in Chinese and in English; nothing is written for a missing value. */
public final class Formats {
    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

    private Formats() {}

    /** A whole number with its thousands apart: {@code 43,000}. */
    public static String integer(@Nullable Number number, Locale locale) {
        return number == null ? "" : pattern("#,##0", locale).format(number);
    }

    /** A number with at most so many decimals. */
    public static String decimal(@Nullable BigDecimal number, int decimals, Locale locale) {
        return number == null
                ? ""
                : pattern("#,##0" + fraction(decimals), locale).format(number);
    }

    /** A ratio as a percentage with at most one decimal: {@code 0.077} is {@code 7.7%}. */
    public static String percent(@Nullable BigDecimal ratio, Locale locale) {
        return ratio == null ? "" : pattern("#,##0.#%", locale).format(ratio);
    }

    /** A ratio as a change, with its sign: {@code +7.7%}. */
    public static String change(@Nullable BigDecimal ratio, Locale locale) {
        return ratio == null
                ? ""
                : pattern(ratio.signum() == 0 ? "0%" : "+#,##0.#%;-#,##0.#%", locale)
                        .format(ratio);
    }

    /** An amount in CNY in full, with its unit: {@code CNY 1,234,567.80}, {@code 1,234,567.80元}. */
    public static String money(@Nullable BigDecimal amount, Locale locale) {
        if (amount == null) {
            return "";
        }
        String number = pattern("#,##0.00", locale).format(amount);
        return chinese(locale) ? number + "元" : "CNY " + number;
    }

    /** An amount in CNY to three or four significant figures: {@code CNY 1.23 bn}, {@code 12.3亿元}, {@code 450万元}. */
    public static String shortMoney(@Nullable BigDecimal amount, Locale locale) {
        return amount == null
                ? ""
                : chinese(locale) ? shortNumber(amount, locale) + "元" : "CNY " + shortNumber(amount, locale);
    }

    /** A number to three or four significant figures: {@code 1.23 bn} and {@code 450 million}, or {@code 12.3亿} and {@code 450万}. */
    public static String shortNumber(@Nullable BigDecimal number, Locale locale) {
        if (number == null) {
            return "";
        }
        BigDecimal size = number.abs();
        if (chinese(locale)) {
            return size.compareTo(YI) >= 0
                    ? scaled(number, YI, locale) + "亿"
                    : size.compareTo(WAN) >= 0
                            ? scaled(number, WAN, locale) + "万"
                            : pattern("#,##0", locale).format(number);
        }
        return size.compareTo(BILLION) >= 0
                ? scaled(number, BILLION, locale) + " bn"
                : size.compareTo(MILLION) >= 0
                        ? scaled(number, MILLION, locale) + " million"
                        : pattern("#,##0", locale).format(number);
    }

    /** A floor area: {@code 12,500 sqm}, {@code 12,500平方米}. */
    public static String area(@Nullable BigDecimal squareMetres, Locale locale) {
        return squareMetres == null ? "" : decimal(squareMetres, 2, locale) + (chinese(locale) ? "平方米" : " sqm");
    }

    /** A day: {@code 5 Mar 2021}, {@code 2021年3月5日}. */
    public static String date(@Nullable LocalDate day, Locale locale) {
        return day == null
                ? ""
                : dates(chinese(locale) ? "y年M月d日" : "d MMM y", locale).format(day);
    }

    /** Days from the first to the last, said as briefly as it goes: {@code 5–8 Mar 2021}, {@code 2021年3月5日–8日}. */
    public static String dates(@Nullable LocalDate first, @Nullable LocalDate last, Locale locale) {
        if (first == null || last == null || first.equals(last)) {
            return date(first == null ? last : first, locale);
        }
        boolean sameYear = first.getYear() == last.getYear();
        boolean sameMonth = sameYear && first.getMonth() == last.getMonth();
        if (chinese(locale)) {
            String end = sameMonth ? "d日" : sameYear ? "M月d日" : "y年M月d日";
            return date(first, locale) + "–" + dates(end, locale).format(last);
        }
        String start = sameMonth ? "d" : sameYear ? "d MMM" : "d MMM y";
        return dates(start, locale).format(first) + (sameMonth ? "–" : " – ") + date(last, locale);
    }

    /** A period: {@code 2021}, {@code Q1 2021}, {@code Mar 2021}; {@code 2021年}, {@code 2021年1季度}, {@code 2021年3月}. */
    public static String period(Period period, Locale locale) {
        return switch (period.length()) {
            case YEAR -> chinese(locale) ? period.year() + "年" : String.valueOf(period.year());
            case QUARTER ->
                chinese(locale)
                        ? period.year() + "年" + period.part() + "季度"
                        : "Q" + period.part() + " " + period.year();
            case MONTH -> dates(chinese(locale) ? "y年M月" : "MMM y", locale).format(period.firstDay());
        };
    }

    /** A moment in the desk's own time zone: {@code 5 Mar 2021, 14:05}. */
    public static String moment(@Nullable Instant moment, Locale locale) {
        if (moment == null) {
            return "";
        }
        var here = moment.atZone(ZoneId.systemDefault());
        return date(here.toLocalDate(), locale)
                + (chinese(locale) ? " " : ", ")
                + dates("HH:mm", locale).format(here);
    }

    /** A time of day to the second: {@code 14:05:09}. */
    public static String time(LocalTime time, Locale locale) {
        return dates("HH:mm:ss", locale).format(time);
    }

    /** Whether the locale's language is Chinese; English stands for every other. */
    public static boolean chinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    private static String scaled(BigDecimal number, BigDecimal unit, Locale locale) {
        BigDecimal scaled = number.divide(unit, 6, RoundingMode.HALF_UP);
        int before = Math.max(1, scaled.precision() - scaled.scale());
        return decimal(scaled, Math.max(0, Math.min(2, 3 - before)), locale);
    }

    private static String fraction(int decimals) {
        return decimals == 0 ? "" : "." + "#".repeat(decimals);
    }

    private static DecimalFormat pattern(String pattern, Locale locale) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private static DateTimeFormatter dates(String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }
}

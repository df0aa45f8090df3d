package org.yuemao.importing;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A unit that a sheet states for its amounts, above the header ({@code 单位：万元}), below it, or in it
 * ({@code 成交额（万元）}). Whoever imports has to ask or to multiply; an amount in 万元 taken for CNY is wrong by 10,000.
 *
 * @param row the row that states it
 * @param column the column that it is stated for, from 0; null when it is stated for all
 * @param text the unit as it is written
 * @param factor what an amount is to be multiplied with; 1 where the unit itself is meant
 * @param currency {@code CNY} or another currency's code; null when it is no money
 */
public record StatedUnit(
        int row,
        @Nullable Integer column,
        String text,
        BigDecimal factor,
        @Nullable String currency) {
    private static final Pattern LABELLED = Pattern.compile(
            "(?:金额单位|计量单位|货币单位|(?<!\\p{IsHan})单位|币种|\\bunits?|\\bcurrency)\\s*[:：]\\s*([^\\s;；)）\\]】]+(?: [^\\s;；)）\\]】]+){0,2})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile("[(（\\[【]([^()（）\\[\\]【】]{1,20})[)）\\]】]");
    private static final Pattern IN_ENGLISH = Pattern.compile(
            "\\bin ((?:cny|rmb|usd|us\\$|hkd|eur)\\b.*|(?:thousands?|millions?|billions?)\\b.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT = Pattern.compile("(?:人民币|cny|rmb|¥|usd|us\\$|\\$|hkd|hk\\$|eur|€)?\\s*"
            + "(?:\\(?(?:10,?000|'000|000|十|百|千|万|萬|十万|百万|千万|亿|億|万亿|thousands?|k|millions?|mn|mio|m|billions?|bn|10k|100m)\\)?)?\\s*"
            + "(?:of\\s+)?(?:人民币|元人民币|元|圆|美元|港元|港币|欧元|日元|英镑|cny|rmb|yuan|usd|us\\$|hkd|eur|dollars?|euros?"
            + "|平方米|平米|㎡|m2|m²|sqm|公顷|亩|家|个|人|人次|场|项|件|票|单|吨|t|公斤|kg|台|套|标箱|teu|%|‰)?");

    /** The unit that a title or note above a header states for the whole table. */
    static Optional<StatedUnit> inTitle(int row, String text) {
        String plain = plain(text);
        Matcher labelled = LABELLED.matcher(plain);
        while (labelled.find()) {
            // 单位 is an organisation as well.
            for (String unit : List.of(labelled.group(1), labelled.group(1).split(" ")[0])) {
                if (Stream.of(unit.split("[/、,和]")).allMatch(StatedUnit::isUnit)) {
                    return Optional.of(of(row, null, unit.strip()));
                }
            }
        }
        Matcher bracketed = BRACKETED.matcher(plain);
        while (bracketed.find()) {
            if (isUnit(bracketed.group(1))) {
                return Optional.of(of(row, null, bracketed.group(1).strip()));
            }
        }
        Matcher english = IN_ENGLISH.matcher(plain);
        if (english.find() && isUnit(english.group(1))) {
            return Optional.of(of(row, null, english.group(1).strip()));
        }
        return Optional.empty();
    }

    /** The unit that the header of a column states. */
    static Optional<StatedUnit> inHeader(int row, int column, String header) {
        List<String> candidates = new ArrayList<>();
        String plain = plain(header);
        BRACKETED.matcher(plain).results().map(found -> found.group(1)).forEach(candidates::add);
        for (Pattern pattern : List.of(LABELLED, IN_ENGLISH)) {
            Matcher found = pattern.matcher(plain);
            if (found.find()) {
                candidates.add(found.group(1));
            }
        }
        int comma = Math.max(plain.lastIndexOf(','), Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\n')));
        if (comma > 0) {
            candidates.add(plain.substring(comma + 1));
        }
        return candidates.stream().filter(StatedUnit::isUnit).findFirst().map(unit -> of(row, column, unit.strip()));
    }

    /** The unit that a cell of a row of units below a header is. */
    static Optional<StatedUnit> alone(int row, int column, String text) {
        String plain = plain(text).replaceAll("^[(（\\[【]|[)）\\]】]$", "");
        return isUnit(plain) ? Optional.of(of(row, column, plain.strip())) : Optional.empty();
    }

    /** A header without the unit that it states: {@code 成交额} of {@code 成交额（万元）}. */
    public static String without(String header) {
        String plain = header;
        Matcher bracketed = BRACKETED.matcher(header);
        while (bracketed.find()) {
            if (isUnit(plain(bracketed.group(1)))
                    || LABELLED.matcher(plain(bracketed.group(1))).find()) {
                plain = plain.replace(bracketed.group(), "");
            }
        }
        return plain.strip();
    }

    private static boolean isUnit(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return !plain.isEmpty() && UNIT.matcher(plain).matches();
    }

    private static StatedUnit of(int row, @Nullable Integer column, String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return new StatedUnit(row, column, text, BigDecimal.ONE.scaleByPowerOfTen(power(plain)), currency(plain));
    }

    private static int power(String plain) {
        if (plain.contains("万亿")) {
            return 12;
        }
        if (plain.matches(".*(亿|億|100m).*")) {
            return 8;
        }
        if (plain.contains("千万")) {
            return 7;
        }
        if (plain.contains("百万") || plain.matches(".*\\b(millions?|mn|mio|m)\\b.*")) {
            return 6;
        }
        if (plain.contains("十万")) {
            return 5;
        }
        if (plain.matches(".*(万|萬|10,?000|10k).*")) {
            return 4;
        }
        if (plain.matches(".*\\b(billions?|bn)\\b.*")) {
            return 9;
        }
        if (plain.matches(".*(千|'000|\\b000\\b|\\bthousands?\\b|\\bk\\b).*") && !plain.contains("千克")) {
            return 3;
        }
        return plain.contains("百") ? 2 : 0;
    }

    private static @Nullable String currency(String plain) {
        if (plain.matches(".*(美元|usd|us\\$|\\$|dollar).*") && !plain.contains("hk")) {
            return "USD";
        }
        if (plain.matches(".*(港元|港币|hkd|hk\\$).*")) {
            return "HKD";
        }
        if (plain.matches(".*(欧元|eur|€).*")) {
            return "EUR";
        }
        if (plain.contains("日元")) {
            return "JPY";
        }
        if (plain.contains("英镑")) {
            return "GBP";
        }
        return plain.matches(".*(元|圆|cny|rmb|yuan|¥|人民币).*") ? "CNY" : null;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Z}\\t\u200b\ufeff]+", " ")
                .strip();
    }
}

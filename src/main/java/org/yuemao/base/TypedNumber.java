package org.yuemao.base;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as people type and paste them: {@code 1,234.5}, {@code １２３４}, {@code 1.2亿}, {@code ¥450万}, {@code 1.2 bn},
 * {@code (1,234)} for a negative one. What could be two numbers is not read.
 */
public final class TypedNumber {
    // A comma or space must part thousands: "1,5" is more likely one and a half from elsewhere than fifteen, and "12
    // 34"
    // two numbers in one cell.
    private static final Pattern NUMBER = Pattern.compile(
            "(?:cny|rmb|¥)?\\s*([-+]?\\s*(?:\\d{1,3}(?:,\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d+)?(?:\\.\\d+)?)\\s*(\\D*?)\\s*(?:元|cny|rmb)?");
    private static final Pattern ACCOUNTING = Pattern.compile("\\(\\s*([^-+()]+?)\\s*\\)");
    private static final Pattern ROUNDED = Pattern.compile("[-+]?\\d(?:\\.\\d+)?e[-+]?\\d+");

    private static final Map<String, Integer> TIMES_TEN_TO_THE = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("千", 3),
            Map.entry("万", 4),
            Map.entry("萬", 4),
            Map.entry("百万", 6),
            Map.entry("m", 6),
            Map.entry("million", 6),
            Map.entry("千万", 7),
            Map.entry("亿", 8),
            Map.entry("億", 8),
            Map.entry("bn", 9),
            Map.entry("billion", 9),
            Map.entry("万亿", 12));

    private TypedNumber() {}

    /** The number that was typed, if it is one. */
    public static Optional<BigDecimal> parse(String typed) {
        String plain = plain(typed);
        Matcher negative = ACCOUNTING.matcher(plain);
        if (negative.matches()) {
            return read(negative.group(1)).map(BigDecimal::negate);
        }
        return read(plain);
    }

    private static Optional<BigDecimal> read(String plain) {
        Matcher number = NUMBER.matcher(plain);
        if (!number.matches() || number.group(1).chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        Integer power = TIMES_TEN_TO_THE.get(number.group(2));
        return power == null
                ? Optional.empty()
                : Optional.of(new BigDecimal(number.group(1).replaceAll("[, ]", "")).scaleByPowerOfTen(power));
    }

    /** Whether it is written as a spreadsheet shows a number that is too wide for its cell: 1.2E+07 has lost its digits. */
    public static boolean isRoundedForm(String typed) {
        return ROUNDED.matcher(plain(typed)).matches();
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replace('\u2212', '-')
                .replaceAll("[\\s\\p{Z}\u200b\ufeff]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}

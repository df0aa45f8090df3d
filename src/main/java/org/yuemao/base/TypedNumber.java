package org.yuemao.base;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as people type and paste them: {@code 1,234.5}, {@code １２３４}, {@code 1.2亿}, {@code ¥450万}, {@code 1.2 bn}. */
public final class TypedNumber {
    // A comma must part thousands: "1,5" is more likely one and a half from elsewhere than fifteen.
    private static final Pattern NUMBER =
            Pattern.compile("(?:cny|rmb|¥)?([-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d+)?)(\\D*?)(?:元|cny|rmb)?");

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
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replace('\u2212', '-')
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(plain);
        if (!number.matches() || number.group(1).chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        Integer power = TIMES_TEN_TO_THE.get(number.group(2));
        return power == null
                ? Optional.empty()
                : Optional.of(new BigDecimal(number.group(1).replace(",", "")).scaleByPowerOfTen(power));
    }
}

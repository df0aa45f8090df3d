package org.yuemao.event;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event's name as the event of the next year would have it: its year and the number of its session moved on by one where
 * it is beyond doubt that they are meant. Where it is not they stay, and a person should look.
 *
 * @param name the name, or null where there is none
 * @param doubtful whether the name holds a year or a number that may have to be moved, but was not
 */
public record MovedName(@Nullable String name, boolean doubtful) {
    private static final Pattern YEAR = Pattern.compile("(?<![\\p{Nd}.,])(?:19|20|21)\\d{2}(?![\\p{Nd}%])(?![.,]\\d)");
    private static final Pattern SESSION = Pattern.compile("第\\s*(\\p{Nd}{1,3}|[〇零一二两三四五六七八九十百廿卅]{1,7})\\s*(届|屆|次|期)");
    private static final Pattern ORDINAL =
            Pattern.compile("(?<![\\p{L}\\p{Nd}])(\\d{1,3})(st|nd|rd|th)(?![\\p{L}\\p{Nd}])", Pattern.CASE_INSENSITIVE);

    /** What follows an ordinal that counts something else than the event's sessions. */
    private static final Pattern OTHERWISE = Pattern.compile(
            "[\\s-]*(century|centuries|anniversary|floor|street|st\\.?|avenue|ave\\.?|hall|birthday|day|of)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SPELLED = Pattern.compile(
            "\\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w+teenth|\\w+ieth)\\b"
                    + "|\\b[IVX]{2,}\\b|首届|首屆|第\\s*[一二三四五六七八九十百\\d]+\\s*(?:回|季|站|场)",
            Pattern.CASE_INSENSITIVE);

    private static final String DIGITS = "〇一二三四五六七八九";

    /** The name of an event of the year, moved on to the next one. */
    public static MovedName of(@Nullable String name, int year) {
        if (name == null) {
            return new MovedName(null, false);
        }
        MovedName years = moveYears(name, year);
        MovedName sessions = moveSessions(String.valueOf(years.name), year);
        return new MovedName(sessions.name, years.doubtful || sessions.doubtful);
    }

    private static MovedName moveYears(String name, int year) {
        List<String> found =
                YEAR.matcher(name).results().map(MatchResult::group).toList();
        boolean others = found.stream().anyMatch(one -> !one.equals(String.valueOf(year)));
        if (others) {
            // "2020-2021", or an event that was put off: which of them is the year of this one is not known.
            return new MovedName(name, true);
        }
        String moved = YEAR.matcher(name).replaceAll(String.valueOf(year + 1));
        String zero = inChinese(year);
        moved = moved.replace(zero, inChinese(year + 1));
        for (String other : List.of("零", "○", "Ｏ")) {
            moved = moved.replace(zero.replace("〇", other), inChinese(year + 1).replace("〇", other));
        }
        return new MovedName(moved, false);
    }

    private static MovedName moveSessions(String name, int year) {
        List<MatchResult> chinese = SESSION.matcher(name).results().toList();
        List<MatchResult> ordinals = ORDINAL.matcher(name)
                .results()
                .filter(one -> !OTHERWISE.matcher(name.substring(one.end())).matches())
                .toList();
        boolean left = ORDINAL.matcher(name).results().count() > ordinals.size()
                || SPELLED.matcher(name).find();
        if (chinese.size() + ordinals.size() != 1) {
            return new MovedName(name, left || chinese.size() + ordinals.size() > 1);
        }
        MatchResult one = chinese.isEmpty() ? ordinals.getFirst() : chinese.getFirst();
        String number = one.group(1);
        Integer session = number(number);
        if (session == null || session == 0 || session >= 999 || session == year) {
            return new MovedName(name, true);
        }
        String next;
        if (!chinese.isEmpty()) {
            next = Character.isDigit(number.codePointAt(0)) ? inDigitsOf(number, session + 1) : count(session + 1);
        } else {
            next = (session + 1) + cased(ending(session + 1), one.group(2));
        }
        int end = chinese.isEmpty() ? one.end() : one.end(1);
        return new MovedName(name.substring(0, one.start(1)) + next + name.substring(end), left);
    }

    private static @Nullable Integer number(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (plain.matches("\\d{1,3}")) {
            return Integer.valueOf(plain);
        }
        for (int candidate = 1; candidate < 1000; candidate++) {
            if (count(candidate).equals(plain) || spelled(candidate).equals(plain)) {
                return candidate;
            }
        }
        return null;
    }

    /** Other ways to write the same number: 一二九 for 129, 一十 for 10. */
    private static String spelled(int number) {
        return number < 20 && number >= 10 ? "一" + count(number) : inChinese(number);
    }

    /** As it is counted in Chinese: 10 is 十, 21 is 二十一, 105 is 一百零五. */
    static String count(int number) {
        StringBuilder text = new StringBuilder();
        int hundreds = number / 100;
        int tens = number / 10 % 10;
        int ones = number % 10;
        if (hundreds > 0) {
            text.append(digit(hundreds)).append('百');
        }
        if (tens > 0) {
            if (tens > 1 || hundreds > 0) {
                text.append(digit(tens));
            }
            text.append('十');
        } else if (hundreds > 0 && ones > 0) {
            text.append('零');
        }
        return ones > 0 ? text.append(digit(ones)).toString() : text.toString();
    }

    private static char digit(int one) {
        return DIGITS.charAt(one);
    }

    private static String inChinese(int number) {
        StringBuilder text = new StringBuilder();
        for (char one : String.valueOf(number).toCharArray()) {
            text.append(digit(one - '0'));
        }
        return text.toString();
    }

    private static String inDigitsOf(String pattern, int number) {
        String digits = String.valueOf(number);
        return pattern.codePointAt(0) < 128
                ? digits
                : digits.chars()
                        .collect(
                                StringBuilder::new,
                                (text, one) -> text.append((char) (one - '0' + '０')),
                                StringBuilder::append)
                        .toString();
    }

    private static String ending(int number) {
        if (number / 10 % 10 == 1) {
            return "th";
        }
        return switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static String cased(String ending, String like) {
        Matcher upper = Pattern.compile("\\p{Lu}{2}").matcher(like);
        return upper.matches() ? ending.toUpperCase(Locale.ROOT) : ending;
    }
}

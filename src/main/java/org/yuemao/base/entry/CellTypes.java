package org.yuemao.base.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Spelling;
import org.yuemao.base.TypedDate;
import org.yuemao.base.TypedNumber;
import org.yuemao.base.TypedPeriod;

/** The kinds of cells that records are made of. */
public final class CellTypes {
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private CellTypes() {}

    /** One line of text; line breaks and runs of spaces, which workbooks are full of, become one space. */
    public static CellType<String> text(int longest) {
        return new Text(longest, false);
    }

    /** Text of several lines. */
    public static CellType<String> longText(int longest) {
        return new Text(longest, true);
    }

    /** A number that is not negative, with at most so many decimals (further ones are rounded, with a remark), below the limit. */
    public static CellType<BigDecimal> number(int decimals, BigDecimal limit) {
        return new Number<>(decimals, limit, false, Function.identity());
    }

    /** A number that may be negative. */
    public static CellType<BigDecimal> signedNumber(int decimals, BigDecimal limit) {
        return new Number<>(decimals, limit, true, Function.identity());
    }

    /** A whole number from 0 up. */
    public static CellType<Integer> count() {
        return new Number<>(0, new BigDecimal(Integer.MAX_VALUE), false, BigDecimal::intValueExact);
    }

    /** A day. */
    public static CellType<LocalDate> day() {
        return new Day();
    }

    /** A moment, to the minute; only shown. */
    public static CellType<LocalDateTime> moment() {
        return new Moment();
    }

    /** A year, quarter or month. */
    public static CellType<Period> period() {
        return new PeriodCell();
    }

    /** One of the choices, by its code or one of its names in either language. */
    public static <T> CellType<T> choice(List<Choice> choices, Function<String, T> ofCode, Function<T, String> toCode) {
        return new OneOf<>(choices, ofCode, toCode);
    }

    /** One of the codes. */
    public static CellType<String> choice(List<Choice> choices) {
        return new OneOf<>(choices, Function.identity(), Function.identity());
    }

    /** Any number of the codes, parted by commas, semicolons, slashes, 、 or line breaks. */
    public static CellType<Set<String>> choices(List<Choice> choices) {
        return new SomeOf(choices);
    }

    private record Text(int longest, boolean lines) implements CellType<String> {
        @Override
        public Shape shape() {
            return lines ? Shape.LONG_TEXT : Shape.TEXT;
        }

        @Override
        public Reading<String> read(String typed) {
            String text = lines
                    ? typed.replace("\r\n", "\n").replace('\r', '\n').strip()
                    : typed.replaceAll("[\\s\\p{Z}]+", " ").strip();
            if (text.codePoints().anyMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\t')) {
                return Reading.problem("base.cell.control");
            }
            return text.length() > longest ? Reading.problem("base.cell.long", longest) : Reading.of(text);
        }

        @Override
        public String write(String value, Locale locale) {
            return value;
        }
    }

    private record Number<T>(int decimals, BigDecimal limit, boolean signed, Function<BigDecimal, T> as)
            implements CellType<T> {
        @Override
        public Shape shape() {
            return Shape.NUMBER;
        }

        @Override
        public Reading<T> read(String typed) {
            Optional<BigDecimal> number = TypedNumber.parse(typed);
            if (number.isEmpty()) {
                return Reading.problem(
                        TypedNumber.isRoundedForm(typed) ? "base.cell.number.rounded" : "base.number.bad");
            }
            if (!signed && number.get().signum() < 0) {
                return Reading.problem("base.number.negative");
            }
            if (number.get().abs().compareTo(limit) >= 0) {
                return Reading.problem("base.number.large");
            }
            BigDecimal rounded = number.get().setScale(decimals, RoundingMode.HALF_UP);
            if (rounded.compareTo(number.get()) == 0) {
                return Reading.of(as.apply(rounded));
            }
            return decimals == 0
                    ? Reading.problem("base.number.bad-whole")
                    : new Reading.Value<>(
                            as.apply(rounded), Problem.of("base.cell.number.to-decimals", rounded.toPlainString()));
        }

        @Override
        public String write(T value, Locale locale) {
            return value instanceof BigDecimal number
                    ? number.stripTrailingZeros().toPlainString()
                    : value.toString();
        }
    }

    private record Day() implements CellType<LocalDate> {
        @Override
        public Shape shape() {
            return Shape.DATE;
        }

        @Override
        public Reading<LocalDate> read(String typed) {
            return switch (TypedDate.read(typed)) {
                case TypedDate.Check.Valid valid -> Reading.of(valid.date());
                case TypedDate.Check.Ambiguous ambiguous -> Reading.problem("base.cell.date.ambiguous");
                case TypedDate.Check.NoSuchDay none -> Reading.problem("base.cell.date.none");
                case TypedDate.Check.NotADate not -> Reading.problem("base.cell.date.bad");
            };
        }

        @Override
        public String write(LocalDate value, Locale locale) {
            return value.toString();
        }
    }

    private record Moment() implements CellType<LocalDateTime> {
        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public Reading<LocalDateTime> read(String typed) {
            return Reading.problem("base.cell.date.bad");
        }

        @Override
        public String write(LocalDateTime value, Locale locale) {
            return value.format(TO_THE_MINUTE);
        }
    }

    private record PeriodCell() implements CellType<Period> {
        @Override
        public Shape shape() {
            return Shape.PERIOD;
        }

        @Override
        public Reading<Period> read(String typed) {
            return TypedPeriod.parse(typed)
                    .<Reading<Period>>map(Reading::of)
                    .orElseGet(() -> Reading.problem("base.cell.period.bad"));
        }

        @Override
        public String write(Period value, Locale locale) {
            return value.toString();
        }
    }

    /** Finds a choice by what is written; two that are written alike cannot be told apart and are found by code alone. */
    private static final class Index {
        private final List<Choice> choices;
        private final Map<String, @Nullable Choice> byText = new HashMap<>();
        private final Map<String, Choice> byCode = new HashMap<>();
        private final Map<String, Choice> kept = new HashMap<>();

        Index(List<Choice> choices) {
            this.choices = List.copyOf(choices);
            for (Choice choice : choices) {
                kept.put(choice.code(), choice);
                byCode.put(Spelling.folded(choice.code()), choice);
                Stream.concat(Stream.of(choice.names().en(), choice.names().zh()), choice.alsoKnownAs().stream())
                        .filter(Objects::nonNull)
                        .map(Spelling::folded)
                        .distinct()
                        .forEach(text -> byText.put(text, byText.containsKey(text) ? null : choice));
            }
        }

        Reading<String> find(String typed) {
            String text = Spelling.folded(typed);
            Choice byThisCode = byCode.get(text);
            if (byThisCode != null) {
                return Reading.of(byThisCode.code());
            }
            Choice choice = byText.get(text);
            if (choice != null) {
                return Reading.of(choice.code());
            }
            return byText.containsKey(text)
                    ? Reading.problem("base.cell.choice.ambiguous", typed.strip())
                    : Reading.problem("base.cell.choice.unknown", typed.strip());
        }

        String write(String code, Locale locale) {
            Choice choice = kept.get(code);
            return choice == null ? code : choice.names().in(locale);
        }
    }

    private static final class OneOf<T> implements CellType<T> {
        private final Index index;
        private final Function<String, T> ofCode;
        private final Function<T, String> toCode;

        OneOf(List<Choice> choices, Function<String, T> ofCode, Function<T, String> toCode) {
            index = new Index(choices);
            this.ofCode = ofCode;
            this.toCode = toCode;
        }

        @Override
        public Shape shape() {
            return Shape.CHOICE;
        }

        @Override
        public Reading<T> read(String typed) {
            return switch (index.find(typed)) {
                case Reading.Value<String> found -> Reading.of(ofCode.apply(found.value()));
                case Reading.Unreadable<String> not -> new Reading.Unreadable<>(not.problem());
            };
        }

        @Override
        public String write(T value, Locale locale) {
            return index.write(toCode.apply(value), locale);
        }

        @Override
        public List<Choice> choices() {
            return index.choices;
        }
    }

    private static final class SomeOf implements CellType<Set<String>> {
        private final Index index;

        SomeOf(List<Choice> choices) {
            index = new Index(choices);
        }

        @Override
        public Shape shape() {
            return Shape.CHOICES;
        }

        @Override
        public Reading<Set<String>> read(String typed) {
            Set<String> codes = new LinkedHashSet<>();
            List<Problem> problems = new ArrayList<>();
            for (String part : typed.split("[,，;；、/|\n]")) {
                if (!part.isBlank()) {
                    switch (index.find(part)) {
                        case Reading.Value<String> found -> codes.add(found.value());
                        case Reading.Unreadable<String> not -> problems.add(not.problem());
                    }
                }
            }
            return problems.isEmpty() ? Reading.of(codes) : new Reading.Unreadable<>(problems.getFirst());
        }

        @Override
        public String write(Set<String> value, Locale locale) {
            String between = locale.getLanguage().equals("zh") ? "、" : "; ";
            return index.choices.stream()
                    .filter(choice -> value.contains(choice.code()))
                    .map(choice -> choice.names().in(locale))
                    .collect(Collectors.joining(between));
        }

        @Override
        public List<Choice> choices() {
            return index.choices;
        }
    }
}

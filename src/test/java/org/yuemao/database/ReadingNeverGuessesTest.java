package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.Period;
import org.yuemao.base.Spelling;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.Choice;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.Reading;
import org.yuemao.business.CreditCode;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;

/** A cell of any column of any kind says what is written in it, or that it cannot be read; never anything else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingNeverGuessesTest {
    private static final String NUMBERS = "0123456789,.. -+()万亿元%ｅ/１，．";
    private static final String DATES = "0123456789-/.年月日号 JanFebMay";
    private static final String PERIODS = "0123456789-/.年月季度第一二三四Qq ";
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private ConfigurableApplicationContext desk;

    @BeforeAll
    void start() {
        JustTheServices.signIn();
        desk = JustTheServices.on(Databases.H2);
        desk.getBean(IndicatorService.class).define(new IndicatorData("Total exports", "出口总额", "CNY bn"));
        desk.getBean(IndicatorService.class).define(new IndicatorData("Total imports", "进口总额", "CNY bn"));
    }

    @AfterAll
    void end() {
        desk.close();
    }

    @BeforeEach
    void signIn() {
        JustTheServices.signIn();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatIsWrittenOrNothing(EntryKind kind) {
        for (EntryColumn<?> column : kind.rows(desk).columns()) {
            Random random = new Random(2021);
            int read = 0;
            for (int i = 0; i < 3_000; i++) {
                String typed = typed(column.type(), random);
                if (!typed.isBlank() && column.type().read(typed) instanceof Reading.Value<?> value) {
                    read++;
                    assertSays(column, typed, value);
                }
            }
            assertThat(read)
                    .as("some of what is tried can be read: " + column.id())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoNearMissForAChoice(EntryKind kind) {
        Random random = new Random(5);
        for (EntryColumn<?> column : kind.rows(desk).columns()) {
            if (column.type().shape() != Shape.CHOICE) {
                continue;
            }
            Map<String, Set<String>> codes = codes(column.type());
            for (Choice choice : column.type().choices()) {
                for (String text : texts(choice)) {
                    assertThat(column.type().read(text))
                            .as(column.id() + ": " + text)
                            .satisfies(reading -> assertThat(codes.getOrDefault(Spelling.folded(text), Set.of())
                                                            .size()
                                                    == 1
                                            || Spelling.folded(text).equals(Spelling.folded(choice.code())))
                                    .isEqualTo(reading instanceof Reading.Value<?>));
                    String near = oneOff(text, random);
                    if (!near.isBlank() && !codes.containsKey(Spelling.folded(near))) {
                        assertThat(column.type().read(near))
                                .as(column.id() + ": " + near)
                                .isInstanceOf(Reading.Unreadable.class);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCouldBeTwoThings(EntryKind kind) {
        Map<Shape, List<String>> unclear = Map.of(
                Shape.NUMBER,
                        List.of("1,5", "1.234,5", "12 34", "1,2345", "3-4", "1e7", "1.2E+07", "约100", "1/2", "12%5"),
                Shape.DATE,
                        List.of(
                                "05/03/2021",
                                "3/5/21",
                                "2021-13-05",
                                "2021-02-30",
                                "21.3.5",
                                "3月5日",
                                "44260",
                                "2021-3"),
                Shape.PERIOD,
                        List.of("21", "2021Q5", "2021-13", "Q1", "一季度", "202103", "3/2021", "2021-Q1-Q2", "2021上半年"));
        for (EntryColumn<?> column : kind.rows(desk).columns()) {
            unclear.getOrDefault(column.type().shape(), List.of())
                    .forEach(typed -> assertThat(column.type().read(typed))
                            .as(column.id() + ": " + typed)
                            .isInstanceOf(Reading.Unreadable.class));
        }
    }

    @Test
    void takesNoFigureWithAUnitInIt() {
        CellType<?> amount = column(EntryKind.OBSERVATIONS, "amount").type();
        for (String typed : List.of("33.1亿", "300万", "2 bn", "5千", "￥3万亿")) {
            assertThat(amount.read(typed)).as(typed).isEqualTo(Reading.problem("indicator.rows.unit-in-figure"));
        }
        CellType<?> change =
                column(EntryKind.OBSERVATIONS, "statedChangePercent").type();
        assertThat(change.read("92.1％")).isEqualTo(Reading.of(new BigDecimal("92.1000")));
        assertThat(change.read("-3.5 %")).isEqualTo(Reading.of(new BigDecimal("-3.5000")));
        assertThat(change.read("3.5万")).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsAUnitByItsNameInEitherLanguage() {
        CellType<?> unit = column(EntryKind.OBSERVATIONS, "unit").type();
        assertThat(unit.read("十亿元")).isEqualTo(Reading.of("CNY bn"));
        assertThat(unit.read("㎡")).isEqualTo(Reading.of("sqm"));
        assertThat(unit.read("亿元")).as("a tenth of it").isEqualTo(Reading.of("亿元"));
    }

    /** Or a file's header could mean two columns, or a cell two choices. */
    @ParameterizedTest
    @EnumSource
    void noTwoColumnsAndNoTwoChoicesOfAColumnAreCalledTheSame(EntryKind kind) {
        Wording wording = desk.getBean(Wording.class);
        Map<String, String> columns = new HashMap<>();
        for (EntryColumn<?> column : kind.rows(desk).columns()) {
            assertThat(wording.find(column.titleKey(), Locale.ENGLISH))
                    .as(column.titleKey())
                    .isPresent();
            assertThat(wording.also(column.titleKey())).as(column.titleKey()).isNotEmpty();
            Set<String> titles = new HashSet<>();
            Stream.concat(
                            Stream.of(
                                    wording.of(column.titleKey(), Locale.ENGLISH),
                                    wording.of(column.titleKey(), Locale.CHINESE)),
                            wording.also(column.titleKey()).stream())
                    .map(Spelling::folded)
                    .forEach(titles::add);
            titles.forEach(title -> assertThat(columns.put(title, column.id()))
                    .as(column.id() + " is called " + title)
                    .isNull());
            if (column.type().shape() == Shape.CHOICE && column.type().choices().size() < 15) {
                codes(column.type())
                        .forEach((text, codes) -> assertThat(codes).as(text).hasSize(1));
            }
        }
    }

    private EntryColumn<?> column(EntryKind kind, String id) {
        return kind.rows(desk).columns().stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Choice choice) {
        return Stream.concat(
                        Stream.of(
                                choice.code(),
                                choice.names().en(),
                                choice.names().zh()),
                        choice.alsoKnownAs().stream())
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Set<String>> codes(CellType<?> type) {
        Map<String, Set<String>> codes = new HashMap<>();
        type.choices().forEach(choice -> texts(choice)
                .forEach(text -> codes.computeIfAbsent(Spelling.folded(text), key -> new HashSet<>())
                        .add(choice.code())));
        return codes;
    }

    private static String oneOff(String text, Random random) {
        int place = random.nextInt(text.length());
        char other = "甲zQ7州".charAt(random.nextInt(5));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, place) + text.substring(place + 1);
            case 1 -> text.substring(0, place) + other + text.substring(place);
            default -> text.substring(0, place) + other + text.substring(place + 1);
        };
    }

    private static String typed(CellType<?> type, Random random) {
        return switch (type.shape()) {
            case NUMBER ->
                random.nextInt(5) == 0 ? String.valueOf(random.nextInt(1950, 2999)) : garbage(NUMBERS, random);
            case DATE -> random.nextBoolean() ? garbage(DATES, random) : day(random);
            case PERIOD ->
                random.nextBoolean() ? garbage(PERIODS, random) : 2000 + random.nextInt(40) + garbage(PERIODS, random);
            case CHOICE -> {
                List<String> texts =
                        texts(type.choices().get(random.nextInt(type.choices().size())));
                String text = texts.get(random.nextInt(texts.size()));
                yield random.nextBoolean() ? text : oneOff(text, random);
            }
            case CHOICES -> {
                String first = texts(
                                type.choices().get(random.nextInt(type.choices().size())))
                        .getFirst();
                String second = texts(
                                type.choices().get(random.nextInt(type.choices().size())))
                        .getLast();
                yield first
                        + ",;、/".charAt(random.nextInt(4))
                        + (random.nextBoolean() ? second : oneOff(second, random));
            }
            case TEXT, LONG_TEXT -> {
                String code = EntryKind.creditCode();
                String address = "desk%d@lamps.example".formatted(random.nextInt(100));
                yield switch (random.nextInt(6)) {
                    case 0 -> code;
                    case 1 -> oneOff(code, random);
                    case 2 -> address;
                    case 3 -> oneOff(address, random);
                    case 4 -> "https://" + address.substring(address.indexOf('@') + 1);
                    default -> garbage("甲乙 ab\u3000,;\u00a0\u0007x", random);
                };
            }
        };
    }

    private static String garbage(String alphabet, Random random) {
        StringBuilder garbage = new StringBuilder();
        for (int length = random.nextInt(1, 10); length > 0; length--) {
            garbage.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return garbage.toString();
    }

    private static String day(Random random) {
        int year = random.nextInt(1990, 2050);
        int one = random.nextInt(1, 32);
        int other = random.nextInt(1, 32);
        return switch (random.nextInt(6)) {
            case 0 -> year + "-" + one + "-" + other;
            case 1 -> one + "/" + other + "/" + year;
            case 2 -> year + "年" + one + "月" + other + "日";
            case 3 -> "%d%02d%02d".formatted(year, one, other);
            case 4 -> one + " March " + year;
            default -> year + "." + one + "/" + other;
        };
    }

    private static void assertSays(EntryColumn<?> column, String typed, Reading.Value<?> value) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        String what = column.id() + ": " + typed + " read as " + value;
        switch (column.type().shape()) {
            case NUMBER -> {
                if (value.remark() == null) {
                    assertThat(significant(value.value().toString())).as(what).isEqualTo(significant(plain));
                    assertThat(plain).as(what).doesNotContainPattern("\\d +\\d{1,2}(\\D|$)|[e/]");
                }
            }
            case DATE -> {
                LocalDate day = (LocalDate) value.value();
                List<String> numbers = numbers(plain);
                List<String> yearFirst =
                        List.of("" + day.getYear(), "" + day.getMonthValue(), "" + day.getDayOfMonth());
                if (plain.matches("(?s).*[A-Za-z].*")) {
                    assertThat(numbers)
                            .as(what)
                            .containsExactlyInAnyOrder("" + day.getDayOfMonth(), "" + day.getYear());
                    assertThat(plain.toLowerCase(Locale.ROOT))
                            .as(what)
                            .contains(day.getMonth().name().substring(0, 3).toLowerCase(Locale.ROOT));
                } else if (numbers.size() == 1) {
                    assertThat(plain.strip()).as(what).isEqualTo(day.toString().replace("-", ""));
                } else {
                    assertThat(numbers).as(what).isEqualTo(yearFirst);
                }
            }
            case PERIOD -> {
                if (value.value() instanceof Integer year) {
                    assertThat(numbers(plain)).as(what).containsExactly("" + year);
                    return;
                }
                Period period = (Period) value.value();
                String said = plain.replace('一', '1')
                        .replace('二', '2')
                        .replace('三', '3')
                        .replace('四', '4');
                String part = period.length() == Period.Length.YEAR ? "" : "" + period.part();
                assertThat(String.join("", numbers(said))).as(what).isIn(period.year() + part, part + period.year());
            }
            case CHOICE, CHOICES -> {
                Map<String, Set<String>> codes = codes(column.type());
                List<String> parts = column.type().shape() == Shape.CHOICE
                        ? List.of(typed)
                        : Arrays.stream(typed.split("[,，;；、/|\n]"))
                                .filter(part -> !part.isBlank())
                                .toList();
                Set<String> said = new HashSet<>();
                parts.forEach(part -> said.addAll(codes.getOrDefault(Spelling.folded(part), Set.of("?"))));
                Set<?> read = value.value() instanceof Set<?> some
                        ? some
                        : Set.of(value.value() instanceof Enum<?> constant ? constant.name() : value.value());
                if (!said.equals(read)) {
                    // A code comes before a name that is spelled like it.
                    assertThat(parts).as(what).anySatisfy(part -> assertThat(
                                    read.toString().toLowerCase(Locale.ROOT))
                            .contains(Spelling.folded(part)));
                }
            }
            case TEXT, LONG_TEXT -> {
                if (column.id().equals("creditCode")) {
                    assertThat(CreditCode.check(typed)).as(what).isInstanceOf(CreditCode.Check.Valid.class);
                    assertThat(Spelling.folded(plain))
                            .as(what)
                            .isEqualToIgnoringCase(value.value().toString());
                } else {
                    assertThat(typed.replaceAll("[\\s\\p{Z}]+", " ").strip())
                            .as(what)
                            .isEqualTo(value.value()
                                    .toString()
                                    .replaceAll("[\\s\\p{Z}]+", " ")
                                    .strip());
                }
            }
        }
    }

    private static List<String> numbers(String text) {
        return DIGITS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number -> number.replaceFirst("^0+(?=.)", ""))
                .toList();
    }

    private static String significant(String number) {
        return number.replaceAll("\\D", "").replaceFirst("^0+(?=.)", "").replaceFirst("(?<=.)0+$", "");
    }
}

package org.yuemao.base.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yuemao.base.Names;
import org.yuemao.base.TypedNumber;

class CellTypesTest {
    private static final List<Choice> CITIES = List.of(
            new Choice("440100", new Names("Guangzhou", "广州市"), List.of("广州", "Canton")),
            new Choice("440300", new Names("Shenzhen", "深圳市"), List.of("深圳")),
            new Choice("1", new Names("Twin", "双")),
            new Choice("2", new Names("Twin", "另双")));
    private static final CellType<BigDecimal> MONEY = CellTypes.number(2, new BigDecimal("1e15"));

    @Test
    void findsAChoiceByCodeNameOrNickname() {
        CellType<String> city = CellTypes.choice(CITIES);
        for (String typed : List.of("440100", "广州市", "广州", "guangzhou", " ＣＡＮＴＯＮ ", "广 州", "４４０１００")) {
            assertThat(city.read(typed)).as(typed).isEqualTo(Reading.of("440100"));
        }
    }

    @Test
    void takesNoChoiceThatIsOnlyAlmostNamedOrNamedTwice() {
        CellType<String> city = CellTypes.choice(CITIES);
        assertThat(city.read("Guangzho")).isEqualTo(Reading.problem("base.cell.choice.unknown", "Guangzho"));
        assertThat(city.read("广")).isEqualTo(Reading.problem("base.cell.choice.unknown", "广"));
        assertThat(city.read("Twin")).isEqualTo(Reading.problem("base.cell.choice.ambiguous", "Twin"));
        assertThat(city.read("另双")).isEqualTo(Reading.of("2"));
    }

    @Test
    void readsSeveralChoicesOrNone() {
        CellType<Set<String>> cities = CellTypes.choices(CITIES);
        assertThat(cities.read("深圳、Guangzhou")).isEqualTo(Reading.of(Set.of("440100", "440300")));
        assertThat(cities.read("深圳;；\n440100,")).isEqualTo(Reading.of(Set.of("440100", "440300")));
        assertThat(cities.read("深圳、Atlantis")).isEqualTo(Reading.problem("base.cell.choice.unknown", "Atlantis"));
    }

    @Test
    void saysWhenANumberIsRoundedAndRefusesOneThatLostItsDigits() {
        assertThat(MONEY.read("1.2万")).isEqualTo(Reading.of(new BigDecimal("12000.00")));
        assertThat(MONEY.read("3亿")).isEqualTo(Reading.of(new BigDecimal("300000000.00")));
        assertThat(MONEY.read("33.3333"))
                .isEqualTo(new Reading.Value<>(
                        new BigDecimal("33.33"), Problem.of("base.cell.number.to-decimals", "33.33")));
        assertThat(MONEY.read("1.2E+07")).isEqualTo(Reading.problem("base.cell.number.rounded"));
        assertThat(MONEY.read("(1,234)")).isEqualTo(Reading.problem("base.number.negative"));
        assertThat(MONEY.read("12 34")).isEqualTo(Reading.problem("base.number.bad"));
        assertThat(CellTypes.count().read("12.5")).isEqualTo(Reading.problem("base.number.bad-whole"));
    }

    @Test
    void keepsTextButNotWhatNobodyCanSee() {
        CellType<String> text = CellTypes.text(10);
        assertThat(text.read("\u00a0 深圳\n 公司 \u3000")).isEqualTo(Reading.of("深圳 公司"));
        assertThat(text.read("12345678901")).isEqualTo(Reading.problem("base.cell.long", 10));
        assertThat(text.read("a\u0007b")).isEqualTo(Reading.problem("base.cell.control"));
        assertThat(CellTypes.longText(10).read("a\r\nb")).isEqualTo(Reading.of("a\nb"));
    }

    /** What an export writes, an import reads as the same. */
    @Test
    void readsWhateverItWrites() {
        Random random = new Random(44);
        CellType<Set<String>> cities = CellTypes.choices(CITIES.subList(0, 2));
        for (int i = 0; i < 20_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong(100_000_000_000L), 2);
            Locale locale = random.nextBoolean() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            assertThat(MONEY.read(MONEY.write(number, locale))).isEqualTo(Reading.of(number));
            Set<String> some = new LinkedHashSet<>();
            if (random.nextBoolean()) some.add("440100");
            if (some.isEmpty() || random.nextBoolean()) some.add("440300");
            assertThat(cities.read(cities.write(some, locale))).isEqualTo(Reading.of(some));
        }
    }

    /** A number that is read has the digits that were typed, none added, none left out. */
    @Test
    void neverMakesUpANumber() {
        Random random = new Random(2021);
        String alphabet = "0123456789,.. -+()万亿元e%/１，．";
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(1, 9); length > 0; length--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            BigDecimal number = TypedNumber.parse(typed.toString()).orElse(null);
            if (number != null) {
                read++;
                String halfWidth = typed.toString().replace('１', '1');
                String plain = halfWidth.replaceAll("[^0-9]", "");
                String digits = number.unscaledValue().abs().toString();
                assertThat(plain.replaceFirst("^0+(?=.)", ""))
                        .as(typed.toString())
                        .isEqualTo(digits);
                assertThat(halfWidth).as("no two numbers in one").doesNotContainPattern("\\d +\\d{1,2}(\\D|$)|[e%/]");
            }
        }
        assertThat(read).isGreaterThan(1000);
    }
}

package org.yuemao.business;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.database.Databases;

class NameFoldingTest {
    private static final List<String> CHINESE =
            "华 盛 新 兴 美 的 格 力 电 子 科 技 光 玩 具 照 明 海 洋 纺 织 东 方 数 码".transform(text -> List.of(text.split(" ")));
    private static final List<String> ENGLISH = List.of(
            "Huasheng",
            "Xinxing",
            "Midea",
            "Gree",
            "Electronics",
            "Technology",
            "Toys",
            "Lighting",
            "Ocean",
            "Textile");
    private static final List<String> CHINESE_FORMS =
            List.of("有限公司", "有限责任公司", "股份有限公司", "（集团）有限公司", "集团股份有限公司", "(集团)股份有限公司", "公司", "厂");
    private static final List<String> ENGLISH_FORMS = List.of(
            " Co., Ltd.",
            " Co.,Ltd",
            " COMPANY LIMITED",
            " Inc.",
            " Corp.",
            " LLC",
            " Limited",
            " (Group) Co., Ltd.",
            " Group Corporation");
    private static final List<String> CHINESE_PLACES = List.of("广东省", "广东", "广州市", "深圳", "深圳市", "广东省佛山市", "中国", "北京市");
    private static final List<String> ENGLISH_PLACES =
            List.of("Guangdong ", "Shenzhen ", "Guangzhou City, ", "GUANGDONG Province Foshan ", "China ", "");

    private static NameFolding folding;

    @BeforeAll
    static void withTheReferenceData() {
        folding = new NameFolding(JdbcClient.create(Databases.H2.migrated()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "深圳市华盛电子有限公司 | 华盛电子",
                "深圳市华盛电子有限公司（示例） | 华盛电子",
                "Shenzhen Huasheng Electronics Co., Ltd. (sample) | huashengelectronics",
                "美的（集团）股份有限公司 | 美的",
                "广东省广州市　华　盛　玩具厂 | 华盛玩具",
                "廣東華盛電子有限公司 | 华盛电子",
                "ＴＣＬ科技集团股份有限公司 | tcl科技",
                "华为（深圳）有限公司 | 华为深圳",
                "华盛电子有限公司广州分公司 | 华盛电子有限公司广州分公司",
                "广州有限公司 | 广州",
                "Black & Decker | blackdecker",
                "The Black and Decker Company | blackdecker",
                "Guangdong | guangdong",
                "Limited | limited",
                "Chinatex Corp | chinatex"
            })
    void foldsWhatMakesNoDifference(String name, String folded) {
        assertThat(fold(name)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "深圳市华盛电子有限公司, 深圳市华胜电子有限公司",
        "华为有限公司, 华为（深圳）有限公司",
        "华盛电子有限公司, 华盛电子有限公司广州分公司",
        "华盛电子有限公司, 华盛光电有限公司",
        "Huasheng Electronics Ltd, Huasheng Toys Ltd"
    })
    void keepsApartWhatIsNotTheSame(String one, String other) {
        assertThat(fold(one)).isNotEqualTo(fold(other));
    }

    @Test
    void foldsNothingToNothing() {
        assertThat(folding.fold(null)).isNull();
        assertThat(folding.fold(" （）·. ")).isNull();
        assertThat(fold("示例")).isEqualTo("示例");
        assertThat(fold("ﷺ".repeat(200))).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void foldingAgainChangesNothing() {
        Random random = new Random(13);
        for (int i = 0; i < 3000; i++) {
            String name =
                    random.nextBoolean() ? anything(random) : random.nextBoolean() ? chinese(random) : english(random);
            String once = fold(name);
            assertThat(once == null ? null : fold(once)).as(name).isEqualTo(once);
        }
    }

    @Test
    void widthCaseSpacesPunctuationPlaceAndLegalFormNeverMatter() {
        Random random = new Random(14);
        for (int i = 0; i < 2000; i++) {
            String chinese = words(CHINESE, "", 3 + random.nextInt(4), random);
            String written = dressed(any(CHINESE_PLACES, random) + chinese + any(CHINESE_FORMS, random), true, random);
            assertThat(fold(written)).as(written).isEqualTo(fold(chinese));
            String english = words(ENGLISH, " ", 2 + random.nextInt(2), random);
            String typed = dressed(any(ENGLISH_PLACES, random) + english + any(ENGLISH_FORMS, random), false, random);
            assertThat(fold(typed)).as(typed).isEqualTo(fold(english));
        }
    }

    @Test
    void namesAreNearThatDifferInOneCharacter() {
        Random random = new Random(15);
        for (int i = 0; i < 2000; i++) {
            FoldedName name = new FoldedName(words(CHINESE, "", 3 + random.nextInt(6), random));
            int at = random.nextInt(name.length());
            String before = name.text().substring(0, at);
            String after = name.text().substring(at + 1);
            String other = any(CHINESE, random);
            for (String near : List.of(
                    before + after,
                    before + other + after,
                    before + other + name.text().substring(at))) {
                assertThat(name.isNear(new FoldedName(near))).as(near).isTrue();
                assertThat(new FoldedName(near).isNear(name)).as(near).isTrue();
            }
        }
        assertThat(new FoldedName("华盛电子").isNear(new FoldedName("盛华电子"))).isTrue();
        assertThat(new FoldedName("华盛电子").isNear(new FoldedName("华兴光电"))).isFalse();
        assertThat(new FoldedName("华盛电子").isNear(new FoldedName("华盛电子科技"))).isFalse();
    }

    private static String words(List<String> from, String between, int count, Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : between).append(any(from, random));
        }
        return words.toString();
    }

    /** The same name as somebody else might have typed it. */
    private static String dressed(String name, boolean spaces, Random random) {
        StringBuilder typed = new StringBuilder();
        name.codePoints().forEach(one -> {
            String character = Character.toString(one);
            if (random.nextInt(5) == 0) {
                character =
                        random.nextBoolean() ? character.toUpperCase(Locale.ROOT) : character.toLowerCase(Locale.ROOT);
            }
            if (random.nextInt(5) == 0 && character.charAt(0) > ' ' && character.charAt(0) < 127) {
                character = Character.toString(character.charAt(0) - '!' + '！');
            }
            typed.append(character);
            if (character.equals(" ") || spaces && random.nextInt(6) == 0) {
                typed.append(random.nextBoolean() ? " " : "　");
            }
        });
        return typed.toString();
    }

    private static String chinese(Random random) {
        return any(CHINESE_PLACES, random)
                + words(CHINESE, "", random.nextInt(5), random)
                + any(CHINESE_FORMS, random)
                + (random.nextBoolean() ? any(CHINESE_FORMS, random) : "");
    }

    private static String english(Random random) {
        return any(ENGLISH_PLACES, random)
                + any(ENGLISH_PLACES, random)
                + words(ENGLISH, " ", random.nextInt(3), random)
                + any(ENGLISH_FORMS, random);
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        String alphabet = "公司厂有限集团市省中国广东東電 &.,()（）Ltd co Ａ１é示例-";
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String any(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static @Nullable String fold(String name) {
        FoldedName folded = folding.fold(name);
        return folded == null ? null : folded.text();
    }
}

package org.yuemao.business;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Folds what makes no difference between two businesses out of their names: width, case, spaces, punctuation and brackets;
 * the legal form at the end (有限公司, 股份有限公司, （集团）, 厂; Co., Ltd., Inc., Group); the country, provinces and cities
 * at the beginning, with or without 市 and 省; traditional characters that stand for one simplified one; "and" and "the"; and
 * the mark of the fictional sample year.
 *
 * <p>It does not fold: a place in brackets or at the end (华为（深圳）is another business than 华为), districts and towns
 * (南山区), branches (分公司), trades (电子, Electronics), numbers written in words, abbreviations, accents, or pinyin against
 * characters. A name that would hardly leave anything keeps its place or its legal form.
 */
@Component
public class NameFolding {
    /** The version of these rules; a change of them needs another one, so that rows are folded anew. */
    public static final int VERSION = 1;

    private static final int LONGEST = 200;
    private static final int FEWEST_LEFT = 2;
    private static final Pattern MARK = Pattern.compile("\\((示例|sample)\\)");
    private static final Pattern NOT_OF_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> LEGAL_FORMS = Stream.of(
                    "股份有限公司", "有限责任公司", "集团有限公司", "集团公司", "有限公司", "总公司", "公司", "集团", "股份", "有限合伙", "合伙企业", "个体工商户",
                    "工厂", "总厂", "厂")
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    private static final Set<String> LEGAL_WORDS = Set.of(
            "co",
            "ltd",
            "coltd",
            "limited",
            "company",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "llc",
            "llp",
            "plc",
            "lp",
            "gmbh",
            "ag",
            "sa",
            "srl",
            "bv",
            "nv",
            "kk",
            "pte",
            "pty",
            "sdn",
            "bhd",
            "group",
            "factory");
    private static final Set<String> FILLERS = Set.of("and", "the");
    /** Each traditional character is followed by the simplified one. */
    private static final String TRADITIONAL = "東东廣广電电訊讯貿贸國国業业際际實实華华興兴發发達达豐丰龍龙鳳凤飛飞騰腾馬马寶宝"
            + "貴贵銀银鑫鑫鋼钢鐵铁銅铜鋁铝錫锡機机械械車车輪轮動动力力器器樂乐藝艺術术設设計计製制廠厂裝装飾饰服服紡纺織织"
            + "絲丝綢绸紙纸筆笔書书報报圖图畫画傳传媒媒網网絡络數数據据碼码雲云資资財财產产務务經经濟济團团聯联協协會会員员"
            + "學学習习醫医藥药療疗養养農农漁渔糧粮鹽盐鮮鲜鮑鲍魚鱼雞鸡鴨鸭鵝鹅麵面飯饭館馆樓楼閣阁園园場场塑塑膠胶燈灯"
            + "飲饮顧顾問问創创開开關关門门窗窗間间時时鐘钟錶表鏡镜環环節节能能聲声響响視视頻频優优億亿萬万眾众個个僑侨"
            + "倉仓儲储運运輸输遠远進进過过連连選选遊游灣湾漢汉湯汤溫温潔洁濱滨瀾澜灝灏熱热煙烟爾尔獅狮瑪玛環环畢毕"
            + "盧卢盛盛眞真碩硕礦矿禮礼種种穩稳窯窑競竞築筑簡简糖糖紅红紀纪約约純纯級级組组結结絕绝統统維维綠绿綜综緣缘"
            + "線线編编總总繼继續续纖纤罐罐羅罗義义聖圣聰聪職职脫脱臺台舊旧艦舰莊庄萊莱蓮莲蔣蒋薩萨蘇苏蘭兰號号衛卫補补"
            + "覺觉訂订記记許许診诊詞词試试誠诚話话語语調调談谈請请論论謝谢證证譽誉護护讀读變变豬猪貝贝貨货費费賀贺賓宾"
            + "賽赛贏赢趙赵軍军軒轩軟软輕轻輝辉農农邊边鄉乡鄭郑鄧邓釣钓鈦钛鋒锋鋰锂錦锦鍋锅鍵键鎮镇鏈链鑽钻長长陳陈陽阳"
            + "陸陆隊队階阶隆隆隨随雙双雜杂離离難难靈灵靜静頂顶順顺預预領领頭头題题願愿類类風风養养餐餐騎骑驅驱驗验髮发"
            + "鮮鲜鳴鸣鴻鸿鵬鹏鶴鹤麗丽黃黄點点齊齐齒齿體体無无為为區区與与勝胜勵励勞劳單单衆众喬乔嘉嘉報报塊块增增壓压"
            + "夢梦奧奥婦妇媽妈孫孙寧宁審审寫写導导專专將将對对層层屬属島岛嶺岭巖岩幣币師师帶带幫帮庫库應应廳厅張张強强"
            + "彈弹徑径從从復复愛爱態态憶忆懷怀戶户採采揚扬換换損损搖摇擁拥擇择擊击擔担據据擴扩攝摄敵敌斷断於于昇升晝昼"
            + "晉晋暢畅曉晓曆历朮术條条來来極极構构樣样標标樹树橋桥檢检歐欧歡欢歲岁歷历殘残殺杀殼壳氣气決决沒没況况淨净";

    private final Map<Integer, Integer> simplified = new HashMap<>();
    private final List<String> chinesePlaces;
    private final Set<String> englishPlaces = new HashSet<>(List.of("china", "prc"));

    /** Knows the places of the database's reference data. */
    public NameFolding(JdbcClient database) {
        int[] pairs = TRADITIONAL.codePoints().toArray();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != pairs[i + 1]) {
                simplified.put(pairs[i], pairs[i + 1]);
            }
        }
        Set<String> chinese = new HashSet<>(List.of("中国"));
        record Place(String nameEn, String nameZh) {}
        Stream.of("city", "province")
                .flatMap(table ->
                        database.sql("select name_en, name_zh from " + table).query(Place.class).list().stream())
                .forEach(place -> {
                    String bare = place.nameZh().replaceFirst("(壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$", "");
                    chinese.add(bare);
                    chinese.add(place.nameZh());
                    chinese.add(bare + "省");
                    chinese.add(bare + "市");
                    String english = NOT_OF_NAME
                            .matcher(place.nameEn().toLowerCase(Locale.ROOT))
                            .replaceAll("");
                    englishPlaces.add(english);
                    englishPlaces.add(english + "city");
                    englishPlaces.add(english + "province");
                });
        chinesePlaces = chinese.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The folded name, or null where there is no name, or nothing but punctuation. */
    public @Nullable FoldedName fold(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String plain = MARK.matcher(
                        Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ");
        String folded = plain.codePoints().anyMatch(Character::isIdeographic) ? chinese(plain) : english(plain);
        // Cut between characters, never within one.
        while (folded.length() > LONGEST) {
            folded = folded.substring(0, folded.offsetByCodePoints(folded.length(), -1));
        }
        return folded.isEmpty() ? null : new FoldedName(folded);
    }

    private String chinese(String plain) {
        StringBuilder characters = new StringBuilder();
        NOT_OF_NAME
                .matcher(plain)
                .replaceAll("")
                .codePoints()
                .forEach(one -> characters.appendCodePoint(simplified.getOrDefault(one, one)));
        String name = characters.toString();
        String before = "";
        while (!before.equals(name)) {
            before = name;
            name = withoutPlace(withoutLegalForm(name));
        }
        return name;
    }

    private String withoutPlace(String name) {
        for (String place : chinesePlaces) {
            if (name.startsWith(place) && name.length() - place.length() >= FEWEST_LEFT) {
                return name.substring(place.length());
            }
        }
        return name;
    }

    private static String withoutLegalForm(String name) {
        if (name.endsWith("分公司") || name.endsWith("分厂")) {
            return name;
        }
        for (String form : LEGAL_FORMS) {
            if (name.endsWith(form) && name.length() - form.length() >= FEWEST_LEFT) {
                return name.substring(0, name.length() - form.length());
            }
        }
        return name;
    }

    private String english(String plain) {
        List<String> words = new ArrayList<>(Arrays.asList(NOT_OF_NAME.split(plain)));
        words.removeIf(word -> word.isEmpty());
        List<String> telling =
                words.stream().filter(word -> !FILLERS.contains(word)).toList();
        if (!telling.isEmpty()) {
            words = new ArrayList<>(telling);
        }
        while (words.size() > 1 && LEGAL_WORDS.contains(words.getLast())) {
            words.removeLast();
        }
        int place = placeWords(words);
        while (place > 0) {
            words.subList(0, place).clear();
            place = placeWords(words);
        }
        return String.join("", words);
    }

    /** How many words at the beginning name a place, as long as others follow. */
    private int placeWords(List<String> words) {
        for (int count = Math.min(4, words.size() - 1); count > 0; count--) {
            if (englishPlaces.contains(String.join("", words.subList(0, count)))) {
                return count;
            }
        }
        return 0;
    }
}

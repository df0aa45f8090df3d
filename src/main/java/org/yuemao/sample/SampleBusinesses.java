package org.yuemao.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.yuemao.sample.Draws.Weighted;
import org.yuemao.sample.Words.SampleCity;
import org.yuemao.sample.Words.SampleSector;
import org.yuemao.sample.Words.Weight;
import org.yuemao.sample.Words.Word;

/** Makes up businesses: each name ends in "(sample)", mail and website are of example.com, and none has a telephone. */
final class SampleBusinesses {
    static final int COUNT = 43_000;
    private static final int TWINS = 24;
    private static final Map<String, String> SAME_SOUND = new TreeMap<>(
            Map.of("电", "店", "科", "课", "服", "福", "家", "佳", "机", "基", "器", "汽", "品", "频", "食", "时", "材", "才"));

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final List<Weight> SIZES =
            List.of(new Weight("MICRO", 24), new Weight("SMALL", 48), new Weight("MEDIUM", 22), new Weight("LARGE", 6));

    private final Draws draws = new Draws("businesses");
    private final Set<String> taken = new HashSet<>();
    private final List<Word> syllables = Words.syllables();
    private final List<Word> surnames = Words.surnames();

    /** All of them; some of the last were entered a second time, as a hurried person would, under another code. */
    List<SampleBusiness> all() {
        List<SampleBusiness> all = different();
        Draws twins = new Draws("twins");
        for (int i = 0; i < TWINS; i++) {
            int at = COUNT - 1 - i * 11;
            all.set(at, again(all.get(twins.between(0, COUNT / 2)), at + 1, i));
        }
        return all;
    }

    /** The same business with its name written otherwise, and a code of another registrar or of its own. */
    private SampleBusiness again(SampleBusiness one, int number, int how) {
        String nameZh = one.nameZh();
        String nameEn = one.nameEn();
        switch (how % 4) {
            case 0 -> nameZh = nameZh.replaceFirst("^..市", "").replaceFirst("（示例）", "(示例)");
            case 1 -> {
                nameZh = nameZh.replaceFirst("(股份)?有限公司", "有限责任公司");
                nameEn = nameEn.replace("Co., Ltd.", "Company Limited");
            }
            case 2 -> {
                // A character of the same sound.
                for (Map.Entry<String, String> sound : SAME_SOUND.entrySet()) {
                    if (nameZh.contains(sound.getKey())) {
                        nameZh = nameZh.replaceFirst(sound.getKey(), sound.getValue());
                        break;
                    }
                }
                nameEn = nameEn.toUpperCase(Locale.ROOT).replace("(SAMPLE)", "(sample)");
            }
            default -> {
                nameZh = "广东省" + nameZh.replaceFirst("有限公司", "厂");
                nameEn = "Guangdong " + nameEn;
            }
        }
        return new SampleBusiness(
                creditCode(one.cityCode(), number),
                nameEn,
                nameZh,
                one.cityCode(),
                one.size(),
                one.contact(),
                how % 3 == 0 ? one.email() : String.format(Locale.ROOT, "ym%05d@example.com", number),
                how % 3 == 0 ? one.website() : String.format(Locale.ROOT, "https://ym%05d.example.com", number),
                one.sectors());
    }

    private List<SampleBusiness> different() {
        List<SampleCity> cities = Words.cities();
        Weighted<SampleCity> someCity = new Weighted<>(cities, SampleCity::weight);
        Map<String, Weighted<Weight>> someSector = new HashMap<>();
        cities.forEach(city -> someSector.put(city.code(), new Weighted<>(city.sectors(), Weight::weight)));
        Map<String, SampleSector> sectors = new HashMap<>();
        Words.sectors().forEach(sector -> sectors.put(sector.code(), sector));
        Weighted<Weight> someSize = new Weighted<>(SIZES, Weight::weight);

        List<SampleBusiness> all = new ArrayList<>(COUNT);
        for (int number = 1; number <= COUNT; number++) {
            // The first businesses see to it that every city has some.
            SampleCity city = number <= cities.size() ? cities.get(number - 1) : draws.oneOf(someCity);
            Weighted<Weight> local = Objects.requireNonNull(someSector.get(city.code()));
            String main = draws.oneOf(local).code();
            List<String> ofBusiness = new ArrayList<>(List.of(main));
            if (draws.chance(0.25)) {
                String second = draws.oneOf(local).code();
                if (!second.equals(main)) {
                    ofBusiness.add(second);
                }
            }
            Word name = name(city, Objects.requireNonNull(sectors.get(main)));
            Word surname = draws.oneOf(surnames);
            boolean woman = draws.chance(0.45);
            String mark = String.format(Locale.ROOT, "ym%05d", number);
            all.add(new SampleBusiness(
                    creditCode(city.code(), number),
                    name.en(),
                    name.zh(),
                    city.code(),
                    draws.oneOf(someSize).code(),
                    surname.zh() + (woman ? "女士" : "先生") + " " + (woman ? "Ms " : "Mr ") + surname.en(),
                    mark + "@example.com",
                    "https://" + mark + ".example.com",
                    List.copyOf(ofBusiness)));
        }
        return all;
    }

    private Word name(SampleCity city, SampleSector sector) {
        while (true) {
            Word first = draws.oneOf(syllables);
            Word second = draws.oneOf(syllables);
            if (first.equals(second)) {
                continue;
            }
            Word trade = draws.oneOf(sector.trades());
            boolean shares = draws.chance(0.03);
            String pinyin = first.en() + second.en();
            String brand = pinyin.substring(0, 1).toUpperCase(Locale.ROOT) + pinyin.substring(1);
            String en = city.name().en() + " " + brand + " " + trade.en() + " Co., Ltd. (sample)";
            String zh = city.name().zh() + "市" + first.zh() + second.zh() + trade.zh() + (shares ? "股份有限公司" : "有限公司")
                    + "（示例）";
            if (!taken.contains(en) && !taken.contains(zh)) {
                taken.add(en);
                taken.add(zh);
                return new Word(en, zh);
            }
        }
    }

    /**
     * A valid credit code whose organisation part begins with YM, which the registrars have not given to anybody: they
     * give digits alone, or letters from MA on in sequence.
     */
    static String creditCode(String cityCode, int number) {
        String organisation = String.format(Locale.ROOT, "YM%06d", number);
        String body = "91" + cityCode + organisation + organisationCheck(organisation);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body + ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** The ninth character of an organisation code, GB 11714-1997. */
    private static char organisationCheck(String organisation) {
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Character.getNumericValue(organisation.charAt(i)) * weights[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : Character.forDigit(check, 10);
    }
}

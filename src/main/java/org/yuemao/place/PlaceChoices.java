package org.yuemao.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Names;
import org.yuemao.base.entry.Choice;

/** Reference data as what a cell may say, with what people also write: 广州 for 广州市, UK for the United Kingdom. */
@Service
@PreAuthorize("permitAll()")
public class PlaceChoices {
    private static final Map<String, List<String>> COUNTRIES_ALSO = Map.ofEntries(
            Map.entry("US", List.of("USA", "United States of America", "美利坚合众国")),
            Map.entry("GB", List.of("UK", "Great Britain", "大不列颠", "英国(联合王国)")),
            Map.entry("AE", List.of("UAE", "阿联酋")),
            Map.entry("KR", List.of("Korea", "Republic of Korea", "大韩民国", "南韩")),
            Map.entry("KP", List.of("DPRK", "北朝鲜")),
            Map.entry("RU", List.of("Russian Federation", "俄罗斯联邦", "俄国")),
            Map.entry("VN", List.of("Viet Nam", "越南社会主义共和国")),
            Map.entry("CZ", List.of("Czech Republic", "捷克共和国")),
            Map.entry("TR", List.of("Turkey")),
            Map.entry("HK", List.of("Hong Kong", "香港", "Hong Kong SAR", "香港特别行政区")),
            Map.entry("MO", List.of("Macao", "Macau", "澳门", "澳门特别行政区")),
            Map.entry("TW", List.of("Taiwan", "台湾")),
            Map.entry("SA", List.of("沙特")),
            Map.entry("ZA", List.of("RSA")),
            Map.entry("NL", List.of("Holland", "The Netherlands")),
            Map.entry("MM", List.of("Myanmar", "Burma")),
            Map.entry("CI", List.of("Ivory Coast", "Cote d'Ivoire")),
            Map.entry("CD", List.of("DR Congo", "刚果民主共和国")),
            Map.entry("CG", List.of("Republic of the Congo", "刚果共和国")),
            Map.entry("LA", List.of("Lao PDR")),
            Map.entry("IR", List.of("Islamic Republic of Iran")),
            Map.entry("SY", List.of("Syrian Arab Republic")),
            Map.entry("MK", List.of("Macedonia")));

    private final Places places;

    PlaceChoices(Places places) {
        this.places = places;
    }

    /** The province's cities. */
    public List<Choice> cities() {
        return places.cities().stream()
                .map(city -> new Choice(city.code(), city.names(), shortened(city.names(), "市")))
                .toList();
    }

    public List<Choice> countries() {
        return places.countries().stream()
                .map(country -> new Choice(
                        country.code(), country.names(), COUNTRIES_ALSO.getOrDefault(country.code(), List.of())))
                .toList();
    }

    /** The provinces of the mainland. */
    public List<Choice> provinces() {
        return places.provinces().stream()
                .filter(Province::mainland)
                .map(province -> new Choice(
                        province.code(),
                        province.names(),
                        shortened(province.names(), "市", "省", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区")))
                .toList();
    }

    public List<Choice> sectors() {
        return places.sectors().stream()
                .map(sector -> new Choice(sector.code(), sector.names()))
                .toList();
    }

    /** The offices, found by their city as well. */
    public List<Choice> offices() {
        return places.offices().stream()
                .map(office -> new Choice(office.code(), office.names(), officeAlso(office)))
                .toList();
    }

    /** What indicators are observed of. */
    public List<Choice> geographies() {
        return Stream.concat(
                        provinces().stream().filter(choice -> choice.code().equals(Places.PROVINCE)), cities().stream())
                .toList();
    }

    private List<String> officeAlso(Office office) {
        City city = places.city(office.cityCode());
        if (city == null) {
            return List.of("省商务厅", "Guangdong", "广东省", "广东", "Department of Commerce");
        }
        List<String> also = new ArrayList<>(shortened(city.names(), "市"));
        also.add(city.names().in(Locale.ENGLISH));
        also.add(city.names().in(Locale.CHINESE));
        return also;
    }

    private static List<String> shortened(Names names, String... endings) {
        String zh = names.zh();
        if (zh == null) {
            return List.of();
        }
        return Stream.of(endings)
                .filter(ending -> zh.endsWith(ending) && zh.length() > ending.length() + 1)
                .limit(1)
                .map(ending -> zh.substring(0, zh.length() - ending.length()))
                .toList();
    }
}

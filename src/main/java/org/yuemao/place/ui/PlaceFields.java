package org.yuemao.place.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yuemao.base.Names;
import org.yuemao.base.ui.Fields;
import org.yuemao.place.City;
import org.yuemao.place.Country;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.place.Province;
import org.yuemao.place.Sector;

/** Fields whose values are codes of places, sectors and offices; both languages can be typed to find one. */
public final class PlaceFields {
    private PlaceFields() {}

    /** One of Guangdong's cities. */
    public static ComboBox<String> city(String label, Places places) {
        return one(label, places.cities(), City::code, City::names);
    }

    /** A country or territory. */
    public static ComboBox<String> country(String label, Places places) {
        return one(label, places.countries(), Country::code, Country::names);
    }

    /** A province in the mainland. */
    public static ComboBox<String> province(String label, Places places) {
        List<Province> mainland =
                places.provinces().stream().filter(Province::mainland).toList();
        return one(label, mainland, Province::code, Province::names);
    }

    /** An office: a city's bureau or the provincial department. */
    public static ComboBox<String> office(String label, Places places) {
        return one(label, places.offices(), Office::code, Office::names);
    }

    /** The province or one of its cities. */
    public static ComboBox<String> geography(String label, Collection<String> codes, Places places) {
        return Fields.choice(label, codes, places::namesOf);
    }

    /** One sector, for filters. */
    public static ComboBox<String> sector(String label, Places places) {
        return one(label, places.sectors(), Sector::code, Sector::names);
    }

    /** Any number of sectors. */
    public static MultiSelectComboBox<String> sectors(String label, Places places) {
        Map<String, Names> names = places.sectors().stream().collect(Collectors.toMap(Sector::code, Sector::names));
        return Fields.choices(
                label,
                places.sectors().stream().map(Sector::code).toList(),
                code -> names.getOrDefault(code, new Names(code, code)));
    }

    private static <T> ComboBox<String> one(
            String label, Collection<T> all, Function<T, String> codeOf, Function<T, Names> nameOf) {
        Map<String, Names> names = all.stream().collect(Collectors.toMap(codeOf, nameOf));
        return Fields.choice(
                label, all.stream().map(codeOf).toList(), code -> names.getOrDefault(code, new Names(code, code)));
    }
}

package org.yuemao.review.ui;

import java.util.Locale;
import org.yuemao.place.Office;
import org.yuemao.place.Places;

/** Names offices where there is little room: the bureaus, which all begin alike, by their cities. */
final class ShortOffice {
    private ShortOffice() {}

    static String name(Office office, Places places, Locale language) {
        String city = office.cityCode();
        return city == null ? office.names().in(language) : places.nameOf(city, language);
    }
}

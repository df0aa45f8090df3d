package org.yuemao.business;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a business. The credit code is its natural key; a business abroad or without a code gets a reason
 * instead. One of the two names is enough, and a city of the province or a country.
 */
public record BusinessData(
        @Nullable String creditCode,
        @Nullable String missingCodeReason,
        @Nullable String nameEn,
        @Nullable String nameZh,
        @Nullable String cityCode,
        @Nullable String countryCode,
        Set<String> sectors,
        @Nullable BusinessSize size,
        @Nullable String contact,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String website) {

    public BusinessData {
        creditCode = stripped(creditCode);
        missingCodeReason = creditCode == null ? stripped(missingCodeReason) : null;
        nameEn = stripped(nameEn);
        nameZh = stripped(nameZh);
        cityCode = stripped(cityCode);
        countryCode = cityCode == null ? stripped(countryCode) : null;
        sectors = Set.copyOf(sectors);
        contact = stripped(contact);
        phone = stripped(phone);
        email = stripped(email);
        website = stripped(website);
    }

    /** The same with the code of the other, or with that one's reason for having none. */
    BusinessData withCodeOf(BusinessData other) {
        return new BusinessData(
                other.creditCode,
                other.missingCodeReason,
                nameEn,
                nameZh,
                cityCode,
                countryCode,
                sectors,
                size,
                contact,
                phone,
                email,
                website);
    }

    /** The same business with another code. */
    BusinessData withCode(@Nullable String other) {
        return new BusinessData(
                other,
                missingCodeReason,
                nameEn,
                nameZh,
                cityCode,
                countryCode,
                sectors,
                size,
                contact,
                phone,
                email,
                website);
    }

    /** The same business with other sectors. */
    BusinessData withSectors(Set<String> others) {
        return new BusinessData(
                creditCode,
                missingCodeReason,
                nameEn,
                nameZh,
                cityCode,
                countryCode,
                others,
                size,
                contact,
                phone,
                email,
                website);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

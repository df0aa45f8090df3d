package org.yuemao.participation;

/** By what a list of participations is sorted; ties by the order of entry. */
public enum ParticipationSort {
    EVENT("e.code"),
    FIRST_DAY("e.first_day"),
    BUSINESS_ZH("b.name_zh"),
    BUSINESS_EN("b.name_en"),
    CITY("b.city_code"),
    ROLE("p.role"),
    BOOTH_AREA("p.booth_area_sqm"),
    INTENDED_DEALS("p.intended_deals"),
    SIGNED_DEALS("p.signed_deals"),
    ENTERED("p.id");

    final String column;

    ParticipationSort(String column) {
        this.column = column;
    }
}

package org.yuemao.business;

/** By what a list of businesses is sorted; ties by the order of entry. */
public enum BusinessSort {
    CREDIT_CODE("b.credit_code"),
    NAME_ZH("b.name_zh"),
    NAME_EN("b.name_en"),
    CITY("b.city_code"),
    SIZE("b.size"),
    CHANGED("b.changed_at");

    final String column;

    BusinessSort(String column) {
        this.column = column;
    }
}

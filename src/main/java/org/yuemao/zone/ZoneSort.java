package org.yuemao.zone;

/** By what a list of zones is sorted; ties by the order of entry. */
public enum ZoneSort {
    NAME,
    KIND,
    PLACE,
    APPROVED_ON,
    AREA,
    OPERATOR,
    CHANGED_AT
}

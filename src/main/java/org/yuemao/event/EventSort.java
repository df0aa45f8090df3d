package org.yuemao.event;

/** What a list of events can be sorted by. */
public enum EventSort {
    CODE,
    PROGRAMME,
    NAME,
    FIRST_DAY,
    PLACE,
    ORGANISER,
    OFFICE,
    STATUS,
    REVIEW_STATE,
    TARGET_BUSINESSES,
    NET_SPACE,
    VISITORS,
    OVERSEAS_BUYERS,
    PARTICIPATIONS,
    SIGNED_DEALS,
    CHANGED_AT
}

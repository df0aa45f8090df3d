package org.yuemao.business;

/** The size of a business as in the national classification. */
public enum BusinessSize {
    MICRO,
    SMALL,
    MEDIUM,
    LARGE
}

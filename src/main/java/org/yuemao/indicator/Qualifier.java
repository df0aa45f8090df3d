package org.yuemao.indicator;

/** How exactly a source states a figure. */
public enum Qualifier {
    ABOUT,
    MORE_THAN,
    LESS_THAN
}

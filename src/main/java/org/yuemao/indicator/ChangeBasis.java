package org.yuemao.indicator;

/** What a stated rate of change is measured from. */
public enum ChangeBasis {
    PREVIOUS_YEAR,
    /** A compound rate a year since the base year. */
    YEARLY_AVERAGE_SINCE,
    /** The whole change since the base year. */
    SINCE
}

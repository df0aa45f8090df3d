package org.yuemao.participation;

/** Whether a business takes part on site or online. */
public enum Attendance {
    ON_SITE,
    ONLINE
}

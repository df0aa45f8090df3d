package org.yuemao.base;

/** Where a record stands between its office and the provincial department. */
public enum ReviewState {
    DRAFT,
    SUBMITTED,
    RETURNED,
    APPROVED
}

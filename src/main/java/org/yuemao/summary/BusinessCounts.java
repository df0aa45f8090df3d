package org.yuemao.summary;

/**
 * Distinct businesses of a year: that took part, for the first time (fresh), as in the year before (stayed); and those of
 * the year before that did not (lost).
 */
record BusinessCounts(long businesses, long fresh, long stayed, long lost) {
    static final BusinessCounts NOTHING = new BusinessCounts(0, 0, 0, 0);

    BusinessCounts plus(BusinessCounts other) {
        return new BusinessCounts(
                businesses + other.businesses, fresh + other.fresh, stayed + other.stayed, lost + other.lost);
    }

    BusinessCounts minus(BusinessCounts other) {
        return plus(new BusinessCounts(-other.businesses, -other.fresh, -other.stayed, -other.lost));
    }

    boolean isNothing() {
        return equals(NOTHING);
    }
}

package org.yuemao.summary;

/** Which rows a summary counts, by how far their review is. A participation is as far as its event. */
public enum Included {
    /** Those that the provincial department has approved. */
    APPROVED,
    /** These, and those that are not approved yet. */
    ALL;

    /** Those with which a summary begins unless a person says otherwise. */
    public static final Included USUAL = APPROVED;

    /** All rows, or those that are approved. */
    public static Included of(boolean all) {
        return all ? ALL : APPROVED;
    }

    /** Whether a row is counted that is approved, or that is not. */
    public boolean takesIn(boolean approved) {
        return approved || this == ALL;
    }

    /** The key of a few words that say so, for where there is little room. */
    public String nameKey() {
        return "summary.included." + this;
    }

    /** The key of a sentence that says so. */
    public String howKey() {
        return nameKey() + ".how";
    }

    /** As a condition that begins with "and", where a table has a column that says whether its rows are approved. */
    String condition(String column) {
        return this == ALL ? "" : " and " + column;
    }
}

package org.yuemao.dashboard;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a dashboard beside its owner: nobody, the people of one office, or those of all offices.
 *
 * @param officeCode the one office, or null
 */
public record Sharing(@Nullable String officeCode, boolean allOffices) implements Serializable {
    public static final Sharing NOBODY = new Sharing(null, false);
    public static final Sharing ALL_OFFICES = new Sharing(null, true);

    /** With the people of one office. */
    public static Sharing with(String officeCode) {
        return new Sharing(officeCode, false);
    }

    /** As the history of a dashboard has it. */
    @Override
    public String toString() {
        return allOffices ? "ALL" : officeCode == null ? "NOBODY" : officeCode;
    }
}

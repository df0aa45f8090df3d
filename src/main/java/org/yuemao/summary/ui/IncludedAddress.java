package org.yuemao.summary.ui;

import com.vaadin.flow.router.Location;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.summary.Included;

/** Which rows are counted, as the addresses of all views about summaries have it; the usual ones need not be named. */
public final class IncludedAddress {
    /** The name of the parameter. */
    public static final String NAME = "rows";

    private static final String ALL = "all";

    private IncludedAddress() {}

    /** The value of the parameter; nothing for the usual rows. */
    public static @Nullable String of(Included included) {
        return included == Included.ALL ? ALL : null;
    }

    /** Those that an address asks for. */
    public static Included read(Location location) {
        return ALL.equals(LocationParameters.text(location, NAME)) ? Included.ALL : Included.USUAL;
    }
}

package org.yuemao.exporting;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook while it is written, as the workbook's own parts name it. */
interface WorkbookSheet extends Closeable {
    String name();

    int number();

    boolean hasComments();

    /** The range that its filter is over, or null where it has none. */
    @Nullable
    String filteredRange();

    /** Whether its first row is printed on every page. */
    boolean repeatsHeader();
}

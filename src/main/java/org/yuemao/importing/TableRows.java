package org.yuemao.importing;

import java.util.Iterator;
import org.yuemao.base.Refusal;

/**
 * The rows of a sheet, one after the other, without those that are blank. Reading on may be refused with a
 * {@link Refusal} where a file turns out to be damaged or too large.
 */
public interface TableRows extends Iterator<TableRow>, AutoCloseable {

    /** Which part of the sheet has been read, from 0 to 1. */
    double fractionRead();

    /** What a person may not see of the sheet; complete once all rows were read. */
    default SheetNotes notes() {
        return SheetNotes.NONE;
    }

    @Override
    void close();
}

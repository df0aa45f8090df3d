package org.yuemao.base.entry;

import java.util.List;

/**
 * How the records of one kind are entered many at a time. Rows are planned first, which changes nothing, and may then be
 * written, in the order in which they were planned and in one transaction that the caller begins.
 */
public interface RecordRows {

    /** Which kind of record, as in the address of its list: {@code businesses}. */
    String kind();

    /** What a row may say, in the order in which people see it. */
    List<EntryColumn<?>> columns();

    /** Holds what other rows are entered into as well, so that what is planned from now on can be written. */
    default void hold(List<TypedRow> rows) {}

    /** Reads the rows, finds by their natural key the records that they are about, and checks them. */
    List<RowPlan> plan(List<TypedRow> rows, EntryRun run);

    /** Writes what was planned, without the wrong rows, together with its history. */
    void write(List<RowPlan> plans, EntryRun run);

    /** Does what has to be done once after all rows were written: brings the roll-ups up and says what has changed. */
    void finish(EntryRun run);

    /**
     * Takes back what a run has written: new records go, changed ones become what they were. Refused as a whole where
     * somebody has changed one of them since, or where more depends on it now.
     */
    void takeBack(List<EntryRun.Written> written);
}

package org.yuemao.importing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Rows in which a cell that is merged over several of them says the same in each. */
final class MergedRows implements TableRows {
    private final TableRows rows;
    private final Deque<SheetNotes.Merged> waiting;
    private final List<Open> open = new ArrayList<>();

    /** A merged cell whose rows are being read. */
    private record Open(SheetNotes.Merged merged, Cell cell) {}

    private MergedRows(TableRows rows, List<SheetNotes.Merged> merged) {
        this.rows = rows;
        waiting = new ArrayDeque<>(merged.stream()
                .sorted(Comparator.comparingInt(SheetNotes.Merged::firstRow))
                .toList());
    }

    /** The rows, with these merged cells in all of theirs. */
    static TableRows over(TableRows rows, List<SheetNotes.Merged> merged) {
        return merged.isEmpty() ? rows : new MergedRows(rows, merged);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public TableRow next() {
        TableRow row = rows.next();
        open.removeIf(one -> one.merged().lastRow() < row.number());
        while (!waiting.isEmpty() && waiting.getFirst().firstRow() <= row.number()) {
            SheetNotes.Merged merged = waiting.removeFirst();
            if (merged.firstRow() == row.number()) {
                open.add(new Open(merged, row.at(merged.column())));
            }
        }
        List<Cell> cells = new ArrayList<>(row.cells());
        for (Open one : open) {
            if (one.merged().firstRow() < row.number()) {
                while (cells.size() <= one.merged().column()) {
                    cells.add(Cell.EMPTY);
                }
                cells.set(one.merged().column(), one.cell());
            }
        }
        return new TableRow(row.number(), cells);
    }

    @Override
    public double fractionRead() {
        return rows.fractionRead();
    }

    @Override
    public SheetNotes notes() {
        return rows.notes();
    }

    @Override
    public void close() {
        rows.close();
    }
}

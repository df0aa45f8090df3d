package org.yuemao.exporting;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives wrong rows of an import back: their cells as they were, the wrong ones red with the reason as a note, and all
 * reasons again in a last column, which is not imported when the corrected workbook comes back.
 */
public final class ProblemWorkbook implements Closeable {
    private static final int WIDTH = 18;
    private static final int PROBLEMS_WIDTH = 60;

    private final WorkbookOutput workbook;
    private final String name;
    private final List<TableColumn> columns;
    private final IntFunction<String> rowText;
    private final int problemsColumn;
    private SheetOutput sheet;
    private int sheets = 1;

    /**
     * Begins a workbook.
     *
     * @param out where it goes; it is closed with this
     * @param name of the sheet
     * @param titles the header as it was
     * @param rowText says in the person's language which row it was: "Row 12"
     */
    public ProblemWorkbook(OutputStream out, String name, List<String> titles, IntFunction<String> rowText)
            throws IOException {
        this.name = name;
        this.rowText = rowText;
        List<TableColumn> all = new ArrayList<>();
        int problems = titles.size();
        for (int i = 0; i < titles.size(); i++) {
            // A row that is wrong once more keeps the column that it came back with.
            if (WorkbookNames.isProblems(titles.get(i)) && i == titles.size() - 1) {
                problems = i;
            } else {
                all.add(TableColumn.text(titles.get(i), WIDTH));
            }
        }
        all.add(TableColumn.text(WorkbookNames.PROBLEMS, PROBLEMS_WIDTH));
        this.columns = List.copyOf(all);
        this.problemsColumn = problems;
        this.workbook = new WorkbookOutput(out);
        this.sheet = workbook.sheet(name, columns);
    }

    /**
     * Gives a row back.
     *
     * @param number the row's number in the imported file
     * @param cells its cells as they were, typed where the file had types
     * @param wrong the reasons by column, from 0
     * @param others reasons that belong to no single cell
     */
    public void row(int number, List<? extends @Nullable Object> cells, Map<Integer, String> wrong, List<String> others)
            throws IOException {
        if (sheet.isFull()) {
            sheet.close();
            sheet = workbook.sheet(name + " (" + ++sheets + ")", columns);
        }
        sheet.begin();
        StringBuilder reasons = new StringBuilder(rowText.apply(number));
        for (int i = 0; i < problemsColumn; i++) {
            String reason = wrong.get(i);
            sheet.cell(i, i < cells.size() ? cells.get(i) : null, reason != null);
            if (reason != null) {
                sheet.comment(i, reason);
                reasons.append('\n').append(columns.get(i).title()).append(": ").append(reason);
            }
        }
        others.forEach(reason -> reasons.append('\n').append(reason));
        sheet.cell(problemsColumn, reasons.toString());
        sheet.end();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}

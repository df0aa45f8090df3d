package org.yuemao.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a workbook with one table. */
final class WorkbookTableWriter implements TableWriter {
    private final WorkbookOutput workbook;
    private final String name;
    private final List<TableColumn> columns;
    private SheetOutput sheet;
    private int sheets = 1;

    WorkbookTableWriter(OutputStream out, String name, List<TableColumn> columns) throws IOException {
        this.workbook = new WorkbookOutput(out);
        this.name = name;
        this.columns = List.copyOf(columns);
        this.sheet = workbook.sheet(name, columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        if (sheet.isFull()) {
            sheet.close();
            sheets++;
            sheet = workbook.sheet(name + " (" + sheets + ")", columns);
        }
        sheet.begin();
        for (int i = 0; i < values.size(); i++) {
            sheet.cell(i, values.get(i));
        }
        sheet.end();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}

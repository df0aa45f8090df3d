package org.yuemao.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the workbook that people fill in: a sheet with nothing but the header, on which lists and rules help while typing, a
 * sheet of examples, and one of the values to choose from. Filled in, it can be imported as it is.
 */
public final class TemplateWriter {
    private TemplateWriter() {}

    /**
     * What a spreadsheet says, in the person's language, when something else was typed than a column is for.
     *
     * @param notInList where there is a list
     * @param noNumber where there are numbers
     * @param noDate where there are days
     */
    public record Complaints(String notInList, String noNumber, String noDate) {}

    /**
     * Writes a template.
     *
     * @param out where it goes; it is closed
     * @param sheet the name of the sheet to fill in
     * @param examples filled-in rows, for the sheet of examples
     */
    public static void write(
            OutputStream out,
            String sheet,
            List<TemplateColumn> columns,
            List<? extends List<? extends @Nullable Object>> examples,
            Complaints complaints)
            throws IOException {
        List<TableColumn> titled = columns.stream().map(TemplateWriter::titled).toList();
        List<Boolean> required = columns.stream().map(TemplateColumn::required).toList();
        List<TemplateColumn> listed = columns.stream()
                .filter(column -> !column.choices().isEmpty() && !SheetOutput.fitsInline(column.choices()))
                .toList();
        try (WorkbookOutput workbook = new WorkbookOutput(out)) {
            SheetOutput table = workbook.sheet(sheet, titled);
            table.header(required);
            for (int i = 0; i < columns.size(); i++) {
                validate(table, i, columns.get(i), listed.indexOf(columns.get(i)), complaints);
            }
            SheetOutput shown = workbook.sheet(WorkbookNames.EXAMPLES, titled);
            shown.header(required);
            for (List<? extends @Nullable Object> example : examples) {
                write(shown, example);
            }
            if (!listed.isEmpty()) {
                writeLists(workbook, listed);
            }
        }
    }

    /** Required columns have an asterisk, which colour alone would not say to everybody; an import leaves it out. */
    private static TableColumn titled(TemplateColumn column) {
        TableColumn plain = column.column();
        return column.required()
                ? new TableColumn(plain.title() + " *", plain.width(), plain.shape(), plain.decimals(), plain.note())
                : plain;
    }

    private static void validate(SheetOutput sheet, int at, TemplateColumn column, int list, Complaints complaints)
            throws IOException {
        String note = column.column().note() == null ? "" : column.column().note();
        if (!column.choices().isEmpty()) {
            String formula = list < 0
                    ? "\"" + String.join(",", column.choices()) + "\""
                    : WorkbookOutput.reference(
                            WorkbookNames.LISTS,
                            "$%1$s$2:$%1$s$%2$d"
                                    .formatted(
                                            SheetOutput.letters(list),
                                            column.choices().size() + 1));
            sheet.validate(at, "list", List.of(formula), note, complaints.notInList());
            return;
        }
        switch (column.column().shape()) {
            case NUMBER ->
                sheet.validate(
                        at,
                        column.column().decimals() == 0 ? "whole" : "decimal",
                        List.of(column.signed() ? "-999999999999999" : "0", "999999999999999"),
                        note,
                        complaints.noNumber());
            case DATE, DATE_TIME ->
                // from 1900-03-01 to 2199-12-31
                sheet.validate(at, "date", List.of("61", "109574"), note, complaints.noDate());
            case TEXT -> {
                if (!note.isBlank()) {
                    sheet.validate(at, "none", List.of(), note, "");
                }
            }
        }
    }

    private static void writeLists(WorkbookOutput workbook, List<TemplateColumn> listed) throws IOException {
        List<TableColumn> columns = listed.stream()
                .map(column -> TableColumn.text(
                        column.column().title(), Math.max(20, column.column().width())))
                .toList();
        SheetOutput lists = workbook.sheet(WorkbookNames.LISTS, columns);
        int rows = listed.stream()
                .mapToInt(column -> column.choices().size())
                .max()
                .orElse(0);
        for (int row = 0; row < rows; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (TemplateColumn column : listed) {
                values.add(row < column.choices().size() ? column.choices().get(row) : null);
            }
            write(lists, values);
        }
    }

    private static void write(SheetOutput sheet, List<? extends @Nullable Object> values) throws IOException {
        sheet.begin();
        for (int i = 0; i < values.size(); i++) {
            sheet.cell(i, values.get(i));
        }
        sheet.end();
    }
}

package org.yuemao.importing;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import org.yuemao.base.Refusal;

/**
 * A file with tables in it: a workbook (.xlsx) or separated text (.csv). What it is follows from its content, whatever it is
 * called. Nothing of it is held in memory but what is being read; see {@link Limits}.
 */
public sealed interface TableFile extends Closeable permits WorkbookFile, SeparatedTextFile {

    /**
     * Opens a file.
     *
     * @param file where it lies; it must stay there until this is closed
     * @param name what the person calls it
     * @throws Refusal when it has no tables that can be read, saying what it is and what to do
     */
    static TableFile open(Path file, String name) {
        return switch (FileFormat.of(file)) {
            case WORKBOOK -> WorkbookFile.of(file);
            case TEXT -> SeparatedTextFile.of(file, name);
        };
    }

    /** All sheets in the order of the file; at least one is not blank. */
    List<TableSheet> sheets();

    /** The rows of a sheet. Only one sheet is read at a time. */
    TableRows rows(TableSheet sheet);

    /** The sheets that an import may be about: not blank, and not the lists and examples of a template. */
    default List<TableSheet> tables() {
        return sheets().stream()
                .filter(sheet -> !sheet.blank() && !sheet.ours())
                .toList();
    }

    @Override
    void close();
}

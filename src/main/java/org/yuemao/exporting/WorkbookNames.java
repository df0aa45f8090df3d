package org.yuemao.exporting;

import java.util.Set;

/** What the desk calls its own parts of workbooks, in both languages at once, so that they are known when they come back. */
public final class WorkbookNames {
    /** The sheet with the values to choose from. */
    public static final String LISTS = "Lists 选项";

    /** The sheet with filled-in rows to look at. */
    public static final String EXAMPLES = "Examples 示例";

    /** The last column of a workbook with wrong rows; it is not imported. */
    public static final String PROBLEMS = "Problems / 问题";

    private static final Set<String> BESIDES = Set.of(LISTS, EXAMPLES);

    private WorkbookNames() {}

    /** Whether a sheet of this name stands beside the table in a template of this desk. */
    public static boolean isBesides(String sheet) {
        return BESIDES.contains(sheet.strip());
    }

    /** Whether a column of this header says what was wrong with a row. */
    public static boolean isProblems(String header) {
        return header.strip().equals(PROBLEMS);
    }
}

package org.yuemao.base.ui.sheet;

import java.util.ArrayList;
import java.util.List;

/** Cells as spreadsheets copy them: parted by tabs and line breaks, in quotes where a cell holds one of those. */
public final class CopiedBlock {
    private CopiedBlock() {}

    /** The cells, row by row; the line break at the end begins no row. */
    public static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char one = text.charAt(i);
            if (quoted) {
                if (one != '"') {
                    cell.append(one);
                } else if (i + 1 < length && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (one == '"' && cell.isEmpty() && isClosed(text, i)) {
                quoted = true;
            } else if (one == '\t') {
                row.add(taken(cell));
            } else if (one == '\n' || one == '\r') {
                if (one == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
                    i++;
                }
                row.add(taken(cell));
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(one);
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            row.add(taken(cell));
            rows.add(row);
        }
        return rows;
    }

    /** Whether the quote that begins a cell also ends it; otherwise it is an inch or the like, and meant as it stands. */
    private static boolean isClosed(String text, int opening) {
        for (int i = opening + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    i++;
                } else {
                    return i + 1 == text.length() || "\t\n\r".indexOf(text.charAt(i + 1)) >= 0;
                }
            }
        }
        return false;
    }

    private static String taken(StringBuilder cell) {
        String text = cell.toString().replace("\r\n", "\n");
        cell.setLength(0);
        return text;
    }
}

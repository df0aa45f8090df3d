package org.yuemao.base.entry;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a block that was copied in Excel, WPS, LibreOffice or a page: cells parted by tabs, rows by line breaks.
 * These programs put quotes around a cell with a break or a tab in it, and around hardly any other.
 */
public final class PastedBlock {
    private PastedBlock() {}

    /**
     * The rows of the block. Rows may differ in length; the line break after the last row makes no row of its own. Line
     * breaks within cells are one character.
     */
    public static List<List<String>> rows(String pasted) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        int length = pasted.length();
        while (at < length) {
            int end = pasted.charAt(at) == '"' ? closing(pasted, at) : -1;
            if (end >= 0) {
                row.add(lines(pasted.substring(at + 1, end).replace("\"\"", "\"")));
                at = end + 1;
            } else {
                int start = at;
                while (at < length && !parts(pasted.charAt(at))) {
                    at++;
                }
                row.add(pasted.substring(start, at));
            }
            if (at == length) {
                break;
            }
            if (pasted.charAt(at) == '\t') {
                at++;
                if (at == length) {
                    row.add("");
                }
                continue;
            }
            at += pasted.startsWith("\r\n", at) ? 2 : 1;
            rows.add(row);
            row = new ArrayList<>();
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    /**
     * Where the quoted cell ends that may begin here; -1 when it is a quote like any other: {@code "abc"} is copied from a
     * cell with these very quotes, and a lone quote must not swallow the rows that follow.
     */
    private static int closing(String pasted, int open) {
        boolean needed = false;
        boolean tab = false;
        boolean lines = false;
        for (int i = open + 1; i < pasted.length(); i++) {
            switch (pasted.charAt(i)) {
                case '"' -> {
                    if (i + 1 < pasted.length() && pasted.charAt(i + 1) == '"') {
                        needed = true;
                        i++;
                    } else {
                        boolean ends = i + 1 == pasted.length() || parts(pasted.charAt(i + 1));
                        return ends && (needed || tab || lines) ? i : -1;
                    }
                }
                case '\t' -> tab = true;
                case '\n', '\r' -> lines = true;
                default -> {
                    // part of the cell
                }
            }
            if (tab && lines) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean parts(char one) {
        return one == '\t' || one == '\n' || one == '\r';
    }

    private static String lines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}

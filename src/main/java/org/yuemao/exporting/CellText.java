package org.yuemao.exporting;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes texts into a workbook's XML so that they are read as the same. */
final class CellText {
    /** What a cell of a spreadsheet holds at most; with more, Excel calls the file damaged. */
    static final int LONGEST = 32_767;

    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private CellText() {}

    /** The text of a cell, cut where a spreadsheet would not take it. */
    static void cell(Writer xml, String text) throws IOException {
        String kept = WorkbookOutput.cut(text, LONGEST);
        if (kept.indexOf('\r') >= 0) {
            kept = kept.replace("\r\n", "\n").replace('\r', '\n');
        }
        if (kept.contains("_x")) {
            kept = LOOKS_ESCAPED.matcher(kept).replaceAll("_x005F_");
        }
        xml.write(needsItsBlanks(kept) ? "<t xml:space=\"preserve\">" : "<t>");
        escaped(xml, kept, true);
        xml.write("</t>");
    }

    private static boolean needsItsBlanks(String text) {
        return !text.isEmpty()
                && (Character.isWhitespace(text.charAt(0))
                        || Character.isWhitespace(text.charAt(text.length() - 1))
                        || text.indexOf('\n') >= 0);
    }

    /** A text in an attribute or formula. */
    static void attribute(Writer xml, String text) throws IOException {
        escaped(xml, text, false);
    }

    private static void escaped(Writer xml, String text, boolean inCell) throws IOException {
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            String instead = one >= ' ' && one < 0xd800 && one != '<' && one != '>' && one != '&' && one != '"'
                    ? null
                    : instead(text, i, inCell);
            if (instead != null) {
                xml.write(text, plainFrom, i - plainFrom);
                xml.write(instead);
                plainFrom = i + 1;
            }
        }
        xml.write(text, plainFrom, text.length() - plainFrom);
    }

    private static @Nullable String instead(String text, int at, boolean inCell) {
        char one = text.charAt(at);
        return switch (one) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\n' -> inCell ? null : "&#10;";
            case '\t' -> inCell ? null : "&#9;";
            default -> {
                boolean half = Character.isHighSurrogate(one)
                                && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1)))
                        || Character.isLowSurrogate(one)
                                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
                if (half) {
                    yield "\ufffd";
                }
                if (one >= ' ' && one < 0xfffe) {
                    yield null;
                }
                yield inCell ? "_x%04X_".formatted((int) one) : " ";
            }
        };
    }
}

package org.yuemao.exporting;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook while it is written, one sheet after the other. Texts stand in their cells rather than in a table of shared
 * strings, which would have to be held until the end.
 */
final class WorkbookOutput implements Closeable {
    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
    static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final int LONGEST_NAME = 31;

    private final ZipOutputStream zip;
    private final Writer xml;
    private final List<WorkbookSheet> sheets = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> declared = new ArrayList<>();
    private int charts;
    private boolean closed;

    WorkbookOutput(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setLevel(3); // a fifth larger than the usual 6, in half the time
        xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Begins the next sheet, with a header; the one before is closed. */
    SheetOutput sheet(String name, List<TableColumn> columns) throws IOException {
        closeLast();
        SheetOutput sheet = new SheetOutput(this, unique(name), sheets.size() + 1, columns);
        sheets.add(sheet);
        return sheet;
    }

    /** Begins the next sheet, on which tables stand with charts beside them; the one before is closed. */
    ChartedSheet chartedSheet(String name) throws IOException {
        closeLast();
        ChartedSheet sheet = new ChartedSheet(this, unique(name), sheets.size() + 1);
        sheets.add(sheet);
        return sheet;
    }

    private void closeLast() throws IOException {
        if (!sheets.isEmpty()) {
            sheets.getLast().close();
        }
    }

    /** The number of the next chart; they are counted over all sheets. */
    int nextChart() {
        return ++charts;
    }

    /** Says what a part is that a sheet has written. */
    void declare(String part, String type) {
        declared.add("<Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>");
    }

    /** What spreadsheets accept as the name of a sheet. */
    private String unique(String name) {
        String plain =
                name.replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}]", " ").strip().replaceAll("^'+|'+$", "");
        String base = plain.isEmpty() ? "Sheet" : plain;
        String candidate = cut(base, LONGEST_NAME);
        for (int i = 2; !names.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = cut(base, LONGEST_NAME - 5) + " " + i;
        }
        return candidate;
    }

    /** The first characters of a text, without half a character at the end. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Begins a part; what is written from now on goes there. */
    Writer part(String name) throws IOException {
        xml.flush();
        zip.putNextEntry(new ZipEntry(name));
        xml.write(HEAD);
        return xml;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (sheets.isEmpty()) {
            throw new IllegalStateException("A workbook needs a sheet");
        }
        sheets.getLast().close();
        part("xl/workbook.xml");
        writeWorkbook();
        part("xl/styles.xml").write(CellStyles.xml());
        part("xl/_rels/workbook.xml.rels");
        xml.write("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
        for (WorkbookSheet sheet : sheets) {
            relation("s" + sheet.number(), "worksheet", "worksheets/sheet" + sheet.number() + ".xml");
        }
        relation("styles", "styles", "styles.xml");
        xml.write("</Relationships>");
        part("_rels/.rels");
        xml.write("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
        relation("workbook", "officeDocument", "xl/workbook.xml");
        xml.write("</Relationships>");
        part("[Content_Types].xml");
        writeContentTypes();
        xml.close();
    }

    private void relation(String id, String type, String target) throws IOException {
        xml.write(
                "<Relationship Id=\"" + id + "\" Type=\"" + RELATIONS + "/" + type + "\" Target=\"" + target + "\"/>");
    }

    private void writeWorkbook() throws IOException {
        xml.write("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS
                + "\"><bookViews><workbookView/></bookViews><sheets>");
        for (WorkbookSheet sheet : sheets) {
            xml.write("<sheet name=\"");
            CellText.attribute(xml, sheet.name());
            xml.write("\" sheetId=\"" + sheet.number() + "\" r:id=\"s" + sheet.number() + "\"/>");
        }
        xml.write("</sheets>");
        boolean named = sheets.stream().anyMatch(sheet -> sheet.repeatsHeader() || sheet.filteredRange() != null);
        if (named) {
            xml.write("<definedNames>");
        }
        for (WorkbookSheet sheet : sheets) {
            definedName("_xlnm._FilterDatabase", sheet, sheet.filteredRange());
        }
        for (WorkbookSheet sheet : sheets) {
            definedName("_xlnm.Print_Titles", sheet, sheet.repeatsHeader() ? "$1:$1" : null);
        }
        xml.write((named ? "</definedNames>" : "") + "</workbook>");
    }

    private void definedName(String name, WorkbookSheet sheet, @Nullable String range) throws IOException {
        if (range != null) {
            xml.write("<definedName name=\"" + name + "\" localSheetId=\"" + (sheet.number() - 1) + "\""
                    + (name.contains("Filter") ? " hidden=\"1\"" : "") + ">");
            CellText.attribute(xml, reference(sheet.name(), range));
            xml.write("</definedName>");
        }
    }

    /** A range of a sheet as formulas name it. */
    static String reference(String sheet, String range) {
        return "'" + sheet.replace("'", "''") + "'!" + range;
    }

    private void writeContentTypes() throws IOException {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        xml.write("<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/>");
        for (WorkbookSheet sheet : sheets) {
            xml.write("<Override PartName=\"/xl/worksheets/sheet" + sheet.number() + ".xml\" ContentType=\"" + type
                    + "worksheet+xml\"/>");
            if (sheet.hasComments()) {
                xml.write("<Override PartName=\"/xl/comments" + sheet.number() + ".xml\" ContentType=\"" + type
                        + "comments+xml\"/>");
            }
        }
        for (String part : declared) {
            xml.write(part);
        }
        xml.write("</Types>");
    }
}

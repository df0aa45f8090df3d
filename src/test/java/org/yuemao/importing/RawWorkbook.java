package org.yuemao.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook whose parts are written by hand, for what no library writes. */
final class RawWorkbook {
    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private RawWorkbook() {}

    /** A workbook with one sheet of these rows. */
    static RawWorkbook of(String rows) {
        return new RawWorkbook()
                .with("[Content_Types].xml", """
                        <Types xmlns="%1$scontent-types"><Default Extension="rels" \
                        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                        <Default Extension="xml" ContentType="application/xml"/>\
                        <Override PartName="/xl/workbook.xml" ContentType="%2$ssheet.main+xml"/>\
                        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%2$sworksheet+xml"/></Types>""".formatted(PACKAGE, TYPES))
                .with(
                        "_rels/.rels",
                        relations("<Relationship Id=\"rId1\" Type=\"" + RELATIONS
                                + "/officeDocument\" Target=\"xl/workbook.xml\"/>"))
                .with("xl/workbook.xml", workbook("", "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"))
                .with(
                        "xl/_rels/workbook.xml.rels",
                        relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                + relation("rId2", "styles", "styles.xml")
                                + relation("rId3", "sharedStrings", "sharedStrings.xml")))
                .with("xl/worksheets/sheet1.xml", sheet(rows));
    }

    static String relations(String relations) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"" + PACKAGE + "relationships\">"
                + relations + "</Relationships>";
    }

    static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    static String workbook(String before, String sheets) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS
                + "\">" + before + "<sheets>" + sheets + "</sheets></workbook>";
    }

    static String sheet(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    /** Rows of texts in their cells, from row 1. */
    static String texts(String[]... rows) {
        StringBuilder xml = new StringBuilder();
        for (String[] row : rows) {
            xml.append("<row>");
            for (String text : row) {
                xml.append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                        .append(text)
                        .append("</t></is></c>");
            }
            xml.append("</row>");
        }
        return xml.toString();
    }

    RawWorkbook with(String part, String text) {
        return with(part, text, StandardCharsets.UTF_8);
    }

    RawWorkbook with(String part, String text, Charset charset) {
        return with(part, text.getBytes(charset));
    }

    RawWorkbook with(String part, byte[] bytes) {
        parts.put(part, bytes);
        return this;
    }

    RawWorkbook without(String part) {
        parts.remove(part);
        return this;
    }

    RawWorkbook changed(String part, UnaryOperator<String> change) {
        return changed(part, StandardCharsets.UTF_8, change);
    }

    /** Changes a part's bytes as characters of the charset. */
    RawWorkbook changed(String part, Charset charset, UnaryOperator<String> change) {
        byte[] bytes = parts.get(part);
        if (bytes == null) {
            throw new IllegalArgumentException(part);
        }
        return with(part, change.apply(new String(bytes, charset)), charset);
    }

    RawWorkbook renamed(UnaryOperator<String> name) {
        RawWorkbook renamed = new RawWorkbook();
        parts.forEach((part, bytes) -> renamed.parts.put(name.apply(part), bytes));
        return renamed;
    }

    /** The texts that cells of type s name by number. */
    RawWorkbook strings(String items) {
        return with("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + items + "</sst>");
    }

    /** Number formats with an id from 164, and cell styles of a format's id each. */
    RawWorkbook styles(String[] formats, int... styles) {
        StringBuilder xml = new StringBuilder("<styleSheet xmlns=\"" + MAIN + "\"><numFmts>");
        for (int i = 0; i < formats.length; i++) {
            xml.append("<numFmt numFmtId=\"")
                    .append(164 + i)
                    .append("\" formatCode=\"")
                    .append(formats[i].replace("\"", "&quot;"))
                    .append("\"/>");
        }
        xml.append("</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>");
        for (int style : styles) {
            xml.append("<xf numFmtId=\"").append(style).append("\"/>");
        }
        return with("xl/styles.xml", xml.append("</cellXfs></styleSheet>").toString());
    }

    /** Number formats, and a style for each of them. */
    RawWorkbook formats(String... formats) {
        int[] styles = new int[formats.length];
        for (int i = 0; i < formats.length; i++) {
            styles[i] = 164 + i;
        }
        return styles(formats, styles);
    }

    byte[] bytes() {
        return bytes(Deflater.DEFAULT_COMPRESSION);
    }

    byte[] bytes(int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

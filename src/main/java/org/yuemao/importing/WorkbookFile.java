package org.yuemao.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.exporting.WorkbookNames;

/** A workbook of Excel 2007 and later, as Excel, WPS, LibreOffice and many others write it. */
final class WorkbookFile implements TableFile {
    private static final int MOST_STYLES = 100_000;
    private static final int MOST_SHEETS = 1000;

    private final WorkbookParts parts;
    private final List<String> sheetParts = new ArrayList<>();
    private final List<TableSheet> sheets = new ArrayList<>();
    private List<ShownAs> styles = List.of();
    private SharedStrings strings = SharedStrings.NONE;
    private boolean from1904;

    private WorkbookFile(WorkbookParts parts) {
        this.parts = parts;
    }

    static WorkbookFile of(Path file) {
        WorkbookFile workbook = new WorkbookFile(WorkbookParts.of(file));
        try {
            workbook.read();
            return workbook;
        } catch (IOException e) {
            workbook.close();
            throw new Refusal(null, "importing.file.damaged");
        } catch (RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private record Relation(String id, String type, String target) {}

    private record Listed(String name, String relation, boolean hidden) {}

    private void read() throws IOException {
        refuseWhatIsNoWorkbook();
        String workbookPart = relations("").stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        Refusal.when(!parts.has(workbookPart), null, "importing.file.damaged");
        Map<String, Relation> relations = new HashMap<>();
        for (Relation relation : relations(workbookPart)) {
            relations.put(relation.id(), relation);
            switch (relation.type()) {
                case "xlMacrosheet", "xlIntlMacrosheet", "vbaProject" ->
                    throw new Refusal(null, "importing.file.macros");
                case "styles" -> readStyles(relation.target());
                case "sharedStrings" -> readStrings(relation.target());
                default -> {
                    // themes, calculation chains and the like
                }
            }
        }
        List<Listed> listed = readWorkbook(workbookPart);
        refuseHidden(listed);
        for (Listed sheet : listed) {
            Relation relation = relations.get(sheet.relation());
            Refusal.when(relation == null, null, "importing.file.damaged");
            if (relation != null && relation.type().equals("worksheet")) {
                Refusal.when(!parts.has(relation.target()), null, "importing.file.damaged");
                sheetParts.add(relation.target());
                sheets.add(new TableSheet(
                        sheets.size(),
                        sheet.name(),
                        isBlank(relation.target()),
                        WorkbookNames.isBesides(sheet.name())));
            }
        }
        Refusal.when(sheets.stream().allMatch(TableSheet::blank), null, "importing.file.no-table");
    }

    private void refuseWhatIsNoWorkbook() throws IOException {
        Set<String> names = parts.names();
        Refusal.when(names.contains("xl/workbook.bin"), null, "importing.file.xlsb");
        Refusal.when(names.stream().anyMatch(name -> name.endsWith("vbaproject.bin")), null, "importing.file.macros");
        Refusal.when(
                names.contains("index.zip") || names.stream().anyMatch(name -> name.endsWith(".iwa")),
                null,
                "importing.file.numbers");
        if (names.contains("mimetype")) {
            try (WorkbookParts.Part part = parts.open("mimetype")) {
                String type = new String(part.readNBytes(200), StandardCharsets.ISO_8859_1);
                Refusal.when(type.contains("opendocument.spreadsheet"), null, "importing.file.ods");
                Refusal.when(type.contains("opendocument"), null, "importing.file.document");
            }
        }
        Refusal.when(
                names.stream().anyMatch(name -> name.startsWith("word/") || name.startsWith("ppt/")),
                null,
                "importing.file.document");
        Refusal.when(!names.contains("[content_types].xml"), null, "importing.file.archive");
        try (WorkbookXml xml = xml("[Content_Types].xml")) {
            while (xml.toStart()) {
                String type = xml.attribute("ContentType");
                Refusal.when(type != null && type.contains("macroEnabled"), null, "importing.file.macros");
            }
        }
    }

    private List<Relation> relations(String of) throws IOException {
        int slash = of.lastIndexOf('/') + 1;
        String part = of.substring(0, slash) + "_rels/" + of.substring(slash) + ".rels";
        List<Relation> relations = new ArrayList<>();
        if (parts.has(part)) {
            try (WorkbookXml xml = xml(part)) {
                while (xml.toStart()) {
                    String type = xml.attribute("Type");
                    String target = xml.attribute("Target");
                    String id = xml.attribute("Id");
                    if (type != null && target != null && id != null && relations.size() < Limits.PARTS) {
                        relations.add(new Relation(
                                id,
                                type.substring(type.lastIndexOf('/') + 1),
                                resolved(of.substring(0, slash), target)));
                    }
                }
            }
        }
        return relations;
    }

    /** A target names its part from the folder of the part that it belongs to, or from the root. */
    private static String resolved(String folder, String target) {
        Deque<String> path = new ArrayDeque<>();
        String plain = target.replace('\\', '/');
        for (String step : (plain.startsWith("/") ? plain : folder + plain).split("/")) {
            switch (step) {
                case "", "." -> {
                    // stays where it is
                }
                case ".." -> path.pollLast();
                default -> path.addLast(step);
            }
        }
        return String.join("/", path);
    }

    private List<Listed> readWorkbook(String part) throws IOException {
        List<Listed> listed = new ArrayList<>();
        try (WorkbookXml xml = xml(part)) {
            while (xml.toStart()) {
                switch (xml.name()) {
                    case "workbookPr" -> from1904 = isTrue(xml.attribute("date1904"));
                    case "sheet" -> {
                        Refusal.when(listed.size() >= MOST_SHEETS, null, "importing.file.bomb");
                        String name = xml.attribute("name");
                        String relation = xml.attribute("id");
                        String state = xml.attribute("state");
                        listed.add(new Listed(
                                name == null ? "" : WorkbookXml.unescaped(name),
                                relation == null ? "" : relation,
                                state != null && !state.equals("visible")));
                    }
                    default -> {
                        // views, names, protection
                    }
                }
            }
        }
        return listed;
    }

    private static void refuseHidden(List<Listed> listed) {
        String hidden = listed.stream()
                .filter(Listed::hidden)
                .map(Listed::name)
                .filter(name -> !name.startsWith("WpsReserved_")) // WPS keeps its pictures in cells there
                .limit(5)
                .collect(Collectors.joining(", "));
        Refusal.when(!hidden.isEmpty(), null, "importing.file.hidden-sheets", hidden);
    }

    private void readStyles(String part) throws IOException {
        if (!parts.has(part)) {
            return;
        }
        Map<String, ShownAs> formats = new HashMap<>();
        List<ShownAs> read = new ArrayList<>();
        String within = "";
        try (WorkbookXml xml = xml(part)) {
            while (xml.toStart()) {
                switch (xml.name()) {
                    case "numFmts", "cellXfs", "cellStyleXfs", "dxfs", "cellStyles", "fonts", "fills", "borders" ->
                        within = xml.name();
                    case "numFmt" -> {
                        String id = xml.attribute("numFmtId");
                        String code = xml.attribute("formatCode");
                        if (within.equals("numFmts") && id != null && code != null && formats.size() < MOST_STYLES) {
                            formats.put(id, ShownAs.of(code));
                        }
                    }
                    case "xf" -> {
                        if (within.equals("cellXfs") && read.size() < MOST_STYLES) {
                            String id = xml.attribute("numFmtId");
                            ShownAs known = id == null ? ShownAs.NUMBER : formats.get(id);
                            read.add(known != null ? known : ShownAs.builtIn(number(id, 0)));
                        }
                    }
                    default -> {
                        // how cells look otherwise
                    }
                }
            }
        }
        styles = read;
    }

    private void readStrings(String part) throws IOException {
        if (parts.has(part)) {
            try (WorkbookXml xml = xml(part)) {
                strings.close();
                strings = SharedStrings.of(xml);
            }
        }
    }

    private boolean isBlank(String part) throws IOException {
        try (TableRows rows = new SheetRows(parts.open(part), strings, styles, from1904)) {
            return !rows.hasNext();
        }
    }

    private WorkbookXml xml(String part) throws IOException {
        return new WorkbookXml(parts.open(part));
    }

    @Override
    public List<TableSheet> sheets() {
        return List.copyOf(sheets);
    }

    @Override
    public TableRows rows(TableSheet sheet) {
        try {
            return new SheetRows(parts.open(sheetParts.get(sheet.index())), strings, styles, from1904);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        strings.close();
        parts.close();
    }

    static boolean isTrue(@Nullable String written) {
        return "1".equals(written) || "true".equals(written);
    }

    /** A number that a workbook counts by; the other one where none is written. */
    static int number(@Nullable String written, int otherwise) {
        try {
            return written == null ? otherwise : Integer.parseInt(written.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(null, "importing.file.damaged");
        }
    }
}

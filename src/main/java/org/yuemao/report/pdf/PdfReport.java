package org.yuemao.report.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.exporting.ChartTable;
import org.yuemao.report.ReportChart;
import org.yuemao.report.ReportContent;
import org.yuemao.report.ReportContent.Edition;
import org.yuemao.report.ReportContent.Part;
import org.yuemao.report.ReportProgress;
import org.yuemao.report.pdf.PdfPages.Entry;

/**
 * Writes a report as PDF: a cover, a table of contents, the sections with their texts, charts and tables, and how all of that was
 * counted; one language after the other where it is in both.
 */
public final class PdfReport {
    private static final float SECTION_LINE = 22;
    private static final float CHART_LINE = 15;
    private static final float CONTENTS_HEAD = 44;
    private static final String PRODUCER = "Yuemao 粤贸";

    private final ReportContent content;
    private final Wording wording;
    private final ReportProgress progress;
    private final PDDocument document;
    private final PdfFont font;
    private final PdfTags tags;
    private final Map<COSDictionary, Locale> languages = PdfPages.languages();
    private final int steps;
    private int made;

    private PdfReport(ReportContent content, Wording wording, ReportProgress progress, PDDocument document)
            throws IOException {
        this.content = content;
        this.wording = wording;
        this.progress = progress;
        this.document = document;
        font = PdfFont.load(document);
        tags = new PdfTags(document, content.editions().getFirst().language());
        steps = content.editions().stream()
                        .flatMap(edition -> edition.parts().stream())
                        .mapToInt(part -> part.charts().size() + 1)
                        .sum()
                + 2;
    }

    /** Whether the program has what it needs: it may have been built where the font could not be fetched. */
    public static boolean isPossible() {
        return PdfFont.isThere();
    }

    /** Writes the report and leaves the stream open; the number of its pages. */
    public static int write(ReportContent content, Wording wording, OutputStream out, ReportProgress progress)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            return new PdfReport(content, wording, progress, document).write(out);
        }
    }

    private int write(OutputStream out) throws IOException {
        cover();
        PDDocumentOutline outline = PdfPages.outline(document);
        List<List<PDPage>> contentsPages = new ArrayList<>();
        List<PDStructureElement> contents = new ArrayList<>();
        for (Edition edition : content.editions()) {
            contentsPages.add(contentsPages(edition));
            PDStructureElement element = tags.element(tags.top(), "TOC");
            element.setLanguage(edition.language().toLanguageTag());
            contents.add(element);
        }
        List<List<Entry>> entries = new ArrayList<>();
        for (Edition edition : content.editions()) {
            entries.add(edition(edition, bookmarksOf(edition, outline)));
        }
        outline.openNode();
        for (int i = 0; i < entries.size(); i++) {
            contents(content.editions().get(i), contents.get(i), contentsPages.get(i), entries.get(i));
        }
        footers();
        tags.finish();
        describe();
        step();
        document.save(out);
        step();
        return document.getNumberOfPages();
    }

    private void step() {
        progress.made(Math.min(1, (double) ++made / steps));
    }

    /** In a report in two languages each has a bookmark of its own. */
    private PDOutlineNode bookmarksOf(Edition edition, PDDocumentOutline outline) {
        if (content.editions().size() == 1) {
            return outline;
        }
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(wording.of("report.document.language", edition.language()));
        outline.addLast(item);
        return item;
    }

    private void cover() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        PDStructureElement sect = tags.element(tags.top(), "Sect");
        try (PdfCanvas canvas = new PdfCanvas(document, page, font)) {
            float wide = PDRectangle.A4.getWidth();
            tags.beginArtifact(canvas);
            canvas.rectangle(0, 0, wide, 420, PdfPages.BRAND);
            canvas.rectangle(0, 420, wide, 6, "E69F00");
            canvas.text(font.clean("粤贸 Yuemao"), PdfPages.LEFT, 86, 14, "FFFFFF", true);
            canvas.end();
            float y = content.editions().size() == 1 ? 220 : 170;
            for (Edition edition : content.editions()) {
                y = line(canvas, sect, edition, "Title", edition.title(), y, 32, "FFFFFF", true);
                y = line(canvas, sect, edition, "P", edition.programme(), y + 4, 16, "FFFFFF", false) + 26;
            }
            y = 480;
            for (Edition edition : content.editions()) {
                y = line(canvas, sect, edition, "P", edition.department(), y, 13, PdfPages.INK, true);
                y = line(canvas, sect, edition, "P", edition.state(), y + 2, 10, PdfPages.QUIET, false) + 20;
            }
        }
    }

    private float line(
            PdfCanvas canvas,
            PDStructureElement in,
            Edition edition,
            String tag,
            String text,
            float from,
            float size,
            String colour,
            boolean bold)
            throws IOException {
        // "Title" is of PDF 2.0 alone.
        PDStructureElement element = tags.element(in, tag.equals("Title") ? "H1" : tag);
        element.setLanguage(edition.language().toLanguageTag());
        tags.begin(canvas, element);
        float y = from;
        for (String line : font.lines(text, size, PdfPages.WIDTH, edition.language())) {
            y += size * 1.3f;
            canvas.text(line, PdfPages.LEFT, y, size, colour, bold);
        }
        canvas.end();
        return y + 4;
    }

    /** Pages for the table of contents, which is filled in when it is known what stands where. */
    private List<PDPage> contentsPages(Edition edition) {
        List<PDPage> pages = new ArrayList<>();
        float y = PdfPages.BOTTOM + 1;
        for (int level : levels(edition)) {
            float high = level == 1 ? SECTION_LINE : CHART_LINE;
            if (y + high > PdfPages.BOTTOM) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                languages.put(page.getCOSObject(), edition.language());
                pages.add(page);
                y = PdfPages.TOP + CONTENTS_HEAD;
            }
            y += high;
        }
        return pages;
    }

    private static List<Integer> levels(Edition edition) {
        List<Integer> levels = new ArrayList<>();
        for (Part part : edition.parts()) {
            levels.add(1);
            part.charts().forEach(chart -> levels.add(2));
        }
        levels.add(1);
        return levels;
    }

    private void contents(Edition edition, PDStructureElement toc, List<PDPage> pages, List<Entry> entries)
            throws IOException {
        PDStructureElement caption = tags.element(toc, "Caption");
        int next = 0;
        for (int i = 0; i < pages.size(); i++) {
            PDPage page = pages.get(i);
            try (PdfCanvas canvas = new PdfCanvas(document, page, font)) {
                if (i == 0) {
                    tags.begin(canvas, caption);
                } else {
                    tags.beginArtifact(canvas);
                }
                canvas.text(
                        font.clean(wording.of("report.document.contents", edition.language())),
                        PdfPages.LEFT,
                        PdfPages.TOP + 20,
                        20,
                        PdfPages.BRAND,
                        true);
                canvas.end();
                float y = PdfPages.TOP + CONTENTS_HEAD;
                while (next < entries.size()) {
                    Entry entry = entries.get(next);
                    float high = entry.level() == 1 ? SECTION_LINE : CHART_LINE;
                    if (y + high > PdfPages.BOTTOM) {
                        break;
                    }
                    contentsLine(canvas, toc, entry, y, high);
                    y += high;
                    next++;
                }
            }
        }
    }

    private void contentsLine(PdfCanvas canvas, PDStructureElement toc, Entry entry, float y, float high)
            throws IOException {
        boolean section = entry.level() == 1;
        float size = section ? 11 : 9;
        float left = PdfPages.LEFT + (section ? 0 : 14);
        float right = PdfPages.LEFT + PdfPages.WIDTH;
        String number = String.valueOf(document.getPages().indexOf(entry.page()) + 1);
        String text = font.fitted(entry.text(), size, right - left - 40);
        PDStructureElement link = tags.element(tags.element(toc, "TOCI"), "Link");
        tags.begin(canvas, link);
        canvas.text(text, left, y + high - 5, size, PdfPages.INK, section);
        canvas.textToTheLeftOf(number, right, y + high - 5, size, PdfPages.INK);
        canvas.end();
        tags.beginArtifact(canvas);
        float from = left + font.width(text, size) + 6;
        canvas.polyline(
                new float[] {from, y + high - 5, right - font.width(number, size) - 6, y + high - 5},
                "B8C0C6",
                0.6f,
                1.5f);
        canvas.end();
        PDPageXYZDestination place = new PDPageXYZDestination();
        place.setPage(entry.page());
        place.setLeft(0);
        place.setTop((int) (PDRectangle.A4.getHeight() - entry.y() + 12));
        PDActionGoTo go = new PDActionGoTo();
        go.setDestination(place);
        PDAnnotationLink annotation = new PDAnnotationLink();
        annotation.setAction(go);
        annotation.setContents(entry.text());
        annotation.setRectangle(new PDRectangle(left, PDRectangle.A4.getHeight() - y - high, right - left, high));
        PDBorderStyleDictionary border = new PDBorderStyleDictionary();
        border.setWidth(0);
        annotation.setBorderStyle(border);
        annotation.setPrinted(true);
        annotation.setPage(canvas.page());
        canvas.page().getAnnotations().add(annotation);
        tags.link(link, canvas.page(), annotation);
    }

    private List<Entry> edition(Edition edition, PDOutlineNode bookmarks) throws IOException {
        PDStructureElement of = tags.element(tags.top(), "Part");
        of.setLanguage(edition.language().toLanguageTag());
        PdfPages pages = new PdfPages(document, font, tags, of, bookmarks, languages, edition.language());
        for (Part part : edition.parts()) {
            part(pages, of, edition, part);
        }
        counting(pages, of, edition);
        pages.finish();
        if (bookmarks instanceof PDOutlineItem item && !pages.entries().isEmpty()) {
            PDPageXYZDestination first = new PDPageXYZDestination();
            first.setPage(pages.entries().getFirst().page());
            item.setDestination(first);
            item.openNode();
        }
        return pages.entries();
    }

    private void part(PdfPages pages, PDStructureElement of, Edition edition, Part part) throws IOException {
        Locale language = edition.language();
        pages.section(of, part.title());
        pages.paragraph(part.text());
        if (part.generated()) {
            pages.remark(wording.of("report.document.generated", language));
        }
        pages.gap(6);
        if (!part.figures().isEmpty()) {
            pages.tiles(part.figures().stream()
                    .map(figure -> new PdfPages.Tile(figure.name(), figure.shown(), figure.remark()))
                    .toList());
        }
        step();
        for (ReportChart chart : part.charts()) {
            chart(pages, chart, language);
            step();
        }
    }

    private void chart(PdfPages pages, ReportChart chart, Locale language) throws IOException {
        ChartTable table = chart.table(wording, language);
        Optional<ChartDrawing> drawing = ChartDrawing.of(chart, wording, language, font, PdfPages.WIDTH);
        pages.subheading(
                chart.title(),
                pages.heightOfRemark(chart.explanation())
                        + drawing.map(drawn -> drawn.height() + 8).orElse(0f)
                        + pages.heightOfTable(table));
        pages.remark(chart.explanation());
        if (drawing.isPresent()) {
            ChartDrawing drawn = drawing.get();
            pages.figure(drawn.height(), described(chart, table, language), drawn::draw);
        }
        if (chart.data().kind() == ChartKind.HEAT_MAP) {
            pages.heatMap(table);
        } else {
            pages.table(table);
        }
    }

    private String described(ReportChart chart, ChartTable table, Locale language) {
        return wording.of(
                "report.document.described",
                language,
                chart.title(),
                table.rows().size(),
                table.columns().stream().collect(Collectors.joining(wording.of("report.generated.comma", language))));
    }

    private void counting(PdfPages pages, PDStructureElement of, Edition edition) throws IOException {
        Locale language = edition.language();
        pages.section(of, wording.of("report.document.counting", language));
        pages.paragraph(edition.state());
        for (String rule : edition.counting()) {
            pages.paragraph(rule);
        }
        pages.gap(6);
        for (Part part : edition.parts()) {
            for (ReportChart chart : part.charts()) {
                pages.remark(wording.of("report.document.how", language, chart.title(), chart.explanation()));
            }
        }
    }

    private void footers() throws IOException {
        int all = document.getNumberOfPages();
        for (int i = 1; i < all; i++) {
            PDPage page = document.getPage(i);
            Locale language = languages.getOrDefault(page.getCOSObject(), Locale.ENGLISH);
            Edition edition = content.editions().stream()
                    .filter(one -> one.language().equals(language))
                    .findFirst()
                    .orElse(content.editions().getFirst());
            try (PdfCanvas canvas = new PdfCanvas(document, page, font)) {
                tags.beginArtifact(canvas);
                float y = PDRectangle.A4.getHeight() - 32;
                canvas.line(PdfPages.LEFT, y - 12, PdfPages.LEFT + PdfPages.WIDTH, y - 12, "D9DEE2", 0.5f);
                canvas.text(
                        font.fitted(
                                wording.of("report.document.of", language, edition.title(), edition.programme()) + " · "
                                        + edition.state(),
                                7.5f,
                                PdfPages.WIDTH - 80),
                        PdfPages.LEFT,
                        y,
                        7.5f,
                        PdfPages.QUIET);
                canvas.textToTheLeftOf(
                        font.clean(wording.of("report.document.page", language, i + 1, all)),
                        PdfPages.LEFT + PdfPages.WIDTH,
                        y,
                        7.5f,
                        PdfPages.QUIET);
                canvas.end();
            }
        }
    }

    private void describe() throws IOException {
        Edition first = content.editions().getFirst();
        String title = content.editions().stream()
                .map(edition ->
                        wording.of("report.document.of", edition.language(), edition.title(), edition.programme()))
                .collect(Collectors.joining(" / "));
        ZonedDateTime moment = content.asOf().atZone(ZoneId.systemDefault());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor(first.department());
        information.setSubject(first.state());
        information.setCreator(PRODUCER);
        information.setProducer(PRODUCER);
        information.setCreationDate(GregorianCalendar.from(moment));
        information.setModificationDate(GregorianCalendar.from(moment));
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        catalog.setPageMode(PageMode.USE_OUTLINES);
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(metadata(title, first, moment).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    private String metadata(String title, Edition first, ZonedDateTime moment) {
        String when = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.withNano(0));
        return """
                <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                <dc:format>application/pdf</dc:format>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
                <dc:language><rdf:Bag>%s</rdf:Bag></dc:language>
                <xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><xmp:CreatorTool>%s</xmp:CreatorTool>
                <pdf:Producer>%s</pdf:Producer>
                </rdf:Description></rdf:RDF></x:xmpmeta>
                <?xpacket end="w"?>""".formatted(
                        escaped(title),
                        escaped(first.department()),
                        escaped(first.state()),
                        content.editions().stream()
                                .map(edition -> "<rdf:li>" + edition.language().toLanguageTag() + "</rdf:li>")
                                .collect(Collectors.joining()),
                        when,
                        when,
                        PRODUCER,
                        PRODUCER);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

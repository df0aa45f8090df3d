package org.yuemao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Programme;
import org.yuemao.exporting.ChartTable;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryChart;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;

/** What people see when they print a report. */
class ReportPdfTest {
    private static final Path PICTURES = Path.of("screenshots", "report");
    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private static ConfigurableApplicationContext desk;
    private static Wording wording;

    @BeforeAll
    static void enter() throws IOException {
        desk = JustTheServices.on(Databases.H2);
        wording = desk.getBean(Wording.class);
        ReportYear.enter(desk, 7);
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void end() throws IOException {
        SecurityContextHolder.clearContext();
        for (Made made : MADE.values()) {
            made.document().close();
        }
        MADE.clear();
        desk.close();
    }

    /** A report that was made once and is looked at by many tests. */
    private record Made(ReportContent content, PDDocument document, List<String> pages) {
        String text() {
            return String.join("\n", pages);
        }
    }

    private static final Map<ReportOrder, Made> MADE = new HashMap<>();

    private static Made make(@Nullable Programme programme, ReportLanguages languages) throws IOException {
        ReportOrder order = new ReportOrder(ReportYear.YEAR, programme, languages, ReportFormat.PDF);
        Made known = MADE.get(order);
        if (known != null) {
            return known;
        }
        Made made = made(order);
        MADE.put(order, made);
        return made;
    }

    private static Made made(ReportOrder order) throws IOException {
        ReportContent content = desk.getBean(ReportComposer.class).compose(order);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Integer pages = desk.getBean(ReportFiles.class).write(content, out, part -> {});
        PDDocument document = Loader.loadPDF(out.toByteArray());
        assertThat(document.getNumberOfPages()).isEqualTo(pages);
        PDFTextStripper stripper = new PDFTextStripper();
        List<String> texts = new ArrayList<>();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            StringWriter text = new StringWriter();
            stripper.writeText(document, text);
            texts.add(text.toString());
        }
        return new Made(content, document, texts);
    }

    /** Without what depends on where lines are broken. */
    private static String packed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @EnumSource
    void saysEveryNumberOfTheOverviewInTextThatCanBeFound(ReportLanguages languages) throws IOException {
        Made made = make(null, languages);
        String text = packed(made.text());
        for (ReportContent.Edition edition : made.content().editions()) {
            Locale language = edition.language();
            assertThat(text).contains(packed(edition.title()), packed(edition.programme()), packed(edition.state()));
            for (ReportContent.Part part : edition.parts()) {
                assertThat(text).contains(packed(part.title()), packed(part.text()));
                part.figures()
                        .forEach(figure -> assertThat(text).contains(packed(figure.name()), packed(figure.shown())));
                for (ReportChart chart : part.charts()) {
                    assertThat(text).contains(packed(chart.title()), packed(chart.explanation()));
                    ChartTable table = chart.table(wording, language);
                    for (ChartTable.Row row : table.rows()) {
                        StringBuilder said = new StringBuilder(row.name());
                        for (int column = 0; column < row.amounts().size(); column++) {
                            BigDecimal amount = row.amounts().get(column);
                            said.append(table.text(amount, column, language));
                        }
                        assertThat(text).as(chart.id()).contains(packed(said.toString()));
                    }
                }
            }
            assertThat(text)
                    .contains(edition.counting().stream()
                            .map(ReportPdfTest::packed)
                            .toArray(String[]::new));
        }
    }

    @Test
    void hasTheNumbersOfTheOverviewOfTheSameMoment() throws IOException {
        SummaryFilter filter = new SummaryFilter(ReportYear.YEAR, null, null, null, Included.APPROVED);
        Overview overview = desk.getBean(SummaryService.class).overview(filter);
        ReportContent content = desk.getBean(ReportComposer.class)
                .compose(new ReportOrder(ReportYear.YEAR, null, ReportLanguages.ENGLISH, ReportFormat.PDF));
        List<ReportContent.Part> parts = content.editions().getFirst().parts();
        assertThat(figure(parts, "businesses"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().businesses()));
        assertThat(figure(parts, "participations"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().participations()));
        assertThat(figure(parts, "signed"))
                .isEqualByComparingTo(overview.figures().signedDeals());
        assertThat(figure(parts, "intended"))
                .isEqualByComparingTo(overview.figures().intendedDeals());
        assertThat(figure(parts, "space"))
                .isEqualByComparingTo(overview.figures().netSpace());
        assertThat(sum(parts, "months"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().events()));
        assertThat(sum(parts, "countries").add(sum(parts, "provinces")))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().events()));
        assertThat(sum(parts, "cities"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().businesses()));
        assertThat(sum(parts, "regions"))
                .isEqualByComparingTo(overview.figures().signedDeals());
        assertThat(sum(parts, "deals")).isEqualByComparingTo(overview.figures().signedDeals());
        assertThat(sum(parts, "sectors"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.sectors().stream()
                        .mapToLong(Overview.Part::events)
                        .sum()));
        assertThat(sum(parts, "zones"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.zones().stream()
                        .mapToLong(Overview.ZoneCount::zones)
                        .sum()));
        assertThat(sum(parts, "zone-figures"))
                .isEqualByComparingTo(overview.zoneFigures().stream()
                        .map(Overview.ZoneFigures::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(sum(parts, "routes"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().participations()));
        assertThat(sum(parts, "place-months"))
                .isEqualByComparingTo(BigDecimal.valueOf(overview.figures().events()));
        assertThat(sum(parts, "city-ranking")).isEqualByComparingTo(sum(parts, "cities"));
        for (Programme programme : Programme.values()) {
            ReportContent one = desk.getBean(ReportComposer.class)
                    .compose(new ReportOrder(ReportYear.YEAR, programme, ReportLanguages.ENGLISH, ReportFormat.PDF));
            Overview of = desk.getBean(SummaryService.class)
                    .overview(new SummaryFilter(ReportYear.YEAR, programme, null, null, Included.APPROVED));
            assertThat(figure(one.editions().getFirst().parts(), "signed"))
                    .isEqualByComparingTo(of.figures().signedDeals());
            assertThat(sum(one.editions().getFirst().parts(), "months"))
                    .isEqualByComparingTo(BigDecimal.valueOf(of.figures().events()));
        }
    }

    private static BigDecimal figure(List<ReportContent.Part> parts, String id) {
        return parts.stream()
                .flatMap(part -> part.figures().stream())
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    private static BigDecimal sum(List<ReportContent.Part> parts, String chart) {
        return parts.stream()
                .flatMap(part -> part.charts().stream())
                .filter(one -> one.id().equals(chart))
                .flatMap(one -> one.data().series().stream())
                .flatMap(series -> series.items().stream())
                .map(item -> Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void embedsTheUsedPartOfItsFontAndDrawsChartsWithoutAPicture() throws IOException {
        Made made = make(null, ReportLanguages.BOTH);
        for (PDPage page : made.document().getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC.*");
            }
            assertThat(page.getResources().getXObjectNames()).as("pictures").isEmpty();
        }
        int charts = made.content().editions().stream()
                .flatMap(edition -> edition.parts().stream())
                .mapToInt(part -> part.charts().size())
                .sum();
        // A heat map is a table, and tagged as one.
        int heatMaps = (int) made.content().editions().stream()
                .flatMap(edition -> edition.parts().stream())
                .flatMap(part -> part.charts().stream())
                .filter(chart -> chart.data().kind() == ChartKind.HEAT_MAP)
                .count();
        assertThat(heatMaps).isEqualTo(2);
        assertThat(charts).isEqualTo(2 * SummaryChart.values().length);
        assertThat(operators(made.document(), "re", "c", "l")).isGreaterThan(60 * charts);
        assertThat(elements(made.document().getDocumentCatalog().getStructureTreeRoot(), "Figure"))
                .hasSize(charts - heatMaps)
                .allSatisfy(
                        figure -> assertThat(figure.getAlternateDescription()).isNotBlank());
    }

    private static long operators(PDDocument document, String... names) throws IOException {
        long count = 0;
        for (PDPage page : document.getPages()) {
            count += new PDFStreamParser(page)
                    .parse().stream()
                            .filter(token -> token instanceof Operator operator
                                    && List.of(names).contains(operator.getName()))
                            .count();
        }
        return count;
    }

    @Test
    void letsNothingRunOffAPageOrIntoItsMargins() throws IOException {
        for (ReportLanguages languages : List.of(ReportLanguages.CHINESE, ReportLanguages.ENGLISH)) {
            Made made = make(null, languages);
            PDFRenderer renderer = new PDFRenderer(made.document());
            for (int page = 0; page < made.document().getNumberOfPages(); page++) {
                // Two pixels a point.
                BufferedImage picture = renderer.renderImage(page, 2, ImageType.RGB);
                String name = "%s-%02d".formatted(languages, page + 1);
                ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
                if (page > 0) {
                    assertThat(inked(picture, 0, 0, 100, picture.getHeight()))
                            .as(name + " left")
                            .isZero();
                    assertThat(inked(picture, picture.getWidth() - 100, 0, 100, picture.getHeight()))
                            .as(name + " right")
                            .isZero();
                    assertThat(inked(picture, 0, 0, picture.getWidth(), 110))
                            .as(name + " top")
                            .isZero();
                    assertThat(inked(picture, 0, picture.getHeight() - 50, picture.getWidth(), 50))
                            .as(name + " bottom")
                            .isZero();
                }
                assertThat(inked(picture, 0, 0, picture.getWidth(), picture.getHeight()))
                        .as(name + " says something")
                        .isGreaterThan(1200);
            }
            lettersStandApart(made.document());
        }
    }

    private static int inked(BufferedImage picture, int x, int y, int width, int height) {
        int inked = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                inked += (picture.getRGB(column, row) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
            }
        }
        return inked;
    }

    /** No letter is printed upon another one. */
    private static void lettersStandApart(PDDocument document) throws IOException {
        List<String> covered = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            private final List<TextPosition> seen = new ArrayList<>();

            @Override
            protected void startPage(PDPage page) {
                seen.clear();
            }

            @Override
            protected void processTextPosition(TextPosition letter) {
                if (!letter.getUnicode().isBlank()) {
                    for (TextPosition other : seen) {
                        boolean across = letter.getX() + 1 < other.getX() + other.getWidth()
                                && other.getX() + 1 < letter.getX() + letter.getWidth();
                        boolean down = Math.abs(letter.getY() - other.getY())
                                < 0.55 * Math.min(letter.getFontSizeInPt(), other.getFontSizeInPt());
                        if (across && down) {
                            covered.add("page " + getCurrentPageNo() + ": " + letter.getUnicode() + " on "
                                    + other.getUnicode() + " at " + letter.getX() + "," + letter.getY());
                        }
                    }
                    seen.add(letter);
                }
                super.processTextPosition(letter);
            }
        };
        stripper.setSortByPosition(false);
        stripper.getText(document);
        assertThat(covered).isEmpty();
    }

    @Test
    void tellsItsStructureItsLanguageAndWhereEverythingIs() throws IOException {
        Made made = make(Programme.GTW, ReportLanguages.BOTH);
        var catalog = made.document().getDocumentCatalog();
        assertThat(catalog.getLanguage()).isEqualTo("zh-CN");
        assertThat(catalog.getMarkInfo().isMarked()).isTrue();
        assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
        assertThat(made.document().getDocumentInformation().getTitle())
                .contains("2021年度报告：粤贸全球", "Annual report 2021: Guangdong Trade Worldwide");
        assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<rdf:li>zh-CN</rdf:li><rdf:li>en</rdf:li>");
        PDStructureNode root = catalog.getStructureTreeRoot();
        assertThat(elements(root, "Part"))
                .extracting(PDStructureElement::getLanguage)
                .containsExactly("zh-CN", "en");
        assertThat(belongings(made.document()))
                .as("pieces of pages that belong to an element")
                .isGreaterThan(200);
        List<String> headings = made.content().editions().stream()
                .flatMap(edition -> edition.parts().stream())
                .map(ReportContent.Part::title)
                .toList();
        assertThat(elements(root, "H1")).hasSizeGreaterThan(headings.size());
        assertThat(elements(root, "TH")).isNotEmpty();
        assertThat(elements(root, "Link")).hasSameSizeAs(elements(root, "TOCI"));
        List<String> bookmarks = new ArrayList<>();
        for (PDOutlineItem language : catalog.getDocumentOutline().children()) {
            language.children().forEach(section -> bookmarks.add(section.getTitle()));
        }
        assertThat(bookmarks).containsSubsequence(headings);
    }

    /** How many pieces of pages lead back to an element of the structure; fails where one leads to none. */
    private static int belongings(PDDocument document) throws IOException {
        COSArray numbers = document.getDocumentCatalog()
                .getStructureTreeRoot()
                .getParentTree()
                .getCOSObject()
                .getCOSArray(COSName.NUMS);
        Map<Integer, COSBase> tree = new HashMap<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            tree.put(numbers.getInt(i), numbers.getObject(i + 1));
        }
        int pieces = 0;
        for (PDPage page : document.getPages()) {
            COSArray elements = (COSArray) Objects.requireNonNull(tree.get(page.getStructParents()));
            long marked = new PDFStreamParser(page)
                    .parse().stream()
                            .filter(token -> token instanceof Operator operator
                                    && operator.getName().equals("BDC"))
                            .count();
            assertThat(elements.size()).isEqualTo(marked);
            pieces += elements.size();
            for (PDAnnotation annotation : page.getAnnotations()) {
                assertThat(tree).containsKey(annotation.getStructParent());
            }
        }
        return pieces;
    }

    @Test
    void namesInItsTableOfContentsThePageOnWhichEachHeadingStands() throws IOException {
        Made made = make(null, ReportLanguages.ENGLISH);
        String contents = made.pages().get(1);
        assertThat(contents).startsWith("Contents");
        for (ReportContent.Part part : made.content().editions().getFirst().parts()) {
            Matcher line = Pattern.compile("(?m)^" + Pattern.quote(part.title()) + "\\s+(\\d+)$")
                    .matcher(contents);
            assertThat(line.find()).as(part.title()).isTrue();
            assertThat(made.pages().get(Integer.parseInt(line.group(1)) - 1)).startsWith(part.title());
        }
        int all = made.pages().size();
        for (int page = 2; page <= all; page++) {
            assertThat(made.pages().get(page - 1)).contains("Page " + page + " of " + all);
        }
        Made chinese = make(null, ReportLanguages.CHINESE);
        int pages = chinese.pages().size();
        assertThat(chinese.pages().getLast()).contains("第 " + pages + " 页，共 " + pages + " 页");
    }

    @Test
    void saysWhatPeopleHaveWrittenAndMarksWhatFollowsFromTheFigures() throws IOException {
        ReportTextService texts = desk.getBean(ReportTextService.class);
        String odd =
                "Written by hand: \u201cé, ß, 5 < 6 & 7\u201d, 🎉\n\nA second paragraph, with a word that is too wide: "
                        + "w".repeat(300);
        texts.write(0, new ReportTextData(ReportYear.YEAR, Programme.GTN, "cities", "手写的文字（测试）。", odd));
        Made made = make(Programme.GTN, ReportLanguages.BOTH);
        String text = packed(made.text());
        assertThat(text).contains("手写的文字（测试）。", packed("Written by hand: “é, ß, 5 < 6 & 7”, □"), "w".repeat(300));
        int generated = made.content().editions().stream()
                .mapToInt(edition -> (int) edition.parts().stream()
                        .filter(ReportContent.Part::generated)
                        .count())
                .sum();
        assertThat(generated).isEqualTo(12);
        assertThat(text.split("Thistextwasgeneratedfromthefigures", -1)).hasSize(7);
        assertThat(text.split("以上文字根据数据自动生成", -1)).hasSize(7);
    }

    @Test
    void isMadeOfAYearInWhichNothingHasHappened() throws IOException {
        ReportContent content = desk.getBean(ReportComposer.class)
                .compose(new ReportOrder(1990, null, ReportLanguages.BOTH, ReportFormat.PDF));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        desk.getBean(ReportFiles.class).write(content, out, part -> {});
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("In 1990, no events were held", "No businesses took part.");
        }
    }

    private static List<PDStructureElement> elements(PDStructureNode in, String type) {
        List<PDStructureElement> found = new ArrayList<>();
        for (Object kid : in.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if (element.getStructureType().equals(type)) {
                    found.add(element);
                }
                found.addAll(elements(element, type));
            }
        }
        return found;
    }
}

package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRow;
import org.yuemao.importing.TableRows;
import org.yuemao.summary.SummaryChart;

@InTheBrowser
class ExportBrowserTest {
    private static final String NAMES = """
            () => [...document.querySelectorAll('vaadin-grid a[href^="businesses/"]')]
                .filter((link) => link.checkVisibility() && link.textContent.trim())
                .map((link) => [link.getBoundingClientRect().top, link.textContent.trim()])
                .sort(([one], [other]) => one - other).map(([, name]) => name)""";

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @Test
    void downloadsWithTheKeyboardAloneWhatTheListShows() {
        Page page = Browser.window();
        Browser.signIn(page, desk, "viewer");
        page.navigate(desk.url("businesses?search=lamp&city=440300"));
        page.waitForFunction(Shown.rowsWith("lamp"));
        page.getByText("Name", new Page.GetByTextOptions().setExact(true)).click();
        Shown.await(page);
        @SuppressWarnings("unchecked")
        List<String> shown = (List<String>) page.evaluate(NAMES);
        assertThat(shown).hasSizeGreaterThan(5);
        for (int format = 0; format < 2; format++) {
            int downs = format;
            Download download = page.waitForDownload(() -> chooseFormat(page, downs));
            assertThat(download.suggestedFilename())
                    .matches("Businesses, \\d{4}-\\d\\d-\\d\\d\\." + (format == 0 ? "xlsx" : "csv"));
            List<TableRow> rows = rows(download.path());
            int name = rows.getFirst().texts().indexOf("Name in English");
            assertThat(rows.stream().skip(1).map(row -> row.at(name).text()))
                    .as("as sorted and filtered, and more than fits the window")
                    .startsWith(shown.toArray(String[]::new))
                    .allSatisfy(text -> assertThat(text).containsIgnoringCase("lamp"));
        }
    }

    @Test
    void makesAnAnnualReportWithTheKeyboardAloneAndDownloadsIt() throws IOException {
        Page page = Browser.window();
        Browser.signIn(page, desk, "viewer");
        page.navigate(desk.url("reports?year=2021"));
        page.locator(".report-order vaadin-button").waitFor();
        Browser.tabTo(page, "Make the report");
        page.keyboard().press("Enter");
        page.locator(".report-list > li.DONE").waitFor();
        Download download = page.waitForDownload(() -> {
            page.locator(".report-list .report-download").focus();
            page.keyboard().press("Enter");
        });
        assertThat(download.suggestedFilename())
                .isEqualTo("Annual report 2021, Guangdong Trade Worldwide and Nationwide.pdf");
        try (PDDocument report = Loader.loadPDF(download.path().toFile())) {
            assertThat(report.getNumberOfPages()).isGreaterThan(12);
            assertThat(new PDFTextStripper().getText(report))
                    .contains("In 2021, ", "Page 3 of " + report.getNumberOfPages());
            looksAsItShould(report);
        }
    }

    /** What a person sees who leafs through it: each page says something within its margins, each chart has colours. */
    private static void looksAsItShould(PDDocument report) throws IOException {
        PDFRenderer renderer = new PDFRenderer(report);
        List<BufferedImage> pictures = new ArrayList<>();
        for (int page = 0; page < report.getNumberOfPages(); page++) {
            for (COSName name : report.getPage(page).getResources().getFontNames()) {
                assertThat(report.getPage(page).getResources().getFont(name).isEmbedded())
                        .as("font of page " + (page + 1))
                        .isTrue();
            }
            BufferedImage picture = renderer.renderImage(page, 1, ImageType.RGB);
            pictures.add(picture);
            if (page > 0) {
                assertThat(count(picture, 50, 55, picture.getWidth() - 100, picture.getHeight() - 110, 700))
                        .as("page %d is not empty", page + 1)
                        .isGreaterThan(300);
                assertThat(count(picture, 0, 0, 50, picture.getHeight(), 765)
                                + count(picture, picture.getWidth() - 50, 0, 50, picture.getHeight(), 765)
                                + count(picture, 0, 0, picture.getWidth(), 55, 765)
                                + count(picture, 0, picture.getHeight() - 25, picture.getWidth(), 25, 765))
                        .as("in the margins of page %d", page + 1)
                        .isZero();
            }
        }
        int charts = 0;
        for (PDOutlineItem section :
                report.getDocumentCatalog().getDocumentOutline().children()) {
            for (PDOutlineItem chart : section.children()) {
                PDPageXYZDestination place = (PDPageXYZDestination) chart.getDestination();
                BufferedImage picture = pictures.get(place.retrievePageNumber());
                int top = picture.getHeight() - place.getTop();
                assertThat(coloured(picture, top, Math.min(picture.getHeight() - 60, top + 170)))
                        .as(chart.getTitle())
                        .isGreaterThan(60);
                charts++;
            }
        }
        assertThat(charts).isEqualTo(SummaryChart.values().length);
    }

    /** How many pixels are darker than the sum of three parts. */
    private static int count(BufferedImage picture, int x, int y, int width, int height, int lighter) {
        int dark = 0;
        for (int rgb : picture.getRGB(x, y, width, height, null, 0, width)) {
            dark += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255) < lighter ? 1 : 0;
        }
        return dark;
    }

    /** How many pixels between two heights are neither white nor grey. */
    private static int coloured(BufferedImage picture, int from, int to) {
        int coloured = 0;
        for (int rgb : picture.getRGB(0, from, picture.getWidth(), to - from, null, 0, picture.getWidth())) {
            int red = rgb >> 16 & 255;
            int blue = rgb & 255;
            coloured += Math.abs(red - blue) > 24 ? 1 : 0;
        }
        return coloured;
    }

    private static void chooseFormat(Page page, int downs) {
        page.locator(".export-menu vaadin-menu-bar-button").first().focus();
        page.keyboard().press("ArrowDown");
        page.locator("vaadin-menu-bar-item:focus").waitFor();
        for (int i = 0; i < downs; i++) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
    }

    private static List<TableRow> rows(Path file) {
        List<TableRow> read = new ArrayList<>();
        try (TableFile table = TableFile.open(file, "downloaded");
                TableRows rows = table.rows(table.tables().getFirst())) {
            rows.forEachRemaining(read::add);
        }
        return read;
    }
}

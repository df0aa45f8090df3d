package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRow;
import org.yuemao.importing.TableRows;

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
        }
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

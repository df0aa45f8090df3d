package org.yuemao.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuemao.business.CreditCode;
import org.yuemao.exporting.TableColumn;
import org.yuemao.exporting.TableWriter;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRows;

/** A workbook on its way into the desk, and its wrong rows on their way back. */
@InTheBrowser
class ImportBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheRightRowsAndGivesTheWrongOnesBackWithTheirReasons() throws IOException {
        RunningDesk desk = RunningDesk.withSampleYear();
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("import?kind=businesses"));
        page.locator("vaadin-upload input[type=file]").setInputFiles(workbook("import"));

        Locator card = page.locator(".import-card");
        assertThat(card).containsText("import.xlsx: Businesses, titles in row 2");
        // Everything is understood, so that Enter goes on.
        page.waitForFunction("document.activeElement.textContent.trim() === 'Check'");
        page.keyboard().press("Enter");
        assertThat(tile(page, "new")).containsText("2");
        assertThat(tile(page, "wrong")).containsText("1");
        assertThat(card).containsText("“Atlantis” is none of the choices");

        card.getByText("Write the right rows now").click();
        card.getByText("Write 2 rows").click();
        assertThat(card.locator("h2")).hasText("import.xlsx: imported");
        Download back =
                page.waitForDownload(() -> card.getByText("as a workbook").click());
        assertThat(back.suggestedFilename()).isEqualTo("import, wrong rows.xlsx");
        Path wrong = folder.resolve("wrong.xlsx");
        back.saveAs(wrong);
        try (TableFile file = TableFile.open(wrong, "wrong.xlsx");
                TableRows rows = file.rows(file.tables().getFirst())) {
            rows.next();
            assertThat(rows.next().texts().getLast()).contains("Row 5", "“Atlantis” is none of the choices");
            assertThat(rows.hasNext()).isFalse();
        }
        page.navigate(desk.url("businesses?search=Imported"));
        assertThat(business(page, "Imported Lamps 1")).isVisible();
        assertThat(business(page, "Imported Lamps 3")).isHidden();
    }

    /** The business in the list; its name may stand in a tooltip as well, where the mouse is. */
    private static Locator business(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoTable() throws IOException {
        RunningDesk desk = RunningDesk.withSampleYear();
        Page page = Browser.window();
        Browser.signIn(page, desk, "official");
        page.navigate(desk.url("import"));
        Path letter = Files.writeString(folder.resolve("letter.xlsx"), "%PDF-1.7\n");
        page.locator("vaadin-upload input[type=file]").setInputFiles(letter);
        assertThat(page.locator(".import-refused")).containsText("This is a PDF.");
    }

    private static Locator tile(Page page, String verdict) {
        return page.locator(".import-tile." + verdict + " .import-tile-number");
    }

    /** Two right rows and a wrong one, below a title that is none of the table. */
    private Path workbook(String name) throws IOException {
        Path path = folder.resolve(name + ".xlsx");
        try (TableWriter table = TableWriter.workbook(
                Files.newOutputStream(path), "Sheet", List.of(TableColumn.text("Participants of 2021", 30)))) {
            table.row(List.of("Unified social credit code", "Name in English", "City"));
            table.row(List.of(code(1), "Imported Lamps 1", "Shenzhen"));
            table.row(List.of(code(2), "Imported Lamps 2", "广州"));
            table.row(List.of(code(3), "Imported Lamps 3", "Atlantis"));
        }
        return path;
    }

    private static String code(int number) {
        String seventeen = "91440300" + (600_000_000 + number);
        return seventeen + CreditCode.checkCharacter(seventeen);
    }
}

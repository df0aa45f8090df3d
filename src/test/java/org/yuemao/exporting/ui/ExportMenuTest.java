package org.yuemao.exporting.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.Companies;
import org.yuemao.DeskTest;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessService;
import org.yuemao.exporting.RunningExports;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRow;
import org.yuemao.importing.TableRows;

@DeskTest
@WithUserDetails("viewer")
class ExportMenuTest extends SpringBrowserlessTest {

    @Autowired
    private BusinessService businesses;

    @Autowired
    private UserDetailsService people;

    @Autowired
    private RunningExports running;

    @TempDir
    private Path folder;

    private final List<RunningExports.Place> taken = new ArrayList<>();

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void leave() {
        taken.forEach(RunningExports.Place::close);
    }

    @Test
    @SuppressWarnings("unchecked")
    void exportsTheListAsItIsFilteredAndSorted() throws IOException {
        for (String name : List.of("Quagga B", "Quagga C", "Quagga A", "Zorse")) {
            register(name);
        }
        UI.getCurrent().navigate("businesses");
        test(find(TextField.class).withCaption("Search by name or code").single())
                .setValue("quagga");
        Grid<BusinessListItem> grid = find(Grid.class).single();
        grid.sort(List.of(new com.vaadin.flow.component.grid.GridSortOrder<>(
                grid.getColumns().get(1), SortDirection.DESCENDING)));
        List<String> shown = IntStream.range(0, test(grid).size())
                .mapToObj(row -> test(grid).getRow(row).names().in(Locale.ENGLISH))
                .toList();
        assertThat(shown).containsExactly("Quagga C", "Quagga B", "Quagga A");
        for (String format : List.of("Excel (.xlsx)", "CSV (.csv)")) {
            List<TableRow> rows = download(format);
            assertThat(rows.getFirst().texts())
                    .startsWith("Unified social credit code")
                    .contains("City", "Last changed", "Last changed by");
            int name = rows.getFirst().texts().indexOf("Name in English");
            assertThat(rows.stream().skip(1).map(row -> row.at(name).text())).isEqualTo(shown);
            assertThat(rows.get(1).texts()).as("in the person's language").contains("Shenzhen");
        }
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        UI.getCurrent().navigate("zones");
        UI.getCurrent().navigate("businesses");
        test(find(TextField.class).withCaption("按名称或代码搜索").single()).setValue("quagga");
        new MenuBarTester<>(menu()).clickItem(0, 0);
        assertThat(read().get(1).texts()).contains("深圳市");
    }

    @Test
    void saysThatThereIsNothingToExport() {
        UI.getCurrent().navigate("businesses");
        test(find(TextField.class).withCaption("Search by name or code").single())
                .setValue("no such business");
        new MenuBarTester<>(menu()).clickItem(0, 1);
        assertThat(test(find(Notification.class).last()).getText()).startsWith("Nothing to export");
        assertThat(link().getHref()).isEmpty();
    }

    @Test
    void saysThatTooManyExportsAreRunning() {
        register("Okapi");
        taken.add(running.take("viewer").start());
        taken.add(running.take("viewer").start());
        UI.getCurrent().navigate("businesses");
        new MenuBarTester<>(menu()).clickItem(0, 1);
        assertThat(test(find(Notification.class).last()).getText()).startsWith("2 of your exports are still running");
    }

    @Test
    void givesThePlaceBackWhenTheFileIsThere() throws IOException {
        register("Bongo");
        UI.getCurrent().navigate("businesses");
        for (int i = 0; i < 5; i++) {
            download("CSV (.csv)");
        }
    }

    @Test
    @WithUserDetails("administrator")
    void standsBesideEveryList() {
        for (String list : List.of("events", "businesses", "participations", "zones", "indicators", "accounts")) {
            UI.getCurrent().navigate(list);
            assertThat(menu().getItems().getFirst().getSubMenu().getItems())
                    .as(list)
                    .hasSize(list.equals("zones") || list.equals("indicators") ? 4 : 2);
        }
        UI.getCurrent().navigate("accounts");
    }

    @Test
    @WithUserDetails("administrator")
    void exportsAccountsWithoutTheirPasswords() throws IOException {
        UI.getCurrent().navigate("accounts");
        List<TableRow> rows = download("Excel (.xlsx)");
        assertThat(rows.getFirst().texts())
                .containsExactly("Username", "Full name", "Role", "Office", "State", "Last sign-in", "Second factor");
        assertThat(rows).anySatisfy(row -> assertThat(row.texts()).contains("clerk"));
        assertThat(rows).noneSatisfy(row -> assertThat(row.texts()).anyMatch(text -> text.contains("$")));
    }

    private List<TableRow> download(String format) throws IOException {
        new MenuBarTester<>(menu()).clickItem(0, format.startsWith("Excel") ? 0 : 1);
        return read();
    }

    private List<TableRow> read() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        test(link()).download(content);
        Path file = Files.write(folder.resolve("downloaded"), content.toByteArray());
        List<TableRow> read = new ArrayList<>();
        try (TableFile table = TableFile.open(file, "downloaded");
                TableRows rows = table.rows(table.tables().getFirst())) {
            rows.forEachRemaining(read::add);
        }
        return read;
    }

    private MenuBar menu() {
        return find(MenuBar.class).all().stream()
                .filter(menu -> menu.getParent()
                        .filter(parent -> parent.getElement().getClassList().contains("export-menu"))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private Anchor link() {
        return (Anchor) menu().getParent()
                .orElseThrow()
                .getChildren()
                .filter(Anchor.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private void register(String name) {
        Colleagues.as("clerk", people, () -> businesses.register(Companies.ofShenzhen(name, null)));
    }
}

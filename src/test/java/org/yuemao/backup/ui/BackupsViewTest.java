package org.yuemao.backup.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.backup.Backup;
import org.yuemao.backup.BackupService;

@DeskTest
@WithUserDetails("administrator")
class BackupsViewTest extends SpringBrowserlessTest {

    @Autowired
    private BackupService backups;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    private void open() {
        UI.getCurrent().navigate("backups");
    }

    @SuppressWarnings("unchecked")
    private Grid<Backup> grid() {
        return find(Grid.class).single();
    }

    @Test
    void makesOneAndShowsItVerifiesItAndHandsItOut() throws Exception {
        open();
        int before = backups.all().size();
        test(find(Button.class).withText("Make a backup now").single()).click();
        await().pollInSameThread()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> backups.standing().underWay() == null);
        assertThat(backups.standing().failure()).isNull();
        open();
        assertThat(grid().getListDataView().getItemCount()).isEqualTo(before + 1);
        Backup made = backups.all().getFirst();
        assertThat(made.isGood()).isTrue();
        assertThat(find(Paragraph.class).all().stream().map(Paragraph::getText))
                .anyMatch(text -> text.startsWith("Last good backup: ") && text.endsWith("(just now)."));
        assertThat(backups.verify(made.name()).isGood()).isTrue();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        backups.write(made.name(), file);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file.toByteArray()))) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
            assertThat(names).contains("yuemao.mv.db", "manifest.json");
        }
    }

    @Test
    void saysOfADamagedOneWhyOnAPhoneToo() throws Exception {
        Path damaged = Path.of(backups.standing().folder(), "yuemao-2020-01-02-030405.zip");
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "no backup");
        try {
            open();
            int row = grid().getListDataView()
                    .getItems()
                    .map(Backup::name)
                    .toList()
                    .indexOf("yuemao-2020-01-02-030405.zip");
            Component actions =
                    test(grid()).getCellComponent(row, grid().getColumns().size() - 1);
            assertThat(actions.getChildren().map(part -> part.getElement().getText()))
                    .containsExactly("Damaged, or no backup of a desk: yuemao-2020-01-02-030405.zip");
        } finally {
            Files.delete(damaged);
        }
    }

    @Test
    void warnsOfNothingWhereTheDatabaseIsNew() {
        database.sql("update account set created_at = created_at - interval '3' day where username = 'administrator'")
                .update();
        assertThat(backups.standing().overdue()).isFalse();
    }

    @Test
    @WithUserDetails("official")
    void isClosedToOthers() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(backups::all);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(backups::make);
        open();
        assertThat(find(Grid.class).all()).isEmpty();
    }
}

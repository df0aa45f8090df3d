package org.yuemao.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetNotesTest {
    @TempDir
    Path folder;

    @Test
    void notesHiddenRowsAndCellsMergedOverSeveralRows() throws IOException {
        Path path = Files.write(folder.resolve("fair.xlsx"), SheetsWithSecrets.participations());
        try (TableFile file = TableFile.open(path, "fair.xlsx");
                TableRows rows = file.rows(file.tables().getFirst())) {
            rows.forEachRemaining(row -> {});
            assertThat(rows.notes().hiddenRows()).containsExactlyInAnyOrder(3, 5);
            assertThat(rows.notes().merged())
                    .containsExactly(new SheetNotes.Merged(2, 4, 2, ""), new SheetNotes.Merged(2, 3, 3, ""));
        }
    }

    @Test
    void saysTheSameInAllRowsOfAMergedCell() throws IOException {
        Path path = Files.write(folder.resolve("fair.xlsx"), SheetsWithSecrets.participations());
        List<String> cities = new ArrayList<>();
        List<String> deals = new ArrayList<>();
        try (TableFile file = TableFile.open(path, "fair.xlsx");
                TableRows rows = MergedRows.over(
                        file.rows(file.tables().getFirst()), List.of(new SheetNotes.Merged(2, 4, 2, "深圳")))) {
            rows.forEachRemaining(row -> {
                cities.add(row.at(2).text());
                deals.add(row.at(3).text());
            });
        }
        assertThat(cities).containsExactly("城市", "深圳", "深圳", "深圳", "广州");
        assertThat(deals).containsExactly("成交额（元）", "9000", "", "300", "");
    }
}

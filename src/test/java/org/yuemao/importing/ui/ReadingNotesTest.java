package org.yuemao.importing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.ImportService;
import org.yuemao.importing.SheetsWithSecrets;

@DeskTest
@WithUserDetails("official")
class ReadingNotesTest extends SpringBrowserlessTest {
    @Autowired
    private ImportService imports;

    @Test
    void saysWhichHiddenRowsWereReadAndWhatStandsForSeveralRows() throws IOException {
        UI.getCurrent().setLocale(Locale.ENGLISH);
        ImportFile file = imports.receive("fair.xlsx", new ByteArrayInputStream(SheetsWithSecrets.participations()));
        RecordRows rows = imports.kinds().stream()
                .filter(one -> one.kind().equals("participations"))
                .findFirst()
                .orElseThrow();
        var tables = imports.tables(file);
        ImportProposal proposal = imports.propose(file, rows.kind(), tables.getFirst());
        List<ImportPlan> plans = new ArrayList<>();
        MappingPanel mapping = new MappingPanel(
                file, rows, tables, proposal, Map.of("eventCode", "GTW-2021-001"), other -> {}, plans::add, () -> {});
        UI.getCurrent().add(mapping);
        Button check = find(Button.class, mapping).withText("Check").single();
        test(check).click();
        assertThat(text(rows, plans.getFirst(), proposal))
                .contains("2 rows that the workbook hides or filters out were read as well: 3, 5.")
                .contains("2 cells lie under a cell that is merged over several rows, and were read as what it says:"
                        + " City “深圳” in rows 2 to 4")
                .contains("1 amount stands in a cell that is merged over several rows."
                        + " Each was read once, in the first of its rows: ")
                .contains("“9000” in rows 2 to 3");

        find(Checkbox.class, mapping)
                .withCondition(box ->
                        box.getLabel().equals("Leave out the 2 rows that the workbook hides or filters out (3, 5)"))
                .single()
                .setValue(true);
        test(check).click();
        assertThat(plans.getLast().skippedRows()).containsExactlyInAnyOrder(3, 5);
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(text(rows, plans.getLast(), proposal)).contains("工作簿中隐藏或被筛选掉的 2 行不导入：3, 5");
    }

    private static String text(RecordRows rows, ImportPlan plan, ImportProposal proposal) {
        ReadingNotes notes = new ReadingNotes(rows, plan, proposal);
        assertThat(notes.isVisible()).isTrue();
        return notes.getElement().getTextRecursively();
    }
}

package org.yuemao.diagnosis.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H1;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.Jobs.Job;
import org.yuemao.diagnosis.Diagnostics;
import org.yuemao.diagnosis.Trouble;

@DeskTest
@WithUserDetails("administrator")
class DiagnosticsViewTest extends SpringBrowserlessTest {
    @Autowired
    private Diagnostics diagnostics;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void showsHowTheDeskIsAndWhatItDoesByItself() {
        UI.getCurrent().navigate("diagnostics");
        assertThat(find(H1.class).all()).extracting(H1::getText).containsExactly("Diagnostics");
        List<String> terms = find(DescriptionList.Term.class).all().stream()
                .map(DescriptionList.Term::getText)
                .toList();
        assertThat(terms)
                .contains("Version", "Java", "Kind", "Last migration", "Free", "Last good backup", "Open windows");
        assertThat(find(DescriptionList.Description.class).all())
                .extracting(DescriptionList.Description::getText)
                .anyMatch(text -> text.startsWith("H2 2."))
                .anyMatch(text -> text.matches("V\\d{3} .+"));
        assertThat(jobs().getGenericDataView().getItems().map(Job::name)).contains("folding", "sealing", "drafts");
    }

    @Test
    void showsWhatHasGoneWrongLastWithoutWhatWasTyped() {
        // Another application in this process may have set up the log anew, which is mended by looking.
        diagnostics.look();
        LoggerFactory.getLogger("org.yuemao.TriedOut")
                .warn("Nothing could be done for li.lei@example.com", new IllegalStateException("'13800138000'"));
        UI.getCurrent().navigate("diagnostics");
        assertThat(troubles().getGenericDataView().getItems())
                .filteredOn(trouble -> trouble.where().equals("TriedOut"))
                .isNotEmpty()
                .allSatisfy(trouble -> {
                    assertThat(trouble.what()).isEqualTo("Nothing could be done for …");
                    assertThat(trouble.failure()).startsWith("java.lang.IllegalStateException: …");
                });
        String text = diagnostics.forSupport(diagnostics.look());
        assertThat(text)
                .contains("Nothing could be done for …", "folding:", "connections in use")
                .doesNotContain("li.lei")
                .doesNotContain("13800138000")
                .doesNotContain("null rows");
    }

    @Test
    @WithUserDetails("official")
    void isForAdministratorsAlone() {
        UI.getCurrent().navigate("diagnostics");
        assertThat(find(H1.class).all()).extracting(H1::getText).doesNotContain("Diagnostics");
    }

    @SuppressWarnings("unchecked")
    private Grid<Job> jobs() {
        return find(Grid.class).all().getFirst();
    }

    @SuppressWarnings("unchecked")
    private Grid<Trouble> troubles() {
        return find(Grid.class).all().getLast();
    }
}

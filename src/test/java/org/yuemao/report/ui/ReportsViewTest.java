package org.yuemao.report.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.draft.Drafts;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.report.Report;
import org.yuemao.report.ReportFormat;
import org.yuemao.report.ReportService;
import org.yuemao.report.ReportState;
import org.yuemao.report.ReportTextData;
import org.yuemao.report.ReportTextService;

/** Each test has years of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class ReportsViewTest extends SpringBrowserlessTest {

    @Autowired
    private ReportService reports;

    @Autowired
    private ReportTextService texts;

    @Autowired
    private EventService events;

    @Autowired
    private Drafts drafts;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
        tidy();
    }

    @AfterEach
    void tidy() {
        drafts.own().forEach(draft -> drafts.discard(draft.id()));
        reports.mine().forEach(report -> reports.cancel(report.id()));
        awaitReports();
        reports.mine().forEach(report -> reports.remove(report.id()));
    }

    private void awaitReports() {
        await().pollInSameThread().atMost(60, TimeUnit.SECONDS).until(() -> reports.mine().stream()
                .noneMatch(one -> one.state().isUnderWay()));
    }

    @Test
    void makesAReportOfTheYearAndProgrammeInTheAddressAndOffersItsFile() {
        open("year=2150&programme=GTN");
        assertThat(select("Year").getValue()).isEqualTo(2150);
        assertThat(select("Programme").getValue()).isEqualTo("GTN");
        RadioButtonGroup<?> languages = find(RadioButtonGroup.class).all().getFirst();
        assertThat(String.valueOf(languages.getValue())).isEqualTo("ENGLISH");
        assertThat(find(ListItem.class).all()).isEmpty();
        click("Make the report");
        awaitReports();
        open("year=2150&programme=GTN");
        ListItem row = find(ListItem.class).single();
        assertThat(row.getElement().getTextRecursively())
                .contains("2150, Guangdong Trade Nationwide", "English · PDF", "Done", "pages", "figures as of")
                .contains("Nothing has been changed since.");
        assertThat(find(Anchor.class, row).single().isVisible()).isTrue();
        Report made = reports.mine().getFirst();
        assertThat(made.state()).isEqualTo(ReportState.DONE);
        assertThat(made.order().format()).isEqualTo(ReportFormat.PDF);
        assertThat(made.order().programme()).isEqualTo(Programme.GTN);
        schedule(2150, "Another");
        open("year=2150");
        assertThat(find(ListItem.class).single().getElement().getTextRecursively())
                .contains("Something has been changed since.");
        test(find(Button.class, find(ListItem.class).single())
                        .withText("Remove")
                        .single())
                .click();
        assertThat(reports.mine()).isEmpty();
    }

    @Test
    void showsGeneratedTextsUntilSomebodyWritesAndThenBothApart() {
        schedule(2152, "Only");
        open("year=2152");
        assertThat(card("The year at a glance"))
                .contains("In 2152, one event was held", "2152年共举办 1 场活动", "Generated from the figures");
        test(edit("summary")).click();
        TextArea english = area("Text in English");
        assertThat(english.getValue()).isEmpty();
        test(english).setValue("A year like no other.");
        click("Save");
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(card("The year at a glance"))
                .contains(
                        "A year like no other.", "Written by official", "2152年共举办 1 场活动", "Generated from the figures")
                .doesNotContain("In 2152, one event was held");
        assertThat(texts.text(2152, null, "summary").data().en()).isEqualTo("A year like no other.");
        open("year=2152&programme=GTW");
        assertThat(card("The year at a glance"))
                .as("the programme has texts of its own")
                .doesNotContain("A year like no other.");
    }

    @Test
    void beginsWithTheGeneratedTextAndKeepsItAsADraftUntilItIsSaved() {
        schedule(2154, "Only");
        open("year=2154");
        test(edit("months")).click();
        click("Begin with the generated text in English");
        assertThat(area("Text in English").getValue()).startsWith("Most events began in May (1).");
        assertThat(drafts.own()).singleElement().satisfies(draft -> {
            assertThat(draft.subject().formKey()).isEqualTo("report-text:2154.ALL.months");
            assertThat(draft.subject().address()).startsWith("reports");
        });
        click("Cancel");
        test(find(ConfirmDialog.class).single()).confirm();
        open("year=2160");
        click("Continue");
        assertThat(area("Text in English").getValue()).startsWith("Most events began in May (1).");
        click("Save");
        assertThat(texts.text(2154, null, "months").data().en()).startsWith("Most events began in May");
        assertThat(drafts.own()).isEmpty();
    }

    @Test
    void bringsTogetherWhatTwoPeopleWriteAtTheSameTime() {
        open("year=2156");
        test(edit("zones")).click();
        test(area("Text in English")).setValue("Mine");
        Colleagues.as("official", people, () -> {
            texts.write(0, new ReportTextData(2156, null, "zones", "别人的", "Theirs"));
            return true;
        });
        click("Save");
        assertThat(area("Text in Chinese").getValue()).as("taken over").isEqualTo("别人的");
        assertThat(area("Text in English").getValue())
                .as("nothing typed is lost")
                .isEqualTo("Mine");
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("Theirs");
        click("Save");
        assertThat(texts.text(2156, null, "zones").data())
                .isEqualTo(new ReportTextData(2156, null, "zones", "别人的", "Mine"));
    }

    @Test
    @WithUserDetails("clerk")
    void letsOthersThanTheProvincialDepartmentReadAlone() {
        open("year=2158");
        assertThat(card("Zones")).contains("Generated from the figures");
        assertThat(find(Button.class).withText("Edit").all()).isEmpty();
        click("Make the report");
        awaitReports();
        assertThat(reports.mine()).hasSize(1);
    }

    private static void open(String query) {
        UI.getCurrent().navigate("reports", QueryParameters.fromString(query));
    }

    private Select<?> select(String label) {
        return find(Select.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private TextArea area(String label) {
        return find(TextArea.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Button edit(String section) {
        return find(Button.class).withId("edit-" + section).single();
    }

    private String card(String title) {
        return find(Section.class).all().stream()
                .map(Component::getElement)
                .map(element -> element.getTextRecursively())
                .filter(text -> text.startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    private void schedule(int year, String name) {
        Event event = events.schedule(new EventData(
                Programme.GTW,
                name,
                null,
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                "440300",
                Set.of("electronics"),
                EventStatus.COMPLETED,
                null,
                null,
                null,
                null));
        Fairs.approve(events, event);
    }
}

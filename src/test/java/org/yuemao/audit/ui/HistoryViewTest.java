package org.yuemao.audit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.event.Event;
import org.yuemao.event.EventBulkChange;
import org.yuemao.event.EventChange;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;

/** What a person sees of all changes, and does with them. */
@DeskTest
@WithUserDetails("official")
class HistoryViewTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private EventBulkChange bulkChange;

    @Autowired
    private HistoryDialogs dialogs;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void findsChangesByNameSaysThemInWordsAndOpensTheHistoryOfTheRecord() {
        Event event = events.schedule(Fairs.inMay(2653, "Lamps of the desk"));
        events.moveTo(event.id(), event.version(), EventStatus.COMPLETED);
        navigate("history", HistoryView.class);
        test(find(TextField.class).all().getFirst()).setValue("lamps of the DESK");
        Grid<?> grid = find(Grid.class).single();
        assertThat(test(grid).size()).isEqualTo(2);
        assertThat(row(grid, 0))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Huang Guoqiang (official)"))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Event changed"))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Lamps of the desk · " + event.code()))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Status: Confirmed → Completed"));
        assertThat(row(grid, 1)).anySatisfy(cell -> assertThat(cell).isEqualTo("Event entered"));

        test(grid).clickRow(0);
        assertThat(find(Span.class).withClassName("history-title").all()).hasSize(2);
    }

    @Test
    void opensAnOperationIntoItsRowsByItsAddress() {
        Event one = events.schedule(Fairs.inMay(2654, "Together one"));
        Event two = events.schedule(Fairs.inMay(2654, "Together two"));
        bulkChange.apply(List.of(one.id(), two.id()), new EventChange.Status(EventStatus.POSTPONED), false);
        navigate("history", HistoryView.class);
        Grid<?> grid = find(Grid.class).single();
        assertThat(row(grid, 0))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Chosen rows changed"))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("Event: 2"));
        test(grid).clickRow(0);
        Grid<?> rows = find(Grid.class).single();
        assertThat(test(rows).size()).isEqualTo(2);
        assertThat(row(rows, 0)).anySatisfy(cell -> assertThat(cell).isEqualTo("Status: Confirmed → Postponed"));
        assertThat(find(com.vaadin.flow.component.html.Paragraph.class).all())
                .anySatisfy(said ->
                        assertThat(said.getText()).startsWith("Chosen rows changed · Huang Guoqiang (official) · "));
    }

    @Test
    void keepsItsFilterInTheAddressAndSaysWhenNothingMatches() {
        events.schedule(Fairs.inMay(2655, "Found once nothing is asked for"));
        UI.getCurrent().navigate("history", QueryParameters.fromString("kind=TARGET&person=clerk&from=2199-01-01"));
        Select<?> kind = find(Select.class).single();
        assertThat(kind.getValue()).isEqualTo("TARGET");
        Grid<?> rows = find(Grid.class).single();
        assertThat(test(rows).size()).isZero();
        test(find(Button.class).withText("Clear filters").single()).click();
        assertThat(kind.isEmpty()).isTrue();
        assertThat(test(rows).size()).isPositive();
    }

    @Test
    @WithUserDetails("clerk")
    void offersAccountsToAdministratorsAlone() {
        navigate("history", HistoryView.class);
        Select<?> kind = find(Select.class).single();
        assertThat(kind.getListDataView().getItems().map(String::valueOf))
                .contains("EVENT")
                .doesNotContain("ACCOUNT");
    }

    @Test
    void restoresAnEarlierVersionAfterShowingWhatChangesAndAskingWhy() {
        Event event = events.schedule(Fairs.inMay(2655, "As it was"));
        events.revise(event.id(), event.version(), Fairs.inMay(2655, "By mistake"));
        HistoryDialog dialog = dialogs.of("EVENT", event.id(), "Fair");
        dialog.open();
        List<Button> restores =
                find(Button.class).withText("Restore this version").all();
        assertThat(restores).as("what it says now needs none").hasSize(1);
        test(restores.getFirst()).click();
        assertThat(find(ListItem.class).all())
                .anySatisfy(line ->
                        assertThat(line.getElement().getText()).isEqualTo("English name: By mistake → As it was"));
        Button restore = find(RestoreDialog.class).single().saveButton();
        test(restore).click();
        assertThat(events.find(event.id()).orElseThrow().data().nameEn())
                .as("not without a reason")
                .isEqualTo("By mistake");
        TextArea reason = find(TextArea.class).single();
        assertThat(reason.isInvalid()).isTrue();
        test(reason).setValue("Wrong line");
        test(restore).click();
        assertThat(events.find(event.id()).orElseThrow().data().nameEn()).isEqualTo("As it was");
        assertThat(dialog.getElement().getTextRecursively()).contains("Reason: Wrong line");
    }

    private List<String> row(Grid<?> grid, int row) {
        return java.util.stream.IntStream.range(0, 5)
                .mapToObj(column -> test(grid).getCellText(row, column))
                .toList();
    }
}

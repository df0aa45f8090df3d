package org.yuemao.review.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.base.Period;
import org.yuemao.base.ReviewState;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.review.Deadlines;
import org.yuemao.review.ReviewItem;
import org.yuemao.review.ReviewKind;

@DeskTest
@WithUserDetails("official")
class ReviewViewsTest extends SpringBrowserlessTest {

    @Autowired
    private EventService events;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void officialsApproveManyAndAreToldOfWhatSomebodyElseHasDecidedMeanwhile() {
        Event one = submitted(2640, "Fair of apples");
        Event other = submitted(2640, "Fair of pears");
        Event third = submitted(2640, "Fair of plums");
        open(2640, ReviewState.SUBMITTED);
        roundTrip();
        assertThat(shown()).containsExactly("Fair of apples", "Fair of pears", "Fair of plums");
        selection().chooseAll();
        Colleagues.as("official", people, () -> events.returnWithRemark(third.id(), third.version(), "Where?"));
        click("Approve");
        confirm();
        assertThat(state(one)).isEqualTo(ReviewState.APPROVED);
        assertThat(state(other)).isEqualTo(ReviewState.APPROVED);
        assertThat(state(third)).isEqualTo(ReviewState.RETURNED);
        assertThat(find(Dialog.class)
                        .withCondition(dialog -> "2 approved".equals(dialog.getHeaderTitle()))
                        .exists())
                .isTrue();
        assertThat(find(ListItem.class).all())
                .extracting(ListItem::getText)
                .anyMatch(text -> text.contains("Fair of plums") && text.startsWith("1: Only what is submitted"));
        assertThat(shown()).isEmpty();
    }

    @Test
    void officialsReturnManyWithOneRemarkThatIsAskedFor() {
        Event one = submitted(2641, "Fair of nuts");
        Event other = submitted(2641, "Fair of figs");
        open(2641, ReviewState.SUBMITTED);
        selection().chooseAll();
        click("Return");
        confirm();
        TextArea remark = find(TextArea.class).single();
        assertThat(remark.getErrorMessage()).isEqualTo("Please say why it is returned");
        assertThat(state(one)).isEqualTo(ReviewState.SUBMITTED);
        remark.setValue("Add the venue");
        confirm();
        assertThat(state(one)).isEqualTo(ReviewState.RETURNED);
        assertThat(events.find(other.id()).orElseThrow().reviewRemark()).isEqualTo("Add the venue");
    }

    @Test
    @WithUserDetails("clerk")
    void clerksSeeWhatWasReturnedToTheirOfficeWithTheRemarkAndSubmitMany() {
        Event own = submitted(2642, "Fair of rice");
        Event second = schedule(2642, "Fair of tea");
        Colleagues.as("official", people, () -> events.returnWithRemark(own.id(), own.version(), "Add the venue"));
        open(2642, ReviewState.RETURNED);
        roundTrip();
        assertThat(shown()).containsExactly("Fair of rice");
        assertThat(grid().getGenericDataView().getItem(0).review().reviewRemark())
                .isEqualTo("Add the venue");
        assertThat(visibleSteps()).containsExactly("Submit");
        open(2642, ReviewState.DRAFT);
        assertThat(shown()).containsExactly("Fair of tea");
        selection().chooseAll();
        click("Submit");
        assertThat(state(second)).isEqualTo(ReviewState.SUBMITTED);
        open(2642, ReviewState.SUBMITTED);
        assertThat(visibleSteps()).containsExactly("Take back");
    }

    @Test
    void whatIsSubmittedWhileTheInboxIsOpenAppears() {
        Event event = schedule(2643, "Fair of silk");
        open(2643, ReviewState.SUBMITTED);
        roundTrip();
        assertThat(shown()).isEmpty();
        Colleagues.as("clerk", people, () -> events.submit(event.id(), event.version()));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(shown()).containsExactly("Fair of silk");
        });
    }

    @Test
    @WithUserDetails("clerk")
    void anApprovedEventIsReadUntilItsOfficeReopensItSayingWhy() {
        Event event = submitted(2644, "Fair of jade");
        Colleagues.as("official", people, () -> events.approve(event.id(), event.version()));
        UI.getCurrent().navigate("events/" + event.code());
        assertThat(find(TextField.class)
                        .withCondition(field -> "English name".equals(field.getLabel()))
                        .single()
                        .isReadOnly())
                .isTrue();
        assertThat(find(Button.class).withText("Save").exists()).isFalse();
        click("Reopen…");
        find(TextArea.class).single().setValue("The hall was changed");
        confirm();
        assertThat(state(event)).isEqualTo(ReviewState.DRAFT);
        assertThat(find(TextField.class)
                        .withCondition(field -> "English name".equals(field.getLabel()))
                        .single()
                        .isReadOnly())
                .isFalse();
        assertThat(find(Span.class).withText("The hall was changed").exists()).isTrue();
    }

    @Test
    @WithUserDetails("clerk")
    void theMatrixSaysWhoHasReportedAndLeadsToWhatHasNot() {
        schedule(2645, "Fair of tin");
        UI.getCurrent().navigate("completeness", QueryParameters.simple(Map.of("kind", "EVENT", "year", "2645")));
        List<Anchor> cells = cells("Shenzhen");
        assertThat(cells)
                .extracting(cell -> cell.getElement().getAttribute("aria-label"))
                .anyMatch(label -> label.endsWith("May 2645: In draft, 1 draft"));
        assertThat(cells).extracting(Anchor::getHref).contains("review?kind=EVENT&state=DRAFT&period=2645-05");
    }

    @Test
    void officialsSayByWhenOfficesReport() {
        schedule(2646, "Fair of zinc");
        UI.getCurrent().navigate("completeness", QueryParameters.simple(Map.of("kind", "EVENT", "year", "2646")));
        click("Deadlines");
        DatePicker may = find(DatePicker.class)
                .withCondition(day -> "May 2646".equals(day.getLabel()))
                .single();
        assertThat(may.getValue()).isEqualTo(LocalDate.of(2646, 6, 10));
        may.setValue(LocalDate.of(2646, 4, 30));
        confirm();
        assertThat(may.getErrorMessage()).isEqualTo("Not before the period begins");
        may.setValue(LocalDate.of(2646, 6, 20));
        confirm();
        assertThat(deadlines
                        .of(ReviewKind.EVENT, 2646, Period.Length.MONTH)
                        .get(4)
                        .dueOn())
                .isEqualTo(LocalDate.of(2646, 6, 20));
        assertThat(find(Span.class).withText("by 20 Jun 2646").exists()).isTrue();
    }

    private Event schedule(int year, String name) {
        return Colleagues.as("clerk", people, () -> events.schedule(Fairs.inMay(year, name)));
    }

    private Event submitted(int year, String name) {
        Event event = schedule(year, name);
        return Colleagues.as("clerk", people, () -> events.submit(event.id(), event.version()));
    }

    private ReviewState state(Event event) {
        return events.find(event.id()).orElseThrow().reviewState();
    }

    private static void open(int year, ReviewState state) {
        UI.getCurrent()
                .navigate(
                        "review",
                        QueryParameters.simple(
                                Map.of("kind", "EVENT", "state", state.name(), "period", Integer.toString(year))));
    }

    @SuppressWarnings("unchecked")
    private Grid<ReviewItem> grid() {
        return findInView(Grid.class).single();
    }

    private List<String> shown() {
        Grid<ReviewItem> grid = grid();
        return grid.getGenericDataView()
                .getItems()
                .map(item -> item.names().in(Locale.ENGLISH))
                .toList();
    }

    private RowSelection<?> selection() {
        return ((ReviewView) getCurrentView())
                .getChildren()
                .filter(RowSelection.class::isInstance)
                .map(one -> (RowSelection<?>) one)
                .findFirst()
                .orElseThrow();
    }

    private List<String> visibleSteps() {
        selection().chooseAll();
        return find(Button.class).all().stream()
                .filter(Button::isVisible)
                .map(Button::getText)
                .filter(List.of("Submit", "Take back", "Approve", "Return", "Reopen")::contains)
                .collect(Collectors.toList());
    }

    private List<Anchor> cells(String office) {
        NativeTableRow row = find(NativeTableRow.class).all().stream()
                .filter(one -> one.getElement().getTextRecursively().startsWith(office))
                .findFirst()
                .orElseThrow();
        return row.getChildren()
                .flatMap(cell -> cell.getChildren())
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .toList();
    }

    private void click(String caption) {
        test(find(Button.class).withText(caption).single()).click();
    }

    private void confirm() {
        test(find(FormDialog.class).single().saveButton()).click();
    }
}

package org.yuemao.event.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.event.DayShift;
import org.yuemao.event.Event;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

@DeskTest
@WithUserDetails("clerk")
class EventCopyDialogTest extends SpringBrowserlessTest {

    @Autowired
    private EventService events;

    @Autowired
    private EventCopies copies;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void copiesTheEventShownAndLinksBothWays() {
        Event original = schedule(2161, "Copied Fair 2161", "第十届复制展");
        navigate("events/" + original.code(), EventDetailsView.class);
        click("Copy to next year…");
        assertThat(cell(original, "English name").getValue()).isEqualTo("Copied Fair 2162");
        assertThat(cell(original, "Chinese name").getValue()).isEqualTo("第十一届复制展");
        assertThat(first(original).getValue()).isEqualTo(LocalDate.of(2162, 6, 3));
        days().setValue(DayShift.SAME_DATE);
        assertThat(first(original).getValue()).isEqualTo(LocalDate.of(2162, 6, 4));
        click("Copy");
        EventDetailsView view = (EventDetailsView) getCurrentView();
        assertThat(view.getPageTitle()).isEqualTo("GTW-2162-001 Copied Fair 2162");
        assertThat(link(original.code())).isNotNull();
        navigate("events/" + original.code(), EventDetailsView.class);
        assertThat(link("GTW-2162-001")).isNotNull();
        click("Copy to next year…");
        assertThat(note(original)).contains("There is a copy already: GTW-2162-001");
    }

    @Test
    void asksToLookAtANameThatIsNotClearAndTakesTheCorrection() {
        Event original = schedule(2164, "21st Century Lamp Fair", null);
        navigate("events/" + original.code(), EventDetailsView.class);
        click("Copy to next year…");
        assertThat(note(original)).contains("Check the name: a year or number in it was left as it is");
        test(cell(original, "English name")).setValue("");
        click("Copy");
        assertThat(find(Span.class)
                        .withText(original.code() + ": Please give a Chinese or an English name")
                        .exists())
                .isTrue();
        test(cell(original, "English name")).setValue("22nd Century Lamp Fair");
        click("Copy");
        assertThat(events.findByCode("GTW-2165-001").orElseThrow().data().nameEn())
                .isEqualTo("22nd Century Lamp Fair");
    }

    @Test
    void leavesEventsOfOtherOfficesOutAndSaysWhich() {
        Event own = schedule(2167, "Own Fair", null);
        Event foreign = Colleagues.as("official", people, () -> schedule(2167, "Foreign Fair", null, "440100"));
        EventCopyDialog.open(copies, List.of(own.id(), foreign.id()), made -> {});
        assertThat(find(com.vaadin.flow.component.html.Paragraph.class)
                        .withText("1 of the events chosen belong to other offices and are left out: " + foreign.code())
                        .exists())
                .isTrue();
        click("Copy");
        assertThat(copies.copiesOf(own.id())).hasSize(1);
        assertThat(copies.copiesOf(foreign.id())).isEmpty();
    }

    @Test
    @WithUserDetails("viewer")
    void offersNoCopyToThoseWhoMayNotWrite() {
        Event original =
                Colleagues.as("official", people, () -> Fairs.approve(events, schedule(2169, "Looked at", null)));
        navigate("events/" + original.code(), EventDetailsView.class);
        assertThat(findInView(Button.class).withText("Copy to next year…").exists())
                .isFalse();
    }

    private Event schedule(int year, @Nullable String nameEn, @Nullable String nameZh) {
        return schedule(year, nameEn, nameZh, "440300");
    }

    private Event schedule(int year, @Nullable String nameEn, @Nullable String nameZh, String office) {
        return events.schedule(new EventData(
                Programme.GTW,
                nameEn,
                nameZh,
                LocalDate.of(year, 6, 4),
                LocalDate.of(year, 6, 6),
                EventForm.ON_SITE,
                "DE",
                null,
                null,
                null,
                null,
                office,
                Set.of("lighting"),
                EventStatus.COMPLETED,
                null,
                null,
                100,
                10));
    }

    private @Nullable Anchor link(String code) {
        return findInView(Anchor.class).withText(code).all().stream()
                .findFirst()
                .orElse(null);
    }

    private void click(String caption) {
        test(find(Button.class).withText(caption).single()).click();
    }

    private TextField cell(Event original, String label) {
        return (TextField) shown(label.startsWith("English") ? 1 : 2, original);
    }

    private DatePicker first(Event original) {
        return (DatePicker) shown(3, original);
    }

    private List<String> note(Event original) {
        return shown(6, original)
                .getChildren()
                .map(one -> ((Span) one).getText())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<DayShift> days() {
        return find(RadioButtonGroup.class).single();
    }

    @SuppressWarnings("unchecked")
    private com.vaadin.flow.component.Component shown(int column, Event original) {
        Grid<Object> grid = find(Grid.class).all().getLast();
        return test(grid).getCellComponent(0, column);
    }
}

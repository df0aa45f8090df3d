package org.yuemao.event.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

@DeskTest
@WithUserDetails("clerk")
class EventSelectionTest extends SpringBrowserlessTest {

    @Autowired
    private EventService events;

    @Autowired
    private UserDetailsService people;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void changesAllThatMatchAfterSayingHowManyMayNotBeChangedAndUndoes() {
        Event own = schedule(2181, "440300");
        Event foreign = Colleagues.as("official", people, () -> schedule(2181, "440100"));
        open(2181);
        assertThat(selection().isVisible()).isFalse();
        selection().chooseAll();
        assertThat(selection().ids()).containsExactlyInAnyOrder(own.id(), foreign.id());
        assertThat(find(Span.class).withText("2 selected").exists()).isTrue();
        click("Change…");
        assertThat(save().isEnabled()).isFalse();
        status().setValue(EventStatus.POSTPONED);
        assertThat(said()).contains("1 of 2 rows change.", "1 cannot be changed:");
        assertThat(find(ListItem.class)
                        .withText("1: You may not change rows of this office (" + foreign.code() + " Fair)")
                        .exists())
                .isTrue();
        assertThat(save().isEnabled()).isFalse();
        find(Checkbox.class)
                .withCondition(box -> box.getLabel() != null && box.getLabel().startsWith("Change the 1"))
                .single()
                .setValue(true);
        test(save()).click();
        assertThat(kept(own)).isEqualTo(EventStatus.POSTPONED);
        assertThat(kept(foreign)).isEqualTo(EventStatus.PLANNED);
        click("Undo");
        assertThat(kept(own)).isEqualTo(EventStatus.PLANNED);
    }

    @Test
    void saysHowManyMatchBeforeAllOfThemAreChosen() {
        Event event = schedule(2186, "440300");
        schedule(2186, "440300");
        schedule(2186, "440300");
        open(2186);
        roundTrip();
        selection().choose(List.of(event.id()));
        assertThat(find(Button.class)
                        .withText("Select all 3 that match (Ctrl+A)")
                        .single()
                        .isVisible())
                .isTrue();
        click("Select all 3 that match (Ctrl+A)");
        assertThat(selection().ids()).hasSize(3);
    }

    @Test
    void emptiesAFieldOnlyWhereThePersonSaysSo() {
        Event event = schedule(2187, "440300");
        Event other = schedule(2187, "440300");
        EventData data = other.data();
        events.revise(
                other.id(),
                other.version(),
                new EventData(
                        data.programme(),
                        data.nameEn(),
                        data.nameZh(),
                        data.firstDay(),
                        data.lastDay(),
                        data.form(),
                        data.countryCode(),
                        data.provinceCode(),
                        data.hostCity(),
                        data.venue(),
                        "Chamber of Koalas",
                        data.officeCode(),
                        data.sectors(),
                        data.status(),
                        data.targetBusinesses(),
                        data.netSpaceSqm(),
                        data.visitors(),
                        data.overseasBuyers()));
        open(2187);
        selection().choose(List.of(event.id(), other.id()));
        click("Change…");
        Select<?> field = find(Select.class)
                .withCondition(one -> "Field to change".equals(one.getLabel()))
                .single();
        choose(field, "Organiser");
        assertThat(said())
                .contains("Give the new value to see what would change, or tick that the field is to be emptied.");
        assertThat(save().isEnabled()).isFalse();
        Checkbox empty = find(Checkbox.class)
                .withCondition(box -> "Empty “Organiser” in the 2 rows".equals(box.getLabel()))
                .single();
        empty.setValue(true);
        assertThat(said()).contains("“Organiser” is emptied in 1 of 2 rows.", "1 are so already.");
        test(save()).click();
        assertThat(events.find(other.id()).orElseThrow().data().organiser()).isNull();
        click("Undo");
        assertThat(events.find(other.id()).orElseThrow().data().organiser()).isEqualTo("Chamber of Koalas");
    }

    private static <T> void choose(Select<T> field, String label) {
        field.setValue(field.getListDataView()
                .getItems()
                .filter(one -> label.equals(field.getItemLabelGenerator().apply(one)))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void choosesNothingAnyMoreOnceAnotherFilterIsShown() {
        Event event = schedule(2183, "440300");
        open(2183);
        selection().choose(List.of(event.id()));
        open(2184);
        assertThat(selection().ids()).isEmpty();
    }

    @Test
    @WithUserDetails("viewer")
    void letsThoseWhoMayNotWriteChooseNothing() {
        open(2185);
        assertThat(findInView(RowSelection.class).exists()).isFalse();
    }

    private static void open(int year) {
        UI.getCurrent().navigate("events", QueryParameters.of("year", String.valueOf(year)));
    }

    private RowSelection<?> selection() {
        return ((EventsView) getCurrentView())
                .getChildren()
                .filter(RowSelection.class::isInstance)
                .map(one -> (RowSelection<?>) one)
                .findFirst()
                .orElseThrow();
    }

    private List<String> said() {
        return find(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }

    private void click(String caption) {
        test(find(Button.class).withText(caption).single()).click();
    }

    private Button save() {
        return find(Button.class).withText("Change").single();
    }

    @SuppressWarnings("unchecked")
    private Select<EventStatus> status() {
        return find(Select.class)
                .withCondition(one -> "Status".equals(one.getLabel()))
                .single();
    }

    private EventStatus kept(Event event) {
        return events.find(event.id()).orElseThrow().data().status();
    }

    private Event schedule(int year, String office) {
        return events.schedule(new EventData(
                Programme.GTW,
                "Fair",
                null,
                LocalDate.of(year, 6, 4),
                LocalDate.of(year, 6, 6),
                EventForm.ON_SITE,
                "DE",
                null,
                null,
                null,
                null,
                office,
                Set.of(),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null));
    }
}

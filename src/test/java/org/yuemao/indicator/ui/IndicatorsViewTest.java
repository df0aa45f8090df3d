package org.yuemao.indicator.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.base.Period;
import org.yuemao.base.ui.chart.Chart;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Programme;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Qualifier;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.TargetService;
import org.yuemao.security.Role;

/** Each test has an indicator of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class IndicatorsViewTest extends SpringBrowserlessTest {

    @Autowired
    private IndicatorService service;

    @Autowired
    private IndicatorReadings readings;

    @Autowired
    private TargetService targets;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void showsAWrongRateWithTheRightOneAndAContradictionSideBySide() {
        Indicator trade = define("Parcels abroad");
        observe(trade, "440000", 2016, null, "22.8", null, null);
        observe(trade, "440000", 2021, null, "33.1", "92.1", 2016);
        observe(trade, "440000", 2021, Qualifier.MORE_THAN, "300", null, null);
        open("indicator=" + trade.code());
        List<String> cards = find(Div.class).withClassName("finding").all().stream()
                .map(card -> card.getElement().getTextRecursively())
                .toList();
        assertThat(cards).hasSize(2);
        assertThat(cards.getFirst())
                .contains("Growth rate of 2021", "+92.1 % a year since 2016", "+7.7 % a year since 2016");
        assertThat(cards.getLast())
                .contains("Contradiction in 2021", "33.1 CNY bn", "more than 300 CNY bn", "10 times as much");
        assertThat(observations()).hasSize(3);
        assertThat(find(Chart.class).withId("chart-history").single().isVisible())
                .isTrue();
        open("indicator=" + trade.code() + "&year=2016");
        assertThat(observations()).hasSize(1);
        assertThat(find(Div.class).withClassName("finding").all()).isEmpty();
    }

    @Test
    void entersAnObservationAndShowsWhatFollowsWhileTheRateIsTyped() {
        Indicator trade = define("Entered trade");
        observe(trade, "440000", 2020, null, "50", null, null);
        open("indicator=" + trade.code());
        test(button("New observation")).click();
        test(field(TextField.class, "Period")).setValue("2021年");
        test(field(BigDecimalField.class, "Figure")).setValue(new BigDecimal("55"));
        BigDecimalField stated = field(BigDecimalField.class, "Stated change");
        test(stated).setValue(new BigDecimal("20"));
        assertThat(stated.getHelperText()).isEqualTo("⚠ +10 % would follow");
        test(stated).setValue(new BigDecimal("10"));
        assertThat(stated.getHelperText()).isEqualTo("✓ follows (+10 %)");
        test(button("Save")).click();
        TextField source = field(TextField.class, "Source");
        assertThat(source.isInvalid())
                .as("a source is needed, and nothing typed is lost")
                .isTrue();
        assertThat(field(BigDecimalField.class, "Figure").getValue()).isEqualByComparingTo("55");
        test(source).setValue("Statistical bulletin");
        test(button("Save")).click();
        assertThat(observations())
                .extracting(reading -> reading.data().period().toString())
                .containsExactly("2020", "2021");
    }

    @Test
    void goesOnWithTheNextObservationOfTheSameSource() {
        Indicator trade = define("Entered in a row");
        open("indicator=" + trade.code());
        test(button("New observation")).click();
        test(field(TextField.class, "Period")).setValue("2021Q1");
        test(field(BigDecimalField.class, "Figure")).setValue(new BigDecimal("55"));
        test(field(TextField.class, "Source")).setValue("Bulletin");
        test(button("Save and next")).click();
        assertThat(field(TextField.class, "Source").getValue()).isEqualTo("Bulletin");
        assertThat(field(TextField.class, "Period").getValue()).isEqualTo("2021-Q1");
        assertThat(field(BigDecimalField.class, "Figure").getValue()).isNull();
        assertThat(observations()).hasSize(1);
    }

    @Test
    void keepsWhatWasTypedWhenSomebodyElseSavedFirst() {
        Indicator trade = define("Corrected by two");
        Observation read = observe(trade, "440000", 2021, null, "5", null, null);
        open("indicator=" + trade.code());
        test(grid("observation-grid")).clickRow(0);
        test(field(BigDecimalField.class, "Figure")).setValue(new BigDecimal("7"));
        service.correct(read.id(), read.version(), data(trade, "440000", 2021, null, "6", null, null));
        test(button("Save")).click();
        assertThat(field(BigDecimalField.class, "Figure").getValue()).isEqualByComparingTo("7");
        Div differences = find(Div.class).withClassName("differences").single();
        assertThat(differences.getElement().getTextRecursively()).contains("official", "6", "You, not saved yet", "7");
        assertThat(service.findObservation(read.id()).orElseThrow().data().amount())
                .isEqualByComparingTo("6");
        test(button("Save")).click();
        assertThat(service.findObservation(read.id()).orElseThrow().data().amount())
                .isEqualByComparingTo("7");
    }

    @Test
    void definesAnIndicatorAndRefusesOneWithoutAName() {
        open("");
        test(button("New indicator")).click();
        this.<ComboBox<String>>field(ComboBox.class, "Unit").setValue("USD bn");
        test(button("Save")).click();
        assertThat(field(TextField.class, "Chinese name").isInvalid()).isTrue();
        test(field(TextField.class, "Chinese name")).setValue("新的指标");
        test(button("Save")).click();
        assertThat(readings.indicators()).anySatisfy(one -> {
            assertThat(one.data().nameZh()).isEqualTo("新的指标");
            assertThat(one.data().unit()).isEqualTo("USD bn");
        });
    }

    @Test
    @WithUserDetails("administrator")
    void anAdministratorSetsATargetAndSeesWhatIsReached() {
        open("");
        assertThat(find(Button.class).withText("New observation").exists()).isFalse();
        test(button("New target")).click();
        this.<ComboBox<String>>field(ComboBox.class, "Programme or indicator").setValue("GTN");
        test(field(IntegerField.class, "Year")).setValue(2093);
        test(field(BigDecimalField.class, "Target")).setValue(new BigDecimal("40"));
        test(button("Save")).click();
        open("year=2093");
        assertThat(targetRows())
                .extracting(Target::data)
                .containsExactly(new TargetData(Programme.GTN, null, 2093, new BigDecimal("40")));
        test(button("New target")).click();
        this.<ComboBox<String>>field(ComboBox.class, "Programme or indicator").setValue("GTN");
        test(field(BigDecimalField.class, "Target")).setValue(new BigDecimal("41"));
        test(button("Save")).click();
        assertThat(field(IntegerField.class, "Year").getErrorMessage()).isEqualTo("There is a target of 2093 already");
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerSeesNoWayToWrite() {
        JustTheServices.signInAs(Role.OFFICIAL);
        Indicator trade = define("Watched");
        observe(trade, "440000", 2021, null, "5", null, null);
        JustTheServices.signInAs(Role.VIEWER);
        open("indicator=" + trade.code());
        assertThat(find(Button.class).withText("New observation").exists()).isFalse();
        assertThat(find(Button.class).withText("New indicator").exists()).isFalse();
        assertThat(find(Button.class).withText("New target").exists()).isFalse();
        test(grid("observation-grid")).clickRow(0);
        assertThat(field(BigDecimalField.class, "Figure").isReadOnly()).isTrue();
        assertThat(find(Button.class).withText("Save").exists()).isFalse();
    }

    @Test
    void explainsAnEmptyList() {
        Indicator trade = define("Never observed");
        open("geography=441500&indicator=" + trade.code());
        assertThat(observations()).isEmpty();
        assertThat(grid("observation-grid")
                        .getEmptyStateComponent()
                        .getElement()
                        .getTextRecursively())
                .contains("Nothing has been observed here yet");
    }

    private Indicator define(String name) {
        return service.define(new IndicatorData(name, null, "CNY bn"));
    }

    private Observation observe(
            Indicator indicator,
            String geography,
            int year,
            @Nullable Qualifier qualifier,
            String amount,
            @Nullable String change,
            @Nullable Integer since) {
        return service.observe(data(indicator, geography, year, qualifier, amount, change, since));
    }

    private static ObservationData data(
            Indicator indicator,
            String geography,
            int year,
            @Nullable Qualifier qualifier,
            String amount,
            @Nullable String change,
            @Nullable Integer since) {
        return new ObservationData(
                indicator.code(),
                geography,
                Period.ofYear(year),
                qualifier,
                new BigDecimal(amount),
                "CNY bn",
                change == null ? null : new BigDecimal(change),
                since == null ? ChangeBasis.PREVIOUS_YEAR : ChangeBasis.YEARLY_AVERAGE_SINCE,
                since,
                "A source");
    }

    private static void open(String query) {
        UI.getCurrent().navigate("indicators", QueryParameters.fromString(query));
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    private <T extends com.vaadin.flow.component.Component> T field(Class<? super T> type, String label) {
        @SuppressWarnings("unchecked")
        T field = find((Class<T>) type)
                .withCondition(one -> label.equals(one.getElement().getProperty("label")))
                .last();
        return field;
    }

    @SuppressWarnings("unchecked")
    private <T> Grid<T> grid(String className) {
        return find(Grid.class).withClassName(className).single();
    }

    private List<Reading> observations() {
        return this.<Reading>grid("observation-grid")
                .getListDataView()
                .getItems()
                .toList();
    }

    private List<Target> targetRows() {
        return this.<Target>grid("target-grid").getListDataView().getItems().toList();
    }
}

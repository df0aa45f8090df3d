package org.yuemao.indicator.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.SheetKeys;
import org.yuemao.base.Period;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Qualifier;

/** Each test has an indicator of its own, since all share one database. */
@DeskTest
@WithUserDetails("official")
class ObservationsSheetTest extends SpringBrowserlessTest {
    private static final String PROVINCE = "440000";

    @Autowired
    private IndicatorService service;

    @Autowired
    private IndicatorReadings readings;

    @Autowired
    private UserDetailsService people;

    private final SheetKeys sheet =
            new SheetKeys(() -> findInView(RecordSheet.class).single());

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void entersAnObservationInTheEmptyRowWithWhatTheFilterSays() {
        Indicator tea = define("Tea by sheet");
        open("indicator=" + tea.code());
        sheet.type("+1", "period", "2021年");
        assertThat(sheet.row("+1").cells())
                .containsEntry("indicatorCode", "Tea by sheet")
                .containsEntry("geographyCode", "Guangdong")
                .containsEntry("unit", "CNY bn");
        sheet.type("+1", "qualifier", "超过");
        sheet.type("+1", "amount", "33.1");
        sheet.type("+1", "statedChangePercent", "92.1%");
        sheet.type("+1", "changeBasis", "SINCE");
        sheet.type("+1", "changeBaseYear", "2016");
        sheet.leave("+1");
        assertThat(sheet.row("+1").problems()).containsEntry("source", "This is needed");
        assertThat(kept(tea)).isEmpty();
        sheet.type("+1", "source", "Yearbook");
        sheet.leave("+1");
        assertThat(kept(tea))
                .containsExactly(new ObservationData(
                        tea.code(),
                        PROVINCE,
                        Period.ofYear(2021),
                        Qualifier.MORE_THAN,
                        new BigDecimal("33.1"),
                        "CNY bn",
                        new BigDecimal("92.1"),
                        ChangeBasis.SINCE,
                        2016,
                        "Yearbook"));
        SheetRow saved = sheet.row(sheet.keys().getFirst());
        assertThat(saved.state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(saved.cells()).containsEntry("changeBaseYear", "2016").containsEntry("qualifier", "more than");
        assertThat(saved.about()).contains("official");
    }

    @Test
    void marksABadCellAndGoesOnWithOtherRows() {
        Indicator silk = define("Silk by sheet");
        String one = observe(silk, 2019, "5");
        String two = observe(silk, 2020, "6");
        open("indicator=" + silk.code());
        sheet.type(one, "amount", "33.1亿");
        sheet.leave(one);
        sheet.type(two, "amount", "7");
        sheet.leave(two);
        assertThat(sheet.row(one).problems())
                .containsEntry("amount", "Write the number alone; its unit has a column of its own");
        assertThat(sheet.row(one).cells()).containsEntry("amount", "33.1亿");
        assertThat(kept(silk))
                .extracting(data -> data.amount())
                .containsExactly(new BigDecimal("5"), new BigDecimal("7"));
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).exists()).isTrue();
        assertThat(getCurrentView()).isInstanceOf(IndicatorsView.class);
    }

    @Test
    void deletesFillsDownAndTakesBack() {
        Indicator lamps = define("Lamps by sheet");
        String one = observe(lamps, 2019, "5");
        String two = observe(lamps, 2020, "6");
        open("indicator=" + lamps.code());
        sheet.fillDown(one, List.of(two), "amount");
        assertThat(kept(lamps)).extracting(data -> data.amount()).containsOnly(new BigDecimal("5"));
        sheet.remove(one, two);
        assertThat(kept(lamps)).isEmpty();
        sheet.undo();
        sheet.undo();
        assertThat(kept(lamps))
                .extracting(data -> data.amount())
                .containsExactly(new BigDecimal("5"), new BigDecimal("6"));
        sheet.redo();
        assertThat(kept(lamps)).extracting(data -> data.amount()).containsOnly(new BigDecimal("5"));
    }

    @Test
    void showsWhatABlockWouldDoAndTakesItBackInOneStep() {
        Indicator books = define("Books by sheet");
        String known = observe(books, 2019, "5");
        open("indicator=" + books.code());
        sheet.paste(
                known,
                "period",
                "2019\t\t6\tCNY bn\r\n2020\t\t8\t\t\t\t\tYearbook\r\n2021\t\tmany\t\t\t\t\tYearbook\r\n",
                1,
                1);
        Dialog preview = find(Dialog.class).single();
        assertThat(find(Paragraph.class, preview).all().getFirst().getText())
                .isEqualTo("1 new, 1 changed, 0 unchanged, 1 wrong");
        assertThat(kept(books)).hasSize(1);
        test(find(Button.class, preview).withText("Enter 2 rows").single()).click();
        assertThat(kept(books))
                .extracting(data -> data.amount())
                .containsExactly(new BigDecimal("6"), new BigDecimal("8"));
        assertThat(sheet.row(sheet.keys().getLast()).problems()).containsKey("amount");
        sheet.undo();
        assertThat(kept(books)).extracting(data -> data.amount()).containsExactly(new BigDecimal("5"));
        assertThat(sheet.keys()).containsExactly(known);
    }

    @Test
    void keepsInSightWhatIsNotSavedWhenAnotherFilterIsChosen() {
        Indicator maps = define("Maps by sheet");
        String one = observe(maps, 2019, "5");
        String two = observe(maps, 2020, "6");
        observe(maps, 2021, "7");
        open("indicator=" + maps.code());
        sheet.type(one, "amount", "many");
        @SuppressWarnings("unchecked")
        Select<Integer> year = findInView(Select.class).withLabel("Year").single();
        year.setValue(2020);
        assertThat(sheet.keys()).containsExactly(two, one);
        sheet.type(one, "amount", "8");
        sheet.leave(one);
        assertThat(sheet.row(one).state()).isEqualTo(SheetRow.State.SAVED);
        assertThat(kept(maps).getFirst().amount()).isEqualByComparingTo("8");
    }

    @Test
    @WithUserDetails("clerk")
    void letsAClerkEnterForTheOwnCityOnly() {
        Indicator pens = Colleagues.as("official", people, () -> define("Pens by sheet"));
        open("indicator=" + pens.code());
        assertThat(sheet.isReadOnly()).isTrue();
        open("geography=440300&indicator=" + pens.code());
        sheet.type("+1", "period", "2021");
        sheet.type("+1", "amount", "5");
        sheet.type("+1", "source", "Bureau");
        sheet.leave("+1");
        assertThat(readings.of("440300")).extracting(Reading::data).anyMatch(data -> data.indicatorCode()
                .equals(pens.code()));
    }

    private void open(String query) {
        UI.getCurrent().navigate("indicators", QueryParameters.fromString("observations=sheet&" + query));
        sheet.look(sheet.keys());
    }

    private Indicator define(String name) {
        return service.define(new IndicatorData(name, null, "CNY bn"));
    }

    private String observe(Indicator indicator, int year, String amount) {
        return Long.toString(service.observe(new ObservationData(
                        indicator.code(),
                        PROVINCE,
                        Period.ofYear(year),
                        null,
                        new BigDecimal(amount),
                        "CNY bn",
                        null,
                        null,
                        null,
                        "Yearbook"))
                .id());
    }

    private List<ObservationData> kept(Indicator indicator) {
        return readings.of(PROVINCE).stream()
                .map(Reading::data)
                .filter(data -> data.indicatorCode().equals(indicator.code()))
                .toList();
    }
}

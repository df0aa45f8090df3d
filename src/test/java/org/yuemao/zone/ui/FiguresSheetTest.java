package org.yuemao.zone.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.SheetKeys;
import org.yuemao.base.Period;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetRecords.Mark;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

@DeskTest
@WithUserDetails("clerk")
class FiguresSheetTest extends SpringBrowserlessTest {
    private static final List<String> QUARTERS = List.of("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4");

    @Autowired
    private ZoneService zones;

    @Autowired
    private ZoneFigureService figures;

    @Autowired
    private JdbcClient database;

    @Autowired
    private UserDetailsService people;

    private final SheetKeys sheet =
            new SheetKeys(() -> findInView(RecordSheet.class).single());

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void aBadCellKeepsNoOtherOfItsRowFromBeingSaved() {
        Zone zone = open("Bad Beside Good");
        sheet.type("2021-Q1", "JOBS", "many");
        sheet.type("2021-Q1", "EXPORTS", "12");
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("12.00");
        assertThat(sheet.row("2021-Q1").problems()).containsOnlyKeys("JOBS");
        assertThat(sheet.row("2021-Q1").unsaved()).containsExactly("JOBS");
        assertThat(sheet.row("2021-Q2").state()).isEqualTo(SheetRow.State.SAVED);
    }

    @Test
    void aCellShowsWhereItsFigureStandsAndTakesNothingWhileItIsClosed() {
        Zone zone = open("Marked Cells");
        sheet.type("2021-Q1", "EXPORTS", "12");
        Colleagues.as(
                "official",
                people,
                () -> figures.record(zone.id(), Period.of("2021-Q1"), Metric.JOBS, BigDecimal.valueOf(7), null));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.row("2021-Q1").marks().get("EXPORTS"))
                    .isEqualTo(new Mark("DRAFT", "vaadin:pencil", "Draft", false));
            assertThat(sheet.row("2021-Q1").marks().get("JOBS"))
                    .as("what an official has entered is approved")
                    .isEqualTo(new Mark("APPROVED", "", "Approved", true));
        });
        sheet.type("2021-Q1", "JOBS", "8");
        assertThat(kept(zone, "JOBS", "2021-Q1")).isEqualTo("7.00");
        test(find(Button.class).withText("Submit (1)").single()).click();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.row("2021-Q1").marks().get("EXPORTS"))
                    .isEqualTo(new Mark("SUBMITTED", "vaadin:paperplane-o", "Submitted", true));
        });
    }

    @Test
    @WithUserDetails("official")
    void officialsMayChangeWhatIsApproved() {
        open("Marked For Officials");
        sheet.type("2021-Q1", "EXPORTS", "12");
        assertThat(sheet.row("2021-Q1").cells()).containsEntry("EXPORTS", "12");
        assertThat(sheet.row("2021-Q1").marks())
                .containsExactly(entry("EXPORTS", new Mark("APPROVED", "", "Approved", false)));
    }

    @Test
    void anotherBadCellHidesNoConflictAndMakesNone() {
        Zone zone = open("Bad Beside Changed");
        sheet.type("2021-Q1", "JOBS", "many");
        colleagueEnters(zone, "EXPORTS", "2021-Q1", "7");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.row("2021-Q1").cells()).containsEntry("EXPORTS", "7");
        });
        sheet.type("2021-Q1", "EXPORTS", "8");
        assertThat(kept(zone, "EXPORTS", "2021-Q1"))
                .as("typed over what was seen")
                .isEqualTo("8.00");
        String seen = sheet.row("2021-Q1").version();
        colleagueEnters(zone, "EXPORTS", "2021-Q1", "9");
        sheet.typeOver("2021-Q1", "EXPORTS", "10", seen);
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).as("not seen").isEqualTo("9.00");
        assertThat(sheet.row("2021-Q1").problems().get("EXPORTS")).startsWith("official has set “9” meanwhile.");
        sheet.type("2021-Q1", "ENTERPRISES", "3");
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).as("until asked again").isEqualTo("9.00");
        assertThat(kept(zone, "ENTERPRISES", "2021-Q1")).isEqualTo("3.00");
        sheet.leave("2021-Q1");
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("10.00");
    }

    @Test
    void takesBackAndDoesAgainCellByCellAndSaysSoInTheHistory() {
        Zone zone = open("Taken Back");
        long last = lastChange();
        sheet.type("2021-Q1", "EXPORTS", "1");
        sheet.type("2021-Q1", "EXPORTS", "2");
        sheet.type("2021-Q2", "JOBS", "30");
        sheet.undo();
        assertThat(kept(zone, "JOBS", "2021-Q2")).isEqualTo("nothing");
        sheet.undo();
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("1.00");
        sheet.undo();
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("nothing");
        sheet.redo();
        sheet.redo();
        sheet.redo();
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("2.00");
        assertThat(kept(zone, "JOBS", "2021-Q2")).isEqualTo("30.00");
        assertThat(changesOfFiguresSince(last))
                .containsExactly(
                        "CREATED", "CHANGED", "CREATED", "REMOVED", "CHANGED", "REMOVED", "CREATED", "CHANGED",
                        "CREATED");
        colleagueEnters(zone, "JOBS", "2021-Q2", "31");
        sheet.undo();
        assertThat(kept(zone, "JOBS", "2021-Q2"))
                .as("what somebody has set since")
                .isEqualTo("31.00");
    }

    @Test
    void fillsDownEmptiesAndTakesEachBackInOneStep() {
        Zone zone = open("Filled Down");
        sheet.type("2021-Q1", "EXPORTS", "5");
        sheet.type("2021-Q1", "JOBS", "6");
        sheet.fillDown("2021-Q1", QUARTERS.subList(1, 4), "EXPORTS", "JOBS");
        assertThat(keptOf(zone, "EXPORTS")).containsOnly("5.00");
        assertThat(keptOf(zone, "JOBS")).containsOnly("6.00");
        sheet.empty(QUARTERS, "EXPORTS");
        assertThat(keptOf(zone, "EXPORTS")).containsOnly("nothing");
        sheet.undo();
        assertThat(keptOf(zone, "EXPORTS")).containsOnly("5.00");
        sheet.undo();
        assertThat(keptOf(zone, "JOBS")).containsExactly("6.00", "nothing", "nothing", "nothing");
    }

    @Test
    void showsWhatABlockWouldDoAndTakesItBackInOneStep() {
        Zone zone = open("Pasted Figures");
        sheet.type("2021-Q2", "EXPORTS", "5");
        sheet.type("2021-Q3", "EXPORTS", "30");
        sheet.paste("2021-Q1", "EXPORTS", "10\t1\r\n20\t2\r\n30\t\r\n40\tnone\r\n");
        Dialog preview = find(Dialog.class).single();
        assertThat(find(Paragraph.class, preview).all().getFirst().getText())
                .isEqualTo("1 new, 1 changed, 1 unchanged, 1 wrong");
        assertThat(keptOf(zone, "EXPORTS")).containsExactly("nothing", "5.00", "30.00", "nothing");
        test(find(Button.class, preview).withText("Enter 2 rows").single()).click();
        assertThat(keptOf(zone, "EXPORTS")).containsExactly("10.00", "20.00", "30.00", "40.00");
        assertThat(keptOf(zone, "ENTERPRISES")).containsExactly("1.00", "2.00", "nothing", "nothing");
        assertThat(sheet.row("2021-Q4").problems()).containsEntry("ENTERPRISES", "Type a number, such as 1250.50");
        sheet.undo();
        assertThat(keptOf(zone, "EXPORTS")).containsExactly("nothing", "5.00", "30.00", "nothing");
        assertThat(keptOf(zone, "ENTERPRISES")).containsOnly("nothing");
        assertThat(sheet.row("2021-Q4").problems()).isEmpty();
    }

    @Test
    void landsRowsThatBeginWithTheirPeriodWhereTheySay() {
        Zone zone = open("Pasted Periods");
        sheet.paste("2021-Q1", "period", "2021年3季度\t30\r\n2021Q1\t10\r\n2019Q1\t99\r\n");
        test(find(Button.class).withText("Enter 2 rows").single()).click();
        assertThat(keptOf(zone, "EXPORTS")).containsExactly("10.00", "nothing", "30.00", "nothing");
        assertThat(figures.years(zone.id())).containsExactly(2021);
    }

    @Test
    void leavesOutWhatLiesOutsideAndSaysSo() {
        Zone zone = open("Pasted Outside");
        sheet.paste("2021-Q4", "ENTERPRISES", "1\t2\t3\r\n4\t5\t6\r\n");
        assertThat(find(Notification.class).all())
                .extracting(one -> one.getElement().getProperty("text", ""))
                .anyMatch(text -> text.contains("4 pasted cells lie outside the sheet and were left out"));
        test(find(Button.class).withText("Enter 1 row").single()).click();
        assertThat(kept(zone, "JOBS", "2021-Q4")).isEqualTo("2.00");
        assertThat(sheet.keys()).isEqualTo(QUARTERS);
    }

    @Test
    void pastesOneValueIntoAllCellsThatAreSelected() {
        Zone zone = open("Pasted Value");
        sheet.paste("2021-Q2", "ENTERPRISES", "7", 2, 2);
        assertThat(keptOf(zone, "ENTERPRISES")).containsExactly("nothing", "7.00", "7.00", "nothing");
        assertThat(keptOf(zone, "JOBS")).containsExactly("nothing", "7.00", "7.00", "nothing");
        sheet.undo();
        assertThat(keptOf(zone, "JOBS")).containsOnly("nothing");
    }

    @Test
    void keepsWhatIsTypedAndWhatWasDoneWhenMorePeriodsAreShown() {
        Zone zone = open("More Periods");
        sheet.type("2021-Q1", "EXPORTS", "5");
        sheet.type("2021-Q2", "JOBS", "many");
        @SuppressWarnings("unchecked")
        Select<Integer> to = findInView(Select.class).withLabel("To year").single();
        to.setValue(2022);
        assertThat(sheet.keys()).hasSize(8);
        assertThat(sheet.row("2021-Q2").cells()).containsEntry("JOBS", "many");
        sheet.undo();
        sheet.undo();
        assertThat(kept(zone, "EXPORTS", "2021-Q1")).isEqualTo("nothing");
    }

    private Zone open(String name) {
        Zone zone = zones.establish(
                new ZoneData(ZoneKind.UPGRADING_BASE, name, null, "440300", null, null, null, null, Set.of()));
        UI.getCurrent().navigate("zones/" + zone.id(), QueryParameters.fromString("length=QUARTER&from=2021&to=2021"));
        sheet.look(QUARTERS);
        return zone;
    }

    private void colleagueEnters(Zone zone, String metric, String period, String amount) {
        if (kept(zone, metric, period).equals("nothing")) {
            // What an official enters anew is approved, and no longer the clerk's to change.
            figures.record(zone.id(), Period.of(period), Metric.valueOf(metric), BigDecimal.ONE, null);
        }
        Colleagues.as("official", people, () -> {
            figures.record(
                    zone.id(),
                    Period.of(period),
                    Metric.valueOf(metric),
                    new BigDecimal(amount),
                    figures.figures(zone.id(), 2021, 2021)
                            .at(Metric.valueOf(metric), Period.of(period))
                            .map(ZoneFigure::version)
                            .orElse(null));
            return true;
        });
    }

    private String kept(Zone zone, String metric, String period) {
        return figures.figures(zone.id(), 2021, 2021)
                .at(Metric.valueOf(metric), Period.of(period))
                .map(figure -> figure.amount().toPlainString())
                .orElse("nothing");
    }

    private List<String> keptOf(Zone zone, String metric) {
        return QUARTERS.stream().map(period -> kept(zone, metric, period)).toList();
    }

    private long lastChange() {
        return database.sql("select coalesce(max(id), 0) from change_entry")
                .query(Long.class)
                .single();
    }

    private List<String> changesOfFiguresSince(long last) {
        return database.sql(
                        "select action from change_entry where record_kind = 'ZONE_FIGURE' and id > :last order by id")
                .param("last", last)
                .query(String.class)
                .list();
    }
}

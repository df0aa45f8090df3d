package org.yuemao.zone.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.DeskTest;
import org.yuemao.SheetKeys;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

@DeskTest
@WithUserDetails("clerk")
class ZoneDetailsViewTest extends SpringBrowserlessTest {
    private static final String EXPORTS = "EXPORTS";

    @Autowired
    private ZoneService zones;

    @Autowired
    private ZoneFigureService figures;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Clock clock;

    private final SheetKeys sheet =
            new SheetKeys(() -> findInView(RecordSheet.class).single());

    @Autowired
    private ZoneFigureRows figureRows;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void saysAtEachFieldWhatIsMissing() {
        open("zones/new", "city=nonsense");
        click("Save");
        assertThat(select("Kind").getErrorMessage()).isEqualTo("Please fill this in");
        assertThat(text("English name").getErrorMessage()).isEqualTo("Please give a Chinese or an English name");
        assertThat(choice("City").getErrorMessage()).isEqualTo("Please choose a city of Guangdong");
        assertThat(findInView(ComboBox.class).withLabel("Country or territory").exists())
                .isFalse();
        select("Kind").setValue(ZoneKind.OVERSEAS_WAREHOUSE);
        click("Save");
        assertThat(choice("Country or territory").getErrorMessage())
                .isEqualTo("Please choose a country or territory outside mainland China");
        assertThat(choice("City").isInvalid()).isFalse();
    }

    @Test
    void showsTheServicesRefusalAtItsFieldAndKeepsWhatWasTyped() {
        open("zones/new", "kind=UPGRADING_BASE&city=440300");
        test(text("English name")).setValue("Later Base");
        LocalDate later = LocalDate.now(clock).plusDays(3);
        findInView(DatePicker.class).withLabel("Approved on").single().setValue(later);
        findInView(BigDecimalField.class).withLabel("Area").single().setValue(new BigDecimal("-5"));
        click("Save");
        assertThat(findInView(BigDecimalField.class).withLabel("Area").single().getErrorMessage())
                .isEqualTo("This cannot be less than 0");
        findInView(BigDecimalField.class).withLabel("Area").single().setValue(new BigDecimal("5"));
        click("Save");
        assertThat(findInView(DatePicker.class)
                        .withLabel("Approved on")
                        .single()
                        .getErrorMessage())
                .isEqualTo("This day is still to come");
        assertThat(text("English name").getValue()).isEqualTo("Later Base");
    }

    @Test
    void establishesAZoneAndOpensItsFigures() {
        open("zones/new", "kind=UPGRADING_BASE");
        assertThat(select("Kind").getValue()).isEqualTo(ZoneKind.UPGRADING_BASE);
        assertThat(choice("City").getValue()).isEqualTo("440300");
        test(text("English name")).setValue("Keyboard Base");
        fireShortcut(Key.KEY_S, KeyModifier.CONTROL);
        ZoneDetailsView view = (ZoneDetailsView) getCurrentView();
        assertThat(view.getPageTitle()).isEqualTo("Keyboard Base");
        assertThat(view.breadcrumbs()).extracting("text").containsExactly("Zones");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(findInView(RecordSheet.class).single().columns())
                .extracting(SheetColumn::header)
                .containsExactly("Period", "Exports (CNY)", "Enterprises (number)", "Jobs (people)");
        assertThat(sheet.isReadOnly()).isFalse();
    }

    @Test
    void showsThePeriodsThatTheAddressAsksFor() {
        Zone zone = establish("Periods");
        open(zone, "length=MONTH&from=2021&to=2022");
        assertThat(sheet.keys()).hasSize(24).startsWith("2021-01").endsWith("2022-12");
        assertThat(sheet.row("2022-12").cells()).containsEntry("period", "Dec 2022");
        this.<Length>select("By").setValue(Length.YEAR);
        assertThat(sheet.keys()).containsExactly("2021", "2022");
        this.<Integer>select("From year").setValue(2024);
        assertThat(this.<Integer>select("To year").getValue()).isEqualTo(2024);
        open(zone, "length=nonsense&from=0&to=99999");
        assertThat(sheet.keys()).hasSize(8);
        assertThat(sheet.row(sheet.keys().getFirst()).cells().get("period")).startsWith("Q1 ");
    }

    @Test
    void editingACellSavesIt() {
        Zone zone = openFigures("Edited");
        type(EXPORTS, "2021-Q1", "１.２亿");
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("120000000.00");
        assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("120,000,000");
        assertThat(sheet.row("2021-Q1").abouts().get(EXPORTS))
                .startsWith("CNY 120 million · ")
                .endsWith(", clerk");
        type(EXPORTS, "2021-Q1", "1,234.5");
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("1234.50");
        type(EXPORTS, "2021-Q1", "");
        assertThat(figures.figures(zone.id(), 2021, 2021).all()).isEmpty();
        assertThat(UnsavedChanges.in(sheetOfFigures())).isFalse();
    }

    @Test
    void aBadCellIsMarkedAndKeepsWhatWasTyped() {
        Zone zone = openFigures("Marked");
        type(EXPORTS, "2021-Q1", "5");
        type(EXPORTS, "2021-Q1", "5 appels");
        assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("5 appels");
        assertThat(problem(EXPORTS, "2021-Q1")).isEqualTo("Type a number, such as 1250.50");
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("5.00");
        type("JOBS", "2021-Q1", "-3");
        assertThat(problem("JOBS", "2021-Q1")).isEqualTo("This cannot be less than 0");
        type("JOBS", "2021-Q2", "3.5");
        assertThat(problem("JOBS", "2021-Q2")).isEqualTo("Type a whole number");
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).exists()).isTrue();
        assertThat(getCurrentView()).isInstanceOf(ZoneDetailsView.class);
        type("JOBS", "2021-Q2", "35");
        assertThat(problem("JOBS", "2021-Q2")).isEmpty();
        assertThat(text("JOBS", "2021-Q2")).isEqualTo("35");
        assertThat(kept(zone, Metric.JOBS, "2021-Q2")).isEqualTo("35.00");
        sheet.giveUp("2021-Q1");
        assertThat(problem(EXPORTS, "2021-Q1")).isEmpty();
        assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("5");
    }

    @Test
    void aStaleCellSaysWhatSomebodyElseEnteredAndGivesTheChoice() {
        Zone zone = openFigures("Contested");
        type(EXPORTS, "2021-Q1", "1");
        String seen = sheet.row("2021-Q1").version();
        enter(zone, EXPORTS, "2021-Q1", "2");
        type(EXPORTS, "2021-Q1", "3", seen);
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("2.00");
        assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("3");
        assertThat(problem(EXPORTS, "2021-Q1"))
                .isEqualTo("clerk has set “2” meanwhile. Ctrl+S keeps yours, Esc takes theirs.");
        assertThat(sheet.row("2021-Q1").state()).isEqualTo(SheetRow.State.REFUSED);
        type(EXPORTS, "2021-Q1", "3");
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("3.00");
        assertThat(problem(EXPORTS, "2021-Q1")).isEmpty();
    }

    @Test
    void aQuickTypistIsNotStaleToOneself() {
        Zone zone = openFigures("Quick");
        type(EXPORTS, "2021-Q1", "1", "");
        type(EXPORTS, "2021-Q1", "2", "");
        type(EXPORTS, "2021-Q1", "", "");
        type(EXPORTS, "2021-Q1", "4", "");
        assertThat(problem(EXPORTS, "2021-Q1")).isEmpty();
        assertThat(kept(zone, Metric.EXPORTS, "2021-Q1")).isEqualTo("4.00");
    }

    @Test
    void followsWhatOthersEnterAndKeepsWhatIsRefusedHere() {
        Zone zone = openFigures("Followed");
        type("JOBS", "2021-Q1", "many");
        enter(zone, EXPORTS, "2021-Q1", "1200");
        enter(zone, "JOBS", "2021-Q1", "7");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("1,200");
        });
        assertThat(text("JOBS", "2021-Q1")).isEqualTo("many");
        sheet.giveUp("2021-Q1");
        assertThat(text("JOBS", "2021-Q1")).isEqualTo("7");
    }

    @Test
    void followsWhatAnImportEnters() {
        Zone zone = openFigures("Imported");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            EntryRun run = new EntryRun(false, false);
            figureRows.write(
                    figureRows.plan(
                            List.of(new TypedRow(
                                    2,
                                    Map.of(
                                            "zoneNameEn",
                                            String.valueOf(zone.data().nameEn()),
                                            "period",
                                            "2021Q1",
                                            EXPORTS,
                                            "1200",
                                            "JOBS",
                                            "7"))),
                            run),
                    run);
            figureRows.finish(run);
        });
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(text(EXPORTS, "2021-Q1")).isEqualTo("1,200");
            assertThat(text("JOBS", "2021-Q1")).isEqualTo("7");
        });
    }

    @Test
    void saysWhatQuartersAddUpTo() {
        Zone zone = establish("Adding Up");
        for (int quarter = 1; quarter <= 4; quarter++) {
            enter(zone, EXPORTS, "2021-Q" + quarter, "1000");
        }
        open(zone, "length=YEAR&from=2021&to=2021");
        assertThat(text(EXPORTS, "2021")).isEmpty();
        assertThat(sheet.row("2021").hints()).containsEntry(EXPORTS, "Σ 4,000");
    }

    @Test
    @WithUserDetails("viewer")
    void aViewerLooksOnly() {
        database.sql("""
                        insert into zone (version, kind, name_en, city_code, created_at, created_by, changed_at, changed_by)
                        values (0, 'UPGRADING_BASE', 'Viewed', '440300', now(), 'test', now(), 'test')""").update();
        long id = database.sql("select max(id) from zone").query(Long.class).single();
        open("zones/" + id, "length=QUARTER&from=2021&to=2021");
        assertThat(text("English name").isReadOnly()).isTrue();
        assertThat(findInView(Button.class).withText("Save").exists()).isFalse();
        assertThat(findInView(Button.class).withText("Remove").exists()).isFalse();
        assertThat(sheet.isReadOnly()).isTrue();
        type(EXPORTS, "2021-Q1", "5");
        assertThat(figures.figures(id, 2021, 2021).all()).isEmpty();
    }

    @Test
    void aStaleSaveLosesNothingAndShowsWhatBothSay() {
        Zone zone = establish("Stale Base");
        open(zone, "");
        test(text("Operator")).setValue("Mine");
        zones.revise(
                zone.id(),
                zone.version(),
                new ZoneData(
                        ZoneKind.UPGRADING_BASE, "Newer Base", null, "440300", null, null, null, "Theirs", Set.of()));
        click("Save");
        assertThat(text("Operator").getValue()).isEqualTo("Mine");
        assertThat(text("English name").getValue()).isEqualTo("Newer Base");
        assertThat(findInView(Span.class).withClassName("difference-content").all())
                .extracting(Span::getText)
                .containsExactly("Theirs", "Mine");
        assertThat(find(Notification.class).exists()).isTrue();
        click("Save");
        assertThat(zones.find(zone.id()).orElseThrow().data().operator()).isEqualTo("Mine");
    }

    @Test
    void asksBeforeTypedTextIsLeftAndBeforeAZoneIsRemoved() {
        Zone zone = establish("Guarded Base");
        open(zone, "");
        click("Remove");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(zones.find(zone.id())).isEmpty();
        assertThat(getCurrentView()).isInstanceOf(ZonesView.class);
        Zone other = establish("Guarded Other");
        open(other, "");
        test(text("Operator")).setValue("Mine");
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).exists()).isTrue();
        assertThat(getCurrentView()).isInstanceOf(ZoneDetailsView.class);
    }

    private Zone establish(String name) {
        return zones.establish(new ZoneData(
                ZoneKind.UPGRADING_BASE, name, null, "440300", null, null, null, null, Set.of("electronics")));
    }

    private Zone openFigures(String name) {
        Zone zone = establish(name);
        open(zone, "length=QUARTER&from=2021&to=2021");
        return zone;
    }

    private static void open(Zone zone, String query) {
        open("zones/" + zone.id(), query);
    }

    private static void open(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    /** What somebody else enters meanwhile. */
    private void enter(Zone zone, String metric, String period, String amount) {
        Long version = figures.figures(zone.id(), 2021, 2021)
                .at(Metric.valueOf(metric), Period.of(period))
                .map(ZoneFigure::version)
                .orElse(null);
        figures.record(zone.id(), Period.of(period), Metric.valueOf(metric), new BigDecimal(amount), version);
    }

    private void type(String metric, String period, String text) {
        sheet.type(period, metric, text);
    }

    /** As the browser sends it when a cell is left; seen is the version that was shown when typing began. */
    private void type(String metric, String period, String text, String seen) {
        sheet.typeOver(period, metric, text, seen);
    }

    private String text(String metric, String period) {
        return sheet.row(period).cells().getOrDefault(metric, "");
    }

    private String problem(String metric, String period) {
        return sheet.row(period).problems().getOrDefault(metric, "");
    }

    private String kept(Zone zone, Metric metric, String period) {
        return figures.figures(zone.id(), 2021, 2021)
                .at(metric, Period.of(period))
                .map(figure -> figure.amount().toPlainString())
                .orElse("nothing");
    }

    private FiguresSheet sheetOfFigures() {
        return findInView(FiguresSheet.class).single();
    }

    private void click(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private TextField text(String label) {
        return findInView(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> choice(String label) {
        return findInView(ComboBox.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return findInView(Select.class).withLabel(label).single();
    }
}

package org.yuemao.business.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.Colleagues;
import org.yuemao.DeskTest;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEvent;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.CreditCode;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

@DeskTest
@WithUserDetails("clerk")
class BusinessesSheetTest extends SpringBrowserlessTest {
    private static final AtomicInteger NEXT = new AtomicInteger(780_000_000);
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    @Autowired
    private BusinessService businesses;

    @Autowired
    private BusinessLists lists;

    @Autowired
    private EventService events;

    @Autowired
    private JdbcClient database;

    @Autowired
    private UserDetailsService people;

    private int number;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void entersABusinessInTheEmptyRowForTheClerksOwnCity() {
        open("Jacana Sheets");
        String code = code();
        type("+1", "creditCode", code.toLowerCase(Locale.ROOT));
        assertThat(row("+1").cells()).containsEntry("creditCode", code).containsEntry("cityCode", "Shenzhen");
        type("+1", "nameEn", "Jacana Sheets One");
        type("+1", "sectors", "电子信息, Lighting");
        type("+1", "size", "小型");
        assertThat(businesses.findByCode(code)).as("before the row is left").isEmpty();
        leave("+1");
        Business kept = businesses.findByCode(code).orElseThrow();
        assertThat(kept.data().nameEn()).isEqualTo("Jacana Sheets One");
        assertThat(kept.data().cityCode()).isEqualTo(SHENZHEN);
        assertThat(kept.data().size()).isEqualTo(BusinessSize.SMALL);
        assertThat(kept.data().sectors()).containsExactlyInAnyOrder("electronics", "lighting");
        assertThat(row(key(kept)).state()).isEqualTo(SheetRow.State.SAVED);
        undo();
        assertThat(businesses.findByCode(code)).isEmpty();
        redo();
        assertThat(businesses.findByCode(code)).isPresent();
    }

    @Test
    void checksEachCellAsItIsLeftAndTheRowAsItIsSaved() {
        Business known = register("Pitta Sheets Known", SHENZHEN);
        open("Pitta Sheets");
        type("+1", "email", "nobody at home");
        assertThat(row("+1").problems()).containsEntry("email", "This is no e-mail address");
        type("+1", "creditCode", String.valueOf(known.data().creditCode()));
        assertThat(row("+1").problems()).containsEntry("creditCode", "This code belongs to Pitta Sheets Known already");
        type("+1", "creditCode", "91440300123");
        assertThat(row("+1").problems().get("creditCode")).startsWith("A code has 18 characters");
        type("+1", "creditCode", "");
        type("+1", "email", "");
        type("+1", "nameEn", "Pitta Sheets New");
        leave("+1");
        assertThat(row("+1").problems()).containsEntry("creditCode", "Please give the code, or say why there is none");
        type("+1", "missingCodeReason", "New branch");
        leave("+1");
        assertThat(shown("Pitta Sheets New")).hasSize(1);
    }

    @Test
    void pointsToALikelyTwinAndHindersNobody() {
        register("湖光织造光电科技有限公司", SHENZHEN);
        open("湖光织造");
        type("+1", "nameZh", "湖光织照光电科技");
        assertThat(row("+1").remarks().get("nameZh"))
                .startsWith("Perhaps here already: 湖光织造光电科技有限公司 9144")
                .endsWith("(similar name, same city)");
        assertThat(row("+1").problems()).isEmpty();
    }

    @Test
    void takesABusinessAbroadAndLetsNobodyLoseItsCityUnseen() {
        Business here = register("Rosella Sheets Here", SHENZHEN);
        open("Rosella Sheets");
        type("+1", "nameEn", "Rosella Sheets Abroad");
        type("+1", "missingCodeReason", "Abroad");
        type("+1", "countryCode", "Japan");
        assertThat(row("+1").cells()).containsEntry("cityCode", "");
        leave("+1");
        BusinessListItem abroad = shown("Rosella Sheets Abroad").getFirst();
        assertThat(abroad.countryCode()).isEqualTo("JP");
        assertThat(abroad.cityCode()).isNull();
        type(key(here), "countryCode", "Japan");
        type(key(here), "missingCodeReason", "None");
        assertThat(row(key(here)).problems()).containsOnlyKeys("countryCode", "missingCodeReason");
        String moved = Long.toString(abroad.id());
        type(moved, "cityCode", "Shenzhen");
        leave(moved);
        assertThat(now(abroad.id()).data().countryCode()).isNull();
        undo();
        assertThat(now(abroad.id()).data().countryCode())
                .as("what the city has emptied")
                .isEqualTo("JP");
        assertThat(now(abroad.id()).data().cityCode()).isNull();
    }

    @Test
    void leavesWhatIsNotOnesOwnToOthers() {
        Business theirs = Colleagues.as("official", people, () -> register("Hoopoe Sheets", GUANGZHOU));
        open("Hoopoe Sheets");
        assertThat(row(key(theirs)).readOnly()).isTrue();
        type(key(theirs), "phone", "020-12345678");
        leave(key(theirs));
        assertThat(now(theirs.id()).data().phone()).isNull();
    }

    @Test
    @WithUserDetails("viewer")
    void letsAViewerOnlyLook() {
        Business kept = Colleagues.as("clerk", people, () -> register("Motmot Sheets", SHENZHEN));
        open("Motmot Sheets");
        assertThat(sheet().isReadOnly()).isTrue();
        assertThat(row(key(kept)).cells()).containsEntry("nameEn", "Motmot Sheets");
        type(key(kept), "phone", "0755-12345678");
        leave(key(kept));
        assertThat(now(kept.id()).data().phone()).isNull();
    }

    @Test
    void deletesBusinessesThatTakePartInNothingAndBringsThemBack() {
        Business free = register("Nightjar Sheets Free", SHENZHEN);
        Business busy = register("Nightjar Sheets Busy", SHENZHEN);
        takesPart(busy);
        open("Nightjar Sheets");
        sheet().receive(new SheetEvent.RowsRemoved(List.of(key(free), key(busy)), ++number));
        assertThat(shown("Nightjar Sheets")).extracting(BusinessListItem::id).containsExactly(busy.id());
        assertThat(row(key(busy)).reason())
                .isEqualTo("This business takes part in an event; remove its participations there first, or merge it");
        undo();
        assertThat(shown("Nightjar Sheets")).hasSize(2);
        assertThat(businesses
                        .findByCode(String.valueOf(free.data().creditCode()))
                        .orElseThrow()
                        .data())
                .isEqualTo(free.data());
        redo();
        assertThat(shown("Nightjar Sheets")).hasSize(1);
    }

    @Test
    void pastesABlockAfterAPreviewAndTakesItBackInOneStep() {
        Business kept = register("Godwit Sheets Kept", SHENZHEN);
        open("Godwit Sheets");
        String one = code();
        sheet().receive(new SheetEvent.Pasted(
                "",
                "creditCode",
                one + "\t\t\tGodwit Pasted\t\r\n" + kept.data().creditCode() + "\t\t\tGodwit Sheets Kept\t\t\t\t大型\r\n"
                        + "91440300\t\t\tGodwit Wrong\r\n",
                1,
                1,
                ++number));
        Dialog preview = find(Dialog.class).single();
        assertThat(find(Paragraph.class, preview).all().getFirst().getText())
                .isEqualTo("1 new, 1 changed, 0 unchanged, 1 wrong");
        test(find(Button.class, preview).withText("Enter 2 rows").single()).click();
        Business pasted = businesses.findByCode(one).orElseThrow();
        assertThat(pasted.data().cityCode()).as("what new rows say").isEqualTo(SHENZHEN);
        assertThat(sheet().keys())
                .as("in sight though the filter leaves it out")
                .contains(key(pasted));
        assertThat(now(kept.id()).data().size()).isEqualTo(BusinessSize.LARGE);
        assertThat(row(sheet().keys().getLast()).problems().get("creditCode")).startsWith("A code has 18 characters");
        undo();
        assertThat(businesses.findByCode(one)).isEmpty();
        assertThat(now(kept.id()).data().size()).isNull();
        assertThat(sheet().keys()).containsExactly(key(kept));
    }

    @Test
    void fillsAllThatIsSelectedWithOneCopiedValueAndTakesItBackInOneStep() {
        List<Business> kept = List.of(
                register("Sanderling Sheets One", SHENZHEN),
                register("Sanderling Sheets Two", SHENZHEN),
                register("Sanderling Sheets Three", SHENZHEN));
        open("Sanderling Sheets");
        sheet().receive(new SheetEvent.Pasted(sheet().keys().getFirst(), "contact", "Ms Lin", 3, 1, ++number));
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().contact()).isEqualTo("Ms Lin"));
        undo();
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().contact()).isNull());
        sheet().receive(new SheetEvent.Pasted(sheet().keys().getFirst(), "contact", "Ms Lin\t0755-1", 3, 1, ++number));
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().phone()).isEqualTo("0755-1"));
    }

    @Test
    void keepsInSightWhatItHasChangedUntilTheFilterIsAnother() {
        Business first = register("Avocet Sheets First", SHENZHEN);
        Business second = register("Avocet Sheets Second", SHENZHEN);
        open("Avocet Sheets");
        assertThat(sheet().keys()).as("the newest first, as in the list").containsExactly(key(second), key(first));
        type(key(first), "nameEn", "Lapwing Sheets");
        leave(key(first));
        Colleagues.as("official", people, () -> register("Avocet Sheets Third", SHENZHEN));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet().keys()).hasSize(3).contains(key(first));
        });
        type(key(second), "email", "not yet");
        leave(key(second));
        test(find(TextField.class).withLabel("Search by name or code").single()).setValue("Lapwing Sheets");
        assertThat(sheet().keys()).as("what is not saved stays").containsExactly(key(first), key(second));
        assertThat(row(key(second)).cells()).containsEntry("email", "not yet");
    }

    @Test
    void keepsTheSheetInTheAddressAndAsksBeforeSomethingTypedIsLost() {
        Business kept = register("Dikkop Sheets", SHENZHEN);
        open("Dikkop Sheets");
        assertThat(find(Grid.class).all()).isEmpty();
        type(key(kept), "email", "not yet");
        leave(key(kept));
        assertThat(row(key(kept)).state()).isEqualTo(SheetRow.State.REFUSED);
        UI.getCurrent().navigate("events");
        ConfirmDialog asked = find(ConfirmDialog.class).single();
        test(asked).cancel();
        assertThat(row(key(kept)).cells()).containsEntry("email", "not yet");
        test(findInView(Button.class).withText("List").single()).click();
        assertThat(find(Grid.class).single()).isNotNull();
        test(findInView(Button.class).withText("Sheet").single()).click();
        assertThat(row(key(kept)).cells())
                .as("a glance at the list loses nothing")
                .containsEntry("email", "not yet");
        sheet().receive(new SheetEvent.RowGivenUp(key(kept), ++number));
        UI.getCurrent().navigate("events");
        assertThat(find(ConfirmDialog.class).all()).isEmpty();
    }

    private void takesPart(Business business) {
        long event = events.schedule(new EventData(
                        Programme.GTW,
                        "Nightjar Sheet Fair",
                        null,
                        LocalDate.of(2083, 5, 1),
                        LocalDate.of(2083, 5, 3),
                        EventForm.ON_SITE,
                        "JP",
                        null,
                        null,
                        null,
                        null,
                        SHENZHEN,
                        Set.of("electronics"),
                        EventStatus.CONFIRMED,
                        null,
                        null,
                        null,
                        null))
                .id();
        database.sql("""
                        insert into participation (version, event_id, business_id, role, attendance, created_at, created_by,
                            changed_at, changed_by)
                        select 0, :event, :business, 'EXHIBITOR', 'ON_SITE', changed_at, changed_by, changed_at, changed_by
                        from business where id = :business""").param("event", event).param("business", business.id()).update();
    }

    private void type(String row, String column, String text) {
        SheetRow shown = sheet().shown(row);
        sheet().receive(new SheetEvent.CellLeft(row, column, text, shown == null ? "" : shown.version(), ++number));
    }

    private void leave(String row) {
        sheet().receive(new SheetEvent.RowLeft(row, ++number));
    }

    private void undo() {
        sheet().receive(new SheetEvent.Undone(++number));
    }

    private void redo() {
        sheet().receive(new SheetEvent.Redone(++number));
    }

    private SheetRow row(String key) {
        if (sheet().shown(key) == null) {
            sheet().receive(new SheetEvent.RowsWanted(List.of(key)));
        }
        return Objects.requireNonNull(sheet().shown(key), "The sheet shows no row " + key);
    }

    private RecordSheet sheet() {
        return findInView(RecordSheet.class).single();
    }

    private void open(String search) {
        UI.getCurrent()
                .navigate("businesses", QueryParameters.of("search", search).merging("view", "sheet"));
        sheet().receive(new SheetEvent.RowsWanted(sheet().keys()));
    }

    private List<BusinessListItem> shown(String search) {
        return lists.page(BusinessFilter.search(search), null, false, 0, 100);
    }

    private Business now(long id) {
        return businesses.find(id).orElseThrow();
    }

    private static String key(Business business) {
        return Long.toString(business.id());
    }

    private Business register(String name, String city) {
        boolean chinese = name.codePoints().anyMatch(Character::isIdeographic);
        return businesses.register(new BusinessData(
                code(),
                null,
                chinese ? null : name,
                chinese ? name : null,
                city,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null));
    }

    private static String code() {
        String first = "91440300" + NEXT.incrementAndGet();
        return first + CreditCode.checkCharacter(first);
    }
}

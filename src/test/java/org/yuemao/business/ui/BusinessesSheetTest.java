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
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.SheetKeys;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.event.EventService;

@DeskTest
@WithUserDetails("clerk")
class BusinessesSheetTest extends SpringBrowserlessTest {
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

    private final SheetKeys sheet =
            new SheetKeys(() -> findInView(RecordSheet.class).single());

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void entersABusinessInTheEmptyRowForTheClerksOwnCity() {
        open("Jacana Sheets");
        String code = CreditCodes.next();
        sheet.type("+1", "creditCode", code.toLowerCase(Locale.ROOT));
        assertThat(sheet.row("+1").cells()).containsEntry("creditCode", code).containsEntry("cityCode", "Shenzhen");
        sheet.type("+1", "nameEn", "Jacana Sheets One");
        sheet.type("+1", "sectors", "电子信息, Lighting");
        sheet.type("+1", "size", "小型");
        assertThat(businesses.findByCode(code)).as("before the row is left").isEmpty();
        sheet.leave("+1");
        Business kept = businesses.findByCode(code).orElseThrow();
        assertThat(kept.data().nameEn()).isEqualTo("Jacana Sheets One");
        assertThat(kept.data().cityCode()).isEqualTo(SHENZHEN);
        assertThat(kept.data().size()).isEqualTo(BusinessSize.SMALL);
        assertThat(kept.data().sectors()).containsExactlyInAnyOrder("electronics", "lighting");
        assertThat(sheet.row(key(kept)).state()).isEqualTo(SheetRow.State.SAVED);
        sheet.undo();
        assertThat(businesses.findByCode(code)).isEmpty();
        sheet.redo();
        assertThat(businesses.findByCode(code)).isPresent();
    }

    @Test
    void checksEachCellAsItIsLeftAndTheRowAsItIsSaved() {
        Business known = register("Pitta Sheets Known", SHENZHEN);
        open("Pitta Sheets");
        sheet.type("+1", "email", "nobody at home");
        assertThat(sheet.row("+1").problems()).containsEntry("email", "This is no e-mail address");
        sheet.type("+1", "creditCode", String.valueOf(known.data().creditCode()));
        assertThat(sheet.row("+1").problems())
                .containsEntry("creditCode", "This code belongs to Pitta Sheets Known already");
        sheet.type("+1", "creditCode", "91440300123");
        assertThat(sheet.row("+1").problems().get("creditCode")).startsWith("A code has 18 characters");
        sheet.type("+1", "creditCode", "");
        sheet.type("+1", "email", "");
        sheet.type("+1", "nameEn", "Pitta Sheets New");
        sheet.leave("+1");
        assertThat(sheet.row("+1").problems())
                .containsEntry("creditCode", "Please give the code, or say why there is none");
        sheet.type("+1", "missingCodeReason", "New branch");
        sheet.leave("+1");
        assertThat(shown("Pitta Sheets New")).hasSize(1);
    }

    @Test
    void pointsToALikelyTwinAndHindersNobody() {
        register("湖光织造光电科技有限公司", SHENZHEN);
        open("湖光织造");
        sheet.type("+1", "nameZh", "湖光织照光电科技");
        assertThat(sheet.row("+1").remarks().get("nameZh"))
                .startsWith("Perhaps here already: 湖光织造光电科技有限公司 9144")
                .endsWith("(similar name, same city)");
        assertThat(sheet.row("+1").problems()).isEmpty();
    }

    @Test
    void takesABusinessAbroadAndLetsNobodyLoseItsCityUnseen() {
        Business here = register("Rosella Sheets Here", SHENZHEN);
        open("Rosella Sheets");
        sheet.type("+1", "nameEn", "Rosella Sheets Abroad");
        sheet.type("+1", "missingCodeReason", "Abroad");
        sheet.type("+1", "countryCode", "Japan");
        assertThat(sheet.row("+1").cells()).containsEntry("cityCode", "");
        sheet.leave("+1");
        BusinessListItem abroad = shown("Rosella Sheets Abroad").getFirst();
        assertThat(abroad.countryCode()).isEqualTo("JP");
        assertThat(abroad.cityCode()).isNull();
        sheet.type(key(here), "countryCode", "Japan");
        sheet.type(key(here), "missingCodeReason", "None");
        assertThat(sheet.row(key(here)).problems()).containsOnlyKeys("countryCode", "missingCodeReason");
        String moved = Long.toString(abroad.id());
        sheet.type(moved, "cityCode", "Shenzhen");
        sheet.leave(moved);
        assertThat(now(abroad.id()).data().countryCode()).isNull();
        sheet.undo();
        assertThat(now(abroad.id()).data().countryCode())
                .as("what the city has emptied")
                .isEqualTo("JP");
        assertThat(now(abroad.id()).data().cityCode()).isNull();
    }

    @Test
    void leavesWhatIsNotOnesOwnToOthers() {
        Business theirs = Colleagues.as("official", people, () -> register("Hoopoe Sheets", GUANGZHOU));
        open("Hoopoe Sheets");
        assertThat(sheet.row(key(theirs)).readOnly()).isTrue();
        sheet.type(key(theirs), "phone", "020-12345678");
        sheet.leave(key(theirs));
        assertThat(now(theirs.id()).data().phone()).isNull();
    }

    @Test
    @WithUserDetails("viewer")
    void letsAViewerOnlyLook() {
        Business kept = Colleagues.as("clerk", people, () -> register("Motmot Sheets", SHENZHEN));
        open("Motmot Sheets");
        assertThat(sheet.isReadOnly()).isTrue();
        assertThat(sheet.row(key(kept)).cells()).containsEntry("nameEn", "Motmot Sheets");
        sheet.type(key(kept), "phone", "0755-12345678");
        sheet.leave(key(kept));
        assertThat(now(kept.id()).data().phone()).isNull();
    }

    @Test
    void deletesBusinessesThatTakePartInNothingAndBringsThemBack() {
        Business free = register("Nightjar Sheets Free", SHENZHEN);
        Business busy = register("Nightjar Sheets Busy", SHENZHEN);
        takesPart(busy);
        open("Nightjar Sheets");
        sheet.remove(key(free), key(busy));
        assertThat(shown("Nightjar Sheets")).extracting(BusinessListItem::id).containsExactly(busy.id());
        assertThat(sheet.row(key(busy)).reason())
                .isEqualTo("This business takes part in an event; remove its participations there first, or merge it");
        sheet.undo();
        assertThat(shown("Nightjar Sheets")).hasSize(2);
        assertThat(businesses
                        .findByCode(String.valueOf(free.data().creditCode()))
                        .orElseThrow()
                        .data())
                .isEqualTo(free.data());
        sheet.redo();
        assertThat(shown("Nightjar Sheets")).hasSize(1);
    }

    @Test
    void pastesABlockAfterAPreviewAndTakesItBackInOneStep() {
        Business kept = register("Godwit Sheets Kept", SHENZHEN);
        open("Godwit Sheets");
        String one = CreditCodes.next();
        sheet.paste(
                "",
                "creditCode",
                one + "\t\t\tGodwit Pasted\t\r\n" + kept.data().creditCode() + "\t\t\tGodwit Sheets Kept\t\t\t\t大型\r\n"
                        + "91440300\t\t\tGodwit Wrong\r\n",
                1,
                1);
        Dialog preview = find(Dialog.class).single();
        assertThat(find(Paragraph.class, preview).all().getFirst().getText())
                .isEqualTo("1 new, 1 changed, 0 unchanged, 1 wrong");
        test(find(Button.class, preview).withText("Enter 2 rows").single()).click();
        Business pasted = businesses.findByCode(one).orElseThrow();
        assertThat(pasted.data().cityCode()).as("what new rows say").isEqualTo(SHENZHEN);
        assertThat(sheet.keys()).as("in sight though the filter leaves it out").contains(key(pasted));
        assertThat(now(kept.id()).data().size()).isEqualTo(BusinessSize.LARGE);
        assertThat(sheet.row(sheet.keys().getLast()).problems().get("creditCode"))
                .startsWith("A code has 18 characters");
        sheet.undo();
        assertThat(businesses.findByCode(one)).isEmpty();
        assertThat(now(kept.id()).data().size()).isNull();
        assertThat(sheet.keys()).containsExactly(key(kept));
    }

    @Test
    void fillsAllThatIsSelectedWithOneCopiedValueAndTakesItBackInOneStep() {
        List<Business> kept = List.of(
                register("Sanderling Sheets One", SHENZHEN),
                register("Sanderling Sheets Two", SHENZHEN),
                register("Sanderling Sheets Three", SHENZHEN));
        open("Sanderling Sheets");
        sheet.paste(sheet.keys().getFirst(), "contact", "Ms Lin", 3, 1);
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().contact()).isEqualTo("Ms Lin"));
        sheet.undo();
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().contact()).isNull());
        sheet.paste(sheet.keys().getFirst(), "contact", "Ms Lin\t0755-1", 3, 1);
        assertThat(kept)
                .allSatisfy(one -> assertThat(now(one.id()).data().phone()).isEqualTo("0755-1"));
    }

    @Test
    void keepsInSightWhatItHasChangedUntilTheFilterIsAnother() {
        Business first = register("Avocet Sheets First", SHENZHEN);
        Business second = register("Avocet Sheets Second", SHENZHEN);
        open("Avocet Sheets");
        assertThat(sheet.keys()).as("the newest first, as in the list").containsExactly(key(second), key(first));
        sheet.type(key(first), "nameEn", "Lapwing Sheets");
        sheet.leave(key(first));
        Colleagues.as("official", people, () -> register("Avocet Sheets Third", SHENZHEN));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(sheet.keys()).hasSize(3).contains(key(first));
        });
        sheet.type(key(second), "email", "not yet");
        sheet.leave(key(second));
        test(find(TextField.class).withLabel("Search by name or code").single()).setValue("Lapwing Sheets");
        assertThat(sheet.keys()).as("what is not saved stays").containsExactly(key(first), key(second));
        assertThat(sheet.row(key(second)).cells()).containsEntry("email", "not yet");
    }

    @Test
    void keepsTheSheetInTheAddressAndAsksBeforeSomethingTypedIsLost() {
        Business kept = register("Dikkop Sheets", SHENZHEN);
        open("Dikkop Sheets");
        assertThat(find(Grid.class).all()).isEmpty();
        sheet.type(key(kept), "email", "not yet");
        sheet.leave(key(kept));
        assertThat(sheet.row(key(kept)).state()).isEqualTo(SheetRow.State.REFUSED);
        UI.getCurrent().navigate("events");
        ConfirmDialog asked = find(ConfirmDialog.class).single();
        test(asked).cancel();
        assertThat(sheet.row(key(kept)).cells()).containsEntry("email", "not yet");
        test(findInView(Button.class).withText("List").single()).click();
        assertThat(find(Grid.class).single()).isNotNull();
        test(findInView(Button.class).withText("Sheet").single()).click();
        assertThat(sheet.row(key(kept)).cells())
                .as("a glance at the list loses nothing")
                .containsEntry("email", "not yet");
        sheet.giveUp(key(kept));
        UI.getCurrent().navigate("events");
        assertThat(find(ConfirmDialog.class).all()).isEmpty();
    }

    private void takesPart(Business business) {
        long event = events.schedule(Fairs.inMay(2083, "Nightjar Sheet Fair")).id();
        database.sql("""
                        insert into participation (version, event_id, business_id, role, attendance, created_at, created_by,
                            changed_at, changed_by)
                        select 0, :event, :business, 'EXHIBITOR', 'ON_SITE', changed_at, changed_by, changed_at, changed_by
                        from business where id = :business""").param("event", event).param("business", business.id()).update();
    }

    private void open(String search) {
        UI.getCurrent()
                .navigate("businesses", QueryParameters.of("search", search).merging("view", "sheet"));
        sheet.look(sheet.keys());
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
                CreditCodes.next(),
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
}

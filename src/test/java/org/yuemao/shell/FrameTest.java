package org.yuemao.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.account.AccountService;
import org.yuemao.account.Preferences;
import org.yuemao.account.Preferences.Appearance;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;

@DeskTest
@WithUserDetails("clerk")
class FrameTest extends SpringBrowserlessTest {

    @Autowired
    private AccountService accounts;

    @Autowired
    private BusinessService businesses;

    @Autowired
    private JdbcClient database;

    @AfterEach
    void forgetPreferences() {
        database.sql("update account set language = 'en', color_scheme = 'SYSTEM' where username = 'clerk'")
                .update();
    }

    @Test
    void leadsEverybodyToWhatThereIs() {
        UI.getCurrent().navigate("");
        assertThat(entries())
                .containsExactly(
                        "Overview",
                        "Dashboards",
                        "Events",
                        "Calendar",
                        "Timeline",
                        "Businesses",
                        "Participations",
                        "Zones",
                        "Indicators",
                        "Review",
                        "Completeness",
                        "Reports",
                        "Walls",
                        "History",
                        "Import");
    }

    /** An administrator would be led astray by an error for each window that somebody closes. */
    @Test
    void saysWhatFailedButNotThatAWindowWasClosedMeanwhile() {
        UI.getCurrent().navigate("");
        ErrorHandler handler = UI.getCurrent().getSession().getErrorHandler();
        handler.error(new ErrorEvent(new UncheckedIOException(new IOException("Broken pipe"))));
        roundTrip();
        assertThat(find(Notification.class).all()).isEmpty();
        handler.error(new ErrorEvent(new IllegalStateException("Tried by a test")));
        roundTrip();
        assertThat(test(find(Notification.class).single()).getText()).startsWith("This could not be done");
    }

    @Test
    @WithUserDetails("administrator")
    void leadsAdministratorsToAccountsAndBackupsBesides() {
        UI.getCurrent().navigate("");
        assertThat(entries())
                .hasSize(16)
                .endsWith("Accounts", "Backups", "Diagnostics")
                .doesNotContain("Import");
    }

    @Test
    @WithUserDetails("official")
    void leadsOfficialsToNeither() {
        UI.getCurrent().navigate("");
        assertThat(entries()).hasSize(15).endsWith("Import").doesNotContain("Accounts", "Backups", "Diagnostics");
    }

    @Test
    void saysWhoIsSignedIn() {
        UI.getCurrent().navigate("");
        Div who = find(Div.class, account()).withClassName("account-who").single();
        assertThat(find(Span.class, who).all())
                .extracting(Span::getText)
                .containsExactly("Chen Xiaomei", "Clerk", "Bureau of Commerce of Shenzhen");
    }

    @Test
    void remembersTheLanguageForThePerson() {
        UI.getCurrent().navigate("");
        languages().setValue(Locale.SIMPLIFIED_CHINESE);
        assertThat(accounts.preferences()).map(Preferences::language).contains(Locale.SIMPLIFIED_CHINESE);
        openAnotherWindow();
        assertThat(UI.getCurrent().getLocale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(entries()).startsWith("总览", "看板", "活动");
        assertThat(languages().getValue()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        languages().setValue(Locale.ENGLISH);
        openAnotherWindow();
        assertThat(entries()).startsWith("Overview", "Dashboards", "Events");
    }

    @Test
    void remembersTheAppearanceForThePerson() {
        UI.getCurrent().navigate("");
        test(appearances("Appearance")).selectItem("Dark");
        assertThat(UI.getCurrent().getPage().getColorScheme()).isEqualTo(ColorScheme.Value.DARK);
        assertThat(accounts.preferences()).map(Preferences::appearance).contains(Appearance.DARK);
        openAnotherWindow();
        assertThat(UI.getCurrent().getPage().getColorScheme()).isEqualTo(ColorScheme.Value.DARK);
        assertThat(appearances("Appearance").getValue()).isEqualTo(Appearance.DARK);
    }

    @Test
    void showsTheWayToADetailPage() {
        Business business = register("Frame Fittings");
        UI.getCurrent().navigate("businesses/" + business.id());
        Nav trail = find(Nav.class).withClassName("breadcrumbs").single();
        assertThat(find(Anchor.class, trail).single()).satisfies(step -> {
            assertThat(step.getText()).isEqualTo("Businesses");
            assertThat(step.getHref()).isEqualTo("businesses");
        });
        assertThat(find(Span.class, trail)
                        .withAttribute("aria-current", "page")
                        .single()
                        .getText())
                .isEqualTo("Frame Fittings");
        UI.getCurrent().navigate("businesses");
        assertThat(find(Anchor.class, trail).exists()).isFalse();
    }

    @Test
    void titlesEveryPageInTheLanguageOfThePerson() {
        Map<String, List<String>> titles = new LinkedHashMap<>();
        titles.put("", List.of("Overview", "总览"));
        titles.put("events", List.of("Events", "活动"));
        titles.put("events/calendar", List.of("Event calendar", "活动日历"));
        titles.put("events/timeline", List.of("Event timeline", "活动时间轴"));
        titles.put("events/new", List.of("New event", "新建活动"));
        titles.put("businesses", List.of("Businesses", "企业"));
        titles.put("businesses/new", List.of("New business", "新增企业"));
        titles.put("participations", List.of("Participations", "参展记录"));
        titles.put("zones", List.of("Zones", "园区与平台"));
        titles.put("zones/new", List.of("New zone", "新增园区"));
        titles.put("indicators", List.of("Indicators", "指标"));
        titles.put("accounts", List.of("No access", "无权访问"));
        titles.put("no/such/page", List.of("Page not found", "页面不存在"));
        titles.put("businesses/999999999", List.of("Record not found", "记录不存在"));
        titles.forEach((path, both) -> {
            assertThat(titleOf(path, Locale.ENGLISH)).as(path).isEqualTo(both.getFirst() + " · 粤贸 Yuemao");
            assertThat(titleOf(path, Locale.SIMPLIFIED_CHINESE)).as(path).isEqualTo(both.getLast() + " · 粤贸 Yuemao");
        });
    }

    @Test
    void saysOnceThatNothingIsAtAnAddress() {
        for (String path : List.of("no/such/page", "no/other/page", "events/none")) {
            UI.getCurrent().navigate(path);
            assertThat(find(H1.class).all()).as(path).extracting(H1::getText).containsExactly("Page not found");
        }
        for (String path : List.of("businesses/999999998", "businesses/999999999")) {
            UI.getCurrent().navigate(path);
            assertThat(find(H1.class).all()).as(path).extracting(H1::getText).containsExactly("Record not found");
        }
        assertThat(find(Anchor.class).withText("To the overview").single().getHref())
                .isEmpty();
        assertThat(entries()).contains("Overview");
    }

    @Test
    void asksWhetherTypedTextIsToBeLeft() {
        UI.getCurrent().navigate("businesses/new");
        test(contact()).setValue("Mr Unsaved");
        UI.getCurrent().navigate("zones");
        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(test(question).getHeader()).isEqualTo("Leave without saving?");
        test(question).cancel();
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(contact().getValue()).isEqualTo("Mr Unsaved");
        UI.getCurrent().navigate("zones");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(path()).isEqualTo("zones");
        assertThat(find(H1.class).single().getText()).isEqualTo("Zones");
    }

    @Test
    void letsGoWithoutAskingWhereNothingWasTyped() {
        UI.getCurrent().navigate("businesses/new");
        UI.getCurrent().navigate("zones");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(path()).isEqualTo("zones");
    }

    private void openAnotherWindow() {
        cleanVaadinEnvironment();
        initVaadinEnvironment();
        UI.getCurrent().navigate("");
    }

    private Business register(String name) {
        return businesses.register(new BusinessData(
                null, "Made for a test", name, null, "440300", null, Set.of(), null, null, null, null, null));
    }

    private static String titleOf(String path, Locale language) {
        // In between to a page that has none of the views, since each is built in one language.
        UI.getCurrent().setLocale(language);
        UI.getCurrent().navigate("accounts");
        UI.getCurrent().navigate(path);
        roundTrip();
        return UI.getCurrent().getInternals().getTitle();
    }

    private List<String> entries() {
        return find(SideNavItem.class).all().stream().map(SideNavItem::getLabel).toList();
    }

    /** What the account menu unfolds. */
    private Popover account() {
        Div menu = find(Div.class).withClassName("account-menu").single();
        if (!find(Popover.class, menu).exists()) {
            test(find(Button.class, menu).single()).click();
        }
        return find(Popover.class, menu).single();
    }

    @SuppressWarnings("unchecked") // What is chosen among is known by the label.
    private RadioButtonGroup<Locale> languages() {
        return find(RadioButtonGroup.class, account()).all().getFirst();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Appearance> appearances(String label) {
        return find(RadioButtonGroup.class, account()).withLabel(label).single();
    }

    private TextField contact() {
        return findInView(TextField.class).withLabel("Contact person").single();
    }

    private static String path() {
        return UI.getCurrent().getActiveViewLocation().getPath();
    }
}

package org.yuemao.account.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.account.Account;
import org.yuemao.account.AccountData;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountListItem;
import org.yuemao.account.AccountListItem.State;
import org.yuemao.account.AccountService;
import org.yuemao.base.Refusal;
import org.yuemao.security.Role;

@DeskTest
@WithUserDetails("administrator")
class AccountViewsTest extends SpringBrowserlessTest {
    private static final String PASSWORD = "orchids-in-spring";
    private static final String SHENZHEN = "440300";

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private UserDetailsService people;

    @Autowired
    private PasswordEncoder passwords;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void opensAnAccountAndSaysAtEachFieldWhatIsWrong() {
        Dialog dialog = newAccount();
        test(text("Username", dialog)).setValue("Clerk");
        test(text("Full name", dialog)).setValue("Ou Yang");
        this.<Role>select("Role", dialog).setValue(Role.VIEWER);
        choose(dialog, SHENZHEN);
        click("Save", dialog);
        assertThat(text("Username", dialog).getErrorMessage()).isEqualTo("The username clerk is taken");
        assertThat(dialog.isOpened()).isTrue();
        test(text("Username", dialog)).setValue("Ou.Yang");
        EmailField mail =
                find(EmailField.class, dialog).withLabel("Mail address").single();
        test(mail).setValue("ou.yang at example");
        click("Save", dialog);
        assertThat(mail.getErrorMessage()).isEqualTo("This is no mail address");
        assertThat(accounts.list())
                .extracting(account -> account.data().username())
                .doesNotContain("ou.yang");
        test(mail).setValue("ou.yang@example.cn");
        click("Save", dialog);
        assertThat(dialog.isOpened()).isFalse();
        Dialog link = find(Dialog.class).single();
        assertThat(link.getHeaderTitle()).isEqualTo("One-time link for ou.yang");
        assertThat(text("Address of the link", link).isReadOnly()).isTrue();
        assertThat(row("ou.yang").data()).isEqualTo(new AccountData("ou.yang", "Ou Yang", Role.VIEWER, SHENZHEN, true));
        assertThat(accounts.email(row("ou.yang").id())).contains("ou.yang@example.cn");
        assertThat(mayComeIn("ou.yang", "")).isFalse();
        assertThat(links.ofAccount(row("ou.yang").id())).isPresent();
    }

    @Test
    void makesALinkThatLeadsThePersonToSetTheOwnPassword() {
        long id = accounts.open(new AccountData("zhu.ge", "K M", Role.CLERK, SHENZHEN, true));
        String secret = links.make(id).secret();
        UI.getCurrent().navigate("welcome/" + secret);
        assertThat(find(H1.class).single().getText()).isEqualTo("Welcome, K M");
        assertThat(findInView(TextField.class).withLabel("Username").single().getValue())
                .isEqualTo("zhu.ge");
        test(password("New password")).setValue("too-short");
        test(password("Password again")).setValue("too-shorn");
        clickInView("Set password");
        assertThat(password("Password again").getErrorMessage()).isEqualTo("The two passwords are not the same");
        test(password("Password again")).setValue("too-short");
        clickInView("Set password");
        assertThat(password("New password").getErrorMessage()).isEqualTo("Use at least 12 characters");
        test(password("New password")).setValue("lychees-in-june");
        test(password("Password again")).setValue("lychees-in-june");
        clickInView("Set password");
        assertThat(mayComeIn("zhu.ge", "lychees-in-june")).isTrue();

        UI.getCurrent().navigate("welcome/" + secret);
        assertThat(find(H1.class).single().getText()).isEqualTo("This link opens nothing any more");
        assertThat(findInView(PasswordField.class).exists()).isFalse();
    }

    @Test
    void changesWhoseAccountItIsAndWhetherItMayBeUsed() {
        accounts.open(new AccountData("si.ma", "Si Ma", Role.CLERK, SHENZHEN, true));
        Dialog dialog = openRow("si.ma", "Change");
        assertThat(dialog.getHeaderTitle()).isEqualTo("Account si.ma");
        test(text("Full name", dialog)).setValue(" ");
        click("Save", dialog);
        assertThat(text("Full name", dialog).getErrorMessage()).isEqualTo("Type a name of at most 100 characters");
        test(text("Full name", dialog)).setValue("Si Ma Xiu");
        choose(dialog, "440100");
        find(Checkbox.class, dialog).withLabel("May sign in").single().setValue(false);
        click("Save", dialog);
        assertThat(row("si.ma").data()).isEqualTo(new AccountData("si.ma", "Si Ma Xiu", Role.CLERK, "440100", false));
        assertThat(people.loadUserByUsername("si.ma").isEnabled()).isFalse();
        assertThat(cells("si.ma")).contains("Si Ma Xiu", "Clerk", "Locked");
    }

    @Test
    void letsPeopleChangeTheirOwnPasswordWhenTheyKnowTheOldOne() {
        long id = accounts.open(new AccountData("own.way", "Own Way", Role.CLERK, SHENZHEN, true));
        links.use(links.make(id).secret(), PASSWORD);
        // The frame around the views is the administrator's until a page without it is shown.
        UI.getCurrent().navigate("welcome/used");
        signInAs("own.way");
        UI.getCurrent().navigate("account");
        test(password("Current password")).setValue("not the right one");
        test(password("New password")).setValue("lanterns over the harbour");
        test(password("Password again")).setValue("lanterns over the harbour");
        clickInView("Change password");
        assertThat(password("Current password").getErrorMessage()).isEqualTo("This is not your current password");
        assertThat(password("New password").getValue()).isEqualTo("lanterns over the harbour");

        test(password("Current password")).setValue(PASSWORD);
        test(password("New password")).setValue("own.way 2026 again");
        test(password("Password again")).setValue("own.way 2026 again");
        clickInView("Change password");
        assertThat(password("New password").getErrorMessage())
                .isEqualTo("Leave the username and the name out of the password");

        test(password("New password")).setValue("lanterns over the harbour");
        test(password("Password again")).setValue("lanterns over the harbour");
        clickInView("Change password");
        assertThat(password("Current password").isInvalid()).isFalse();
        assertThat(password("New password").getValue()).isEmpty();
        assertThat(mayComeIn("own.way", "lanterns over the harbour")).isTrue();
        assertThat(mayComeIn("own.way", PASSWORD)).isFalse();
    }

    @Test
    void keepsTheFiltersInTheAddress() {
        accounts.open(new AccountData("fil.ter", "K M", Role.VIEWER, "445100", true));
        UI.getCurrent().navigate("accounts", QueryParameters.fromString("role=VIEWER&office=445100&state=INVITED"));
        assertThat(usernames()).containsExactly("fil.ter");
        this.<State>select("State", (Component) getCurrentView()).setValue(State.ACTIVE);
        assertThat(usernames()).isEmpty();
    }

    @Test
    void showsHowAnAccountIsOpenedAndWhoHasTried() {
        accounts.open(new AccountData("acc.ess", "K M", Role.VIEWER, "441900", true));
        Dialog dialog = openRow("acc.ess", "Access");
        assertThat(dialog.getHeaderTitle()).isEqualTo("Access to acc.ess");
        assertThat(find(Paragraph.class, dialog).all())
                .extracting(Paragraph::getText)
                .contains(
                        "No link is open.", "The password alone opens the account.", "No open session", "No attempts");
        click("One-time link…", dialog);
        Dialog link = find(Dialog.class).all().getLast();
        click("Make link", link);
        assertThat(text("Address of the link", link).isReadOnly()).isTrue();
        UI.getCurrent().navigate("accounts/sign-ins");
        assertThat(find(H1.class).single().getText()).isEqualTo("Sign-in attempts");
    }

    @Test
    void refusesAnAdministratorToTakeTheOwnRightsAway() {
        openAccounts();
        Dialog dialog = openRow("administrator", "Change");
        this.<Role>select("Role", dialog).setValue(Role.VIEWER);
        click("Save", dialog);
        assertThat(this.<Role>select("Role", dialog).getErrorMessage())
                .isEqualTo("You cannot take your own rights away; another administrator can");
        this.<Role>select("Role", dialog).setValue(Role.ADMINISTRATOR);
        find(Checkbox.class, dialog).withLabel("May sign in").single().setValue(false);
        click("Save", dialog);
        assertThat(dialog.isOpened()).isTrue();
        assertThat(row("administrator").data().enabled()).isTrue();
    }

    @Test
    void refusesAChangeOfAnAccountThatSomebodyElseHasChangedMeanwhile() {
        long id = accounts.open(new AccountData("ouyang.xiu", "Ouyang", Role.CLERK, SHENZHEN, true));
        Dialog dialog = openRow("ouyang.xiu", "Change");
        Account before = row("ouyang.xiu");
        accounts.change(id, before.version(), new AccountData("ouyang.xiu", "Theirs", Role.CLERK, SHENZHEN, true));
        test(text("Full name", dialog)).setValue("Mine");
        click("Save", dialog);
        assertThat(dialog.isOpened()).isTrue();
        assertThat(text("Full name", dialog).getValue()).isEqualTo("Mine");
        assertThat(find(Notification.class).exists()).isTrue();
        assertThat(kept("ouyang.xiu").data().fullName()).isEqualTo("Theirs");
    }

    @Test
    @WithUserDetails("official")
    void keepsOfficialsFromTheAccounts() {
        keptOut();
    }

    @Test
    @WithUserDetails("clerk")
    void keepsClerksFromTheAccounts() {
        keptOut();
    }

    @Test
    @WithUserDetails("viewer")
    void keepsViewersFromTheAccounts() {
        keptOut();
    }

    @Test
    @WithAnonymousUser
    void offersNoSetUpOnceThereIsAnAccount() {
        UI.getCurrent().navigate("set-up");
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("sign-in");
        assertThat(find(LoginForm.class).exists()).isTrue();
        assertThat(find(Button.class).withText("Create administrator").exists()).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> accounts.setUp("", "second", "Second First", PASSWORD))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("account.set-up.done"));
    }

    private void keptOut() {
        UI.getCurrent().navigate("accounts");
        assertThat(find(H1.class).single().getText()).isEqualTo("No access");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(accounts::list);
        AccountData data = new AccountData("smuggled", "Smuggled", Role.ADMINISTRATOR, SHENZHEN, true);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.open(data));
    }

    private void openAccounts() {
        UI.getCurrent().navigate("accounts");
    }

    private Dialog newAccount() {
        openAccounts();
        test(findInView(Button.class).withText("New account").single()).click();
        return find(Dialog.class).single();
    }

    private Dialog openRow(String username, String action) {
        openAccounts();
        int shown = (int) grid().getColumns().stream()
                .filter(column -> column.isVisible())
                .count();
        Component actions = test(grid()).getCellComponent(index(username), shown - 1);
        Button button = find(Button.class, actions).withText(action).single();
        assertThat(button.getAriaLabel()).contains(action + " " + username);
        test(button).click();
        return find(Dialog.class).single();
    }

    private List<String> usernames() {
        return grid().getListDataView()
                .getItems()
                .map(item -> item.account().data().username())
                .toList();
    }

    private int index(String username) {
        List<String> usernames = grid().getListDataView()
                .getItems()
                .map(item -> item.account().data().username())
                .toList();
        return usernames.indexOf(username);
    }

    private Account row(String username) {
        return test(grid()).getRow(index(username)).account();
    }

    private List<String> cells(String username) {
        int row = index(username);
        return List.of(
                test(grid()).getCellText(row, 1),
                test(grid()).getCellText(row, 2),
                test(grid()).getCellText(row, 4));
    }

    private Account kept(String username) {
        return accounts.list().stream()
                .filter(account -> account.data().username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    private boolean mayComeIn(String username, String password) {
        UserDetails person = people.loadUserByUsername(username);
        return person.isEnabled() && passwords.matches(password, person.getPassword());
    }

    private void click(String caption, Component within) {
        test(find(Button.class, within).withText(caption).single()).click();
    }

    private void signInAs(String username) {
        UserDetails person = people.loadUserByUsername(username);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }

    private void clickInView(String caption) {
        test(findInView(Button.class).withText(caption).single()).click();
    }

    private PasswordField password(String label) {
        return findInView(PasswordField.class).withLabel(label).single();
    }

    private TextField text(String label, Component within) {
        return find(TextField.class, within).withLabel(label).single();
    }

    private PasswordField password(String label, Component within) {
        return find(PasswordField.class, within).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private void choose(Dialog dialog, String office) {
        find(ComboBox.class, dialog).withLabel("Office").single().setValue(office);
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label, Component within) {
        return find(Select.class, within).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private Grid<AccountListItem> grid() {
        return findInView(Grid.class).single();
    }
}

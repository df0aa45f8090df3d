package org.yuemao.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.account.AccountData;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountListItem;
import org.yuemao.account.AccountService;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.security.DeskWithProvider;
import org.yuemao.security.IntendedBinding;
import org.yuemao.security.Role;

/** What people see of the provider of their organisation, in both languages. */
@DeskWithProvider
@WithUserDetails("administrator")
class ProviderViewsTest extends SpringBrowserlessTest {
    private static final String PASSWORD = "lanterns over the harbour";

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private ProviderIdentityService identities;

    @Autowired
    private UserDetailsService people;

    private final String username = "v" + UUID.randomUUID().toString().substring(0, 12);

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    @WithAnonymousUser
    void offersTheProviderBesidesThePasswordAndSaysWhatCameOfIt() {
        UI.getCurrent().navigate("sign-in", QueryParameters.fromString("provider=down"));
        assertThat(find(Anchor.class)
                        .withText("Sign in with Province ID")
                        .single()
                        .getHref())
                .isEqualTo("sign-in/to/provider");
        assertThat(notice()).contains("the other side does not answer");
        UI.getCurrent().navigate("sign-in", QueryParameters.fromString("provider=unbound"));
        assertThat(notice()).contains("opens nothing here");
        UI.getCurrent().navigate("sign-in", QueryParameters.fromString("provider=%3Cb%3E"));
        assertThat(find(Paragraph.class).withClassName("entrance-notice").exists())
                .isFalse();
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
        UI.getCurrent().navigate("welcome/none");
        UI.getCurrent().navigate("sign-in", QueryParameters.fromString("provider=unbound"));
        assertThat(find(Anchor.class).withText("使用粤政通登录").exists()).isTrue();
        assertThat(notice()).contains("不能以此进入本系统");
    }

    @Test
    @WithAnonymousUser
    void offersTheProviderToWhoHasALink() {
        String secret = asAdministrator(() -> links.make(open()).secret());
        UI.getCurrent().navigate("welcome/" + secret);
        test(find(Button.class).withText("Sign in with Province ID").single()).click();
        assertThat(intended()).isNotNull().extracting(IntendedBinding::link).isEqualTo(secret);
        assertThat(links.open(secret)).as("nothing is used up yet").isPresent();
    }

    @Test
    void letsPeopleBindTheirOwnAccountOnceTheyHaveShownThePassword() {
        long id = open();
        links.use(links.make(id).secret(), PASSWORD);
        UI.getCurrent().navigate("welcome/used");
        signInAs(username);
        UI.getCurrent().navigate("account", QueryParameters.fromString("provider=taken"));
        assertThat(find(Paragraph.class)
                        .withText("Nothing was bound: what you have signed in with is bound to another account already."
                                + " Ask an administrator.")
                        .exists())
                .isTrue();
        test(find(Button.class).withText("Bind").single()).click();
        Dialog dialog = find(Dialog.class).single();
        PasswordField password = find(PasswordField.class, dialog).single();
        test(password).setValue("not the right one");
        test(find(Button.class, dialog).withText("Bind").single()).click();
        assertThat(password.getErrorMessage()).isEqualTo("This is not your current password");
        assertThat(intended()).isNull();
        test(password).setValue(PASSWORD);
        test(find(Button.class, dialog).withText("Bind").single()).click();
        assertThat(intended())
                .isNotNull()
                .extracting(IntendedBinding::accountId)
                .isEqualTo(id);

        identities.bindOwn("https://id.example.cn", "wang.fang.4711-" + username);
        UI.getCurrent().navigate("");
        UI.getCurrent().navigate("account");
        assertThat(texts()).anyMatch(text -> text.startsWith("Bound to wang.fang.4711-" + username + " since"));
        test(find(Button.class).withText("Unbind").single()).click();
        dialog = find(Dialog.class).single();
        test(find(PasswordField.class, dialog).single()).setValue(PASSWORD);
        test(find(Button.class, dialog).withText("Unbind").single()).click();
        assertThat(identities.own()).isEmpty();
        assertThat(find(Button.class).withText("Bind").exists()).isTrue();
    }

    @Test
    void showsAdministratorsWhatIsBoundAndLetsThemTakeItAway() {
        long id = open();
        identities.bindByLink(links.make(id).secret(), "https://id.example.cn", "chen.lei-" + username);
        UI.getCurrent().navigate("accounts");
        Grid<AccountListItem> grid = grid();
        int row = grid.getListDataView()
                .getItems()
                .map(item -> item.account().data().username())
                .toList()
                .indexOf(username);
        assertThat(grid.getColumns()).anyMatch(column -> "Sign-in with Province ID".equals(column.getHeaderText()));
        assertThat(test(grid).getRow(row).bound()).isTrue();
        assertThat(test(grid).getRow(row).state()).isEqualTo(AccountListItem.State.ACTIVE);
        int shown = (int)
                grid.getColumns().stream().filter(column -> column.isVisible()).count();
        Component actions = test(grid).getCellComponent(row, shown - 1);
        test(find(Button.class, actions).withText("Access").single()).click();
        assertThat(texts()).anyMatch(text -> text.startsWith("Bound to chen.lei-" + username));
        test(find(Button.class, find(Dialog.class).single()).withText("Unbind").single())
                .click();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(identities.of(id)).isEmpty();
        assertThat(texts()).anyMatch(text -> text.startsWith("Not bound."));
    }

    private long open() {
        return accounts.open(new AccountData(username, "Q R", Role.VIEWER, "440000", true));
    }

    private <T> T asAdministrator(Supplier<T> work) {
        var before = SecurityContextHolder.getContext();
        try {
            signInAs("administrator");
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private void signInAs(String name) {
        UserDetails person = people.loadUserByUsername(name);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }

    private String notice() {
        return find(Paragraph.class).withClassName("entrance-notice").single().getText();
    }

    private List<String> texts() {
        return find(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }

    private static @Nullable IntendedBinding intended() {
        return (IntendedBinding) VaadinSession.getCurrent().getSession().getAttribute(IntendedBinding.NAME);
    }

    @SuppressWarnings("unchecked")
    private Grid<AccountListItem> grid() {
        return findInView(Grid.class).single();
    }
}

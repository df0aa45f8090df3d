package org.yuemao.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yuemao.DeskTest;
import org.yuemao.security.OpenSession;
import org.yuemao.security.Role;

@DeskTest
@WithUserDetails("administrator")
class OpenSessionsTest {
    private static final String PASSWORD = "lanterns over the harbour";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private SessionService sessions;

    @Autowired
    private JdbcClient database;

    private MockMvc web;
    private String username;
    private long id;

    @BeforeEach
    void prepare() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        username = "s" + UUID.randomUUID().toString().substring(0, 12);
        id = accounts.open(new AccountData(username, "Q R", Role.VIEWER, "440000", true));
        links.use(links.make(id).secret(), PASSWORD);
    }

    @Test
    void listsWhereSomebodyHasSignedInUntilTheSessionIsGone() throws Exception {
        MockHttpSession laptop = signIn("Mozilla/5.0 Firefox/140.0");
        signIn("Mozilla/5.0 Chrome/140.0");
        assertThat(sessions.of(id))
                .extracting(one -> one.origin().browser())
                .containsExactlyInAnyOrder("Mozilla/5.0 Firefox/140.0", "Mozilla/5.0 Chrome/140.0");
        assertThat(sessions.numbers()).containsEntry(id, 2);
        laptop.invalidate();
        assertThat(sessions.of(id)).hasSize(1);
        assertThat(accounts.overview())
                .filteredOn(one -> one.account().id() == id)
                .allSatisfy(one -> assertThat(one.lastSignInAt()).isNotNull());
    }

    @Test
    void endsOneAtOnceAndTakesItAwaySoonAfter() throws Exception {
        MockHttpSession session = signIn("One");
        signIn("Another");
        OpenSession first = sessions.of(id).stream()
                .filter(one -> "One".equals(one.origin().browser()))
                .findFirst()
                .orElseThrow();
        sessions.end(id, first);
        assertThat(sessions.of(id)).extracting(one -> one.origin().browser()).containsExactly("Another");
        await().until(session::isInvalid);
    }

    @Test
    void endsAllWhenTheRoleChangesOrTheAccountIsLockedOrThePasswordIsSetByALink() throws Exception {
        signIn("One");
        Account account = accounts.find(id).orElseThrow();
        accounts.change(id, account.version(), new AccountData(username, "Q R", Role.CLERK, "440000", true));
        assertThat(sessions.of(id)).isEmpty();

        signIn("Two");
        links.use(links.make(id).secret(), "another lantern at dusk");
        assertThat(sessions.of(id)).isEmpty();

        signIn("Three", "another lantern at dusk");
        Account changed = accounts.find(id).orElseThrow();
        accounts.change(id, changed.version(), new AccountData(username, "Q R", Role.CLERK, "440000", false));
        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void goesOnInTheSessionThatChangesThePasswordAndEndsAllOthers() throws Exception {
        MockHttpSession own = signIn("Own");
        signIn("Forgotten at the library");
        SecurityContext administrator = SecurityContextHolder.getContext();
        TestSecurityContextHolder.setContext((SecurityContext) Objects.requireNonNull(
                own.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)));
        accounts.changeOwnPassword(PASSWORD, "another lantern at dusk");
        List<OpenSession> left = sessions.own();
        assertThat(left).extracting(one -> one.origin().browser()).containsExactly("Own");
        assertThat(left).allMatch(sessions::isThis);
        TestSecurityContextHolder.setContext(administrator);
        // The desk looks every two seconds, and must not take it for an old one.
        MockHttpSession ending = signIn("Ends later", "another lantern at dusk");
        sessions.end(id, newest("Ends later"));
        await().until(ending::isInvalid);
        assertThat(sessions.of(id)).extracting(one -> one.origin().browser()).containsExactly("Own");
    }

    @Test
    void endsWhatAnotherNodeHasEnded() throws Exception {
        MockHttpSession session = signIn("One");
        database.sql("update account set sign_in_epoch = sign_in_epoch + 1 where id = :id")
                .param("id", id)
                .update();
        await().until(session::isInvalid);
        assertThat(sessions.of(id)).isEmpty();
    }

    private OpenSession newest(String browser) {
        return sessions.of(id).stream()
                .filter(one -> browser.equals(one.origin().browser()))
                .findFirst()
                .orElseThrow();
    }

    private MockHttpSession signIn(String browser) throws Exception {
        return signIn(browser, PASSWORD);
    }

    private MockHttpSession signIn(String browser, String password) throws Exception {
        MvcResult result;
        // As a stranger, whoever the test itself is: that is known on its own thread alone.
        try (var stranger = Executors.newSingleThreadExecutor()) {
            result = stranger.submit(() -> web.perform(post("/sign-in")
                                    .param("username", username)
                                    .param("password", password)
                                    .header("User-Agent", browser)
                                    .with(csrf()))
                            .andReturn())
                    .get();
        }
        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/");
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession());
    }
}

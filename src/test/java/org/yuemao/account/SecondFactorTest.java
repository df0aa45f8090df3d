package org.yuemao.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yuemao.DeskTest;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

@DeskTest
@WithUserDetails("administrator")
class SecondFactorTest {
    private static final String PASSWORD = "lanterns over the harbour";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private SecondFactorService factors;

    @Autowired
    private CurrentPerson currentPerson;

    @Autowired
    private UserDetailsService people;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Clock clock;

    private MockMvc web;
    private String username;

    @BeforeEach
    void prepare() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        username = "f" + UUID.randomUUID().toString().substring(0, 12);
        long id = accounts.open(new AccountData(username, "Q R", Role.VIEWER, "440000", true));
        links.use(links.make(id).secret(), PASSWORD);
    }

    @AfterEach
    void requireNothing() {
        factors.require(EnumSet.noneOf(Role.class));
    }

    @Test
    void asksForACodeAfterThePasswordAndTakesItOnce() throws Exception {
        FactorSecret secret = setUp(new ArrayList<>());
        MockHttpSession session = password();
        assertThat(isSignedIn(session)).isFalse();
        assertThat(code(session, "000000x")).isEqualTo("/sign-in/code?error");
        String code = secret.code(later());
        assertThat(code(session, code)).isEqualTo("/");
        assertThat(isSignedIn(session)).isTrue();

        MockHttpSession other = password();
        assertThat(code(other, code)).isEqualTo("/sign-in/code?error");
        assertThat(isSignedIn(other)).isFalse();
    }

    @Test
    void asksForNothingWhereNoPasswordWasShown() throws Exception {
        FactorSecret secret = setUp(new ArrayList<>());
        assertThat(code(new MockHttpSession(), secret.code(later()))).isEqualTo("/sign-in?late");
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsTyped() throws Exception {
        List<String> codes = new ArrayList<>();
        setUp(codes);
        assertThat(codes).hasSize(SecondFactorService.RECOVERY_CODES).doesNotHaveDuplicates();
        String typed = codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        assertThat(code(password(), typed)).isEqualTo("/");
        assertThat(code(password(), codes.getFirst())).isEqualTo("/sign-in/code?error");
        as(() -> assertThat(factors.own().orElseThrow().recoveryCodesLeft()).isEqualTo(9));
    }

    @Test
    void slowsGuessingOfCodes() throws Exception {
        FactorSecret secret = setUp(new ArrayList<>());
        MockHttpSession session = password();
        for (int i = 0; i < 5; i++) {
            assertThat(code(session, "no code " + i)).isEqualTo("/sign-in/code?error");
        }
        assertThat(code(session, secret.code(later()))).startsWith("/sign-in/code?wait=");
        assertThat(isSignedIn(session)).isFalse();
    }

    @Test
    void refusesASignInThatWaitedForItsCodeWhileThePasswordWasSetAnew() throws Exception {
        FactorSecret secret = setUp(new ArrayList<>());
        MockHttpSession session = password();
        links.use(links.make(id()).secret(), "another lantern at dusk");
        assertThat(code(session, secret.code(later()))).isEqualTo("/sign-in?late");
        assertThat(isSignedIn(session)).isFalse();
    }

    @Test
    void hasItSetUpAtTheSignInWhereTheRoleMustHaveOne() throws Exception {
        factors.require(EnumSet.of(Role.VIEWER));
        MockHttpSession session = password();
        assertThat(isSignedIn(session)).isFalse();
        assertThat(code(session, "123456")).isEqualTo("/sign-in/code?error");
        setUp(new ArrayList<>());
        as(() -> assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> factors.giveUp("123456"))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("account.factor.required")));
    }

    @Test
    void signsOutWhoHasNoneOnceTheRoleMustHaveOne() throws Exception {
        FactorSecret secret = setUp(new ArrayList<>());
        MockHttpSession withFactor = password();
        assertThat(code(withFactor, secret.code(later()))).isEqualTo("/");
        prepare();
        MockHttpSession without = password("/");
        assertThat(isSignedIn(without)).isTrue();
        factors.require(EnumSet.of(Role.VIEWER));
        await().until(without::isInvalid);
        assertThat(withFactor.isInvalid()).isFalse();
    }

    @Test
    void isTakenAwayByAnAdministratorWithAnEntryInTheHistory() throws Exception {
        setUp(new ArrayList<>());
        factors.takeAway(id());
        assertThat(perform(post("/sign-in")
                                .param("username", username)
                                .param("password", PASSWORD)
                                .with(csrf()))
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/");
        assertThat(database.sql("""
                                select f.value_before from change_entry c join field_change f on f.entry_id = c.id
                                where c.record_kind = 'account' and c.record_id = :id and c.person = 'administrator'
                                    and f.field = 'secondFactorSince' and f.value_after is null""")
                        .param("id", Long.toString(id()))
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void keepsNeitherTheSecretNorTheRecoveryCodesAsTheyAre() {
        List<String> codes = new ArrayList<>();
        FactorSecret secret = setUp(codes);
        String text = secret.text().replace(" ", "");
        List<String> kept = new ArrayList<>(database.sql("select sealed_secret from second_factor")
                .query(String.class)
                .list());
        kept.addAll(database.sql("select code_hash from recovery_code")
                .query(String.class)
                .list());
        kept.addAll(database.sql("select value_after from field_change where value_after is not null")
                .query(String.class)
                .list());
        assertThat(kept).isNotEmpty().noneMatch(one -> one.contains(text) || codes.contains(one));
        assertThat(secret.address("lin zhi@desk"))
                .startsWith("otpauth://totp/Yuemao:lin%20zhi%40desk?secret=" + text + "&issuer=Yuemao");
    }

    @Test
    void followsTheCodesOfRfc6238() {
        FactorSecret secret =
                new FactorSecret("12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(secret.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(secret.code(Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(secret.code(Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
        assertThat(secret.text()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    /** A code that is newer than the one it was set up by. */
    private Instant later() {
        return clock.instant().plus(Duration.ofSeconds(30));
    }

    private FactorSecret setUp(List<String> codes) {
        FactorSecret secret = FactorSecret.create();
        as(() -> codes.addAll(factors.setUp(secret, secret.code(clock.instant()))));
        return secret;
    }

    private void as(Runnable work) {
        currentPerson.runAs((Person) people.loadUserByUsername(username), work);
    }

    private long id() {
        return ((Person) people.loadUserByUsername(username)).accountId();
    }

    private MockHttpSession password() throws Exception {
        return password("/sign-in/code");
    }

    private MockHttpSession password(String next) throws Exception {
        MvcResult result = perform(post("/sign-in")
                .param("username", username)
                .param("password", PASSWORD)
                .with(csrf()));
        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo(next);
        return (MockHttpSession) result.getRequest().getSession();
    }

    private String code(MockHttpSession session, String code) throws Exception {
        return Objects.requireNonNull(perform(post("/sign-in/code")
                        .session(session)
                        .param("code", code)
                        .with(csrf()))
                .getResponse()
                .getRedirectedUrl());
    }

    /** As a stranger, whoever the test itself is: that is known on its own thread alone. */
    private MvcResult perform(RequestBuilder request) throws Exception {
        try (var stranger = Executors.newSingleThreadExecutor()) {
            return stranger.submit(() -> web.perform(request).andReturn()).get();
        }
    }

    private static boolean isSignedIn(MockHttpSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }
}

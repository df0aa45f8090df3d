package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import org.yuemao.account.Account;
import org.yuemao.account.AccountData;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountService;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.account.SecondFactorService;
import org.yuemao.base.Refusal;
import org.yuemao.security.RealProvider.Cheat;
import org.yuemao.security.SignInAttempts.Attempt;
import org.yuemao.security.SignInAttempts.Kind;
import org.yuemao.security.SignInAttempts.Outcome;

/** Between the desk, a browser and a real provider. The desk asks the provider over HTTP, and so does the browser. */
@DeskWithProvider
@WithUserDetails("administrator")
class ProviderSignInTest {
    private static final RealProvider PROVIDER = DeskWithProvider.PROVIDER;
    private static final String PASSWORD = "lanterns over the harbour";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private ProviderIdentityService identities;

    @Autowired
    private SecondFactorService factors;

    @Autowired
    private OpenSessions sessions;

    @Autowired
    private SignInAttempts attempts;

    @Autowired
    private JdbcClient database;

    private MockMvc web;

    /** Of the account, and of the person at the provider. */
    private String username;

    private long id;

    @BeforeEach
    void prepare() {
        PROVIDER.start();
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        username = "o" + UUID.randomUUID().toString().substring(0, 12);
        id = accounts.open(new AccountData(username, "Q R", Role.VIEWER, "440000", true));
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void leadsToTheProviderWithAStateANonceAndAChallengeOfThisWayAlone() {
        Map<String, String> one = asked(begin(new MockHttpSession()));
        Map<String, String> other = asked(begin(new MockHttpSession()));
        assertThat(one)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid");
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(name)).as(name).hasSizeGreaterThan(20).isNotEqualTo(other.get(name));
        }
    }

    @Test
    void signsInWhoIsBoundInANewSessionAsByAPassword() {
        bindByLink();
        MockHttpSession session = new MockHttpSession();
        URI back = RealProvider.signIn(begin(session), username);
        String before = session.getId();
        MockHttpServletResponse answer = back(session, back);
        assertThat(answer.getRedirectedUrl()).isEqualTo("/");
        assertThat(session.getId()).isNotEqualTo(before);
        assertThat(person(session).username()).isEqualTo(username);
        assertThat(answer.getCookies())
                .anyMatch(cookie -> cookie.getName().startsWith("device-"))
                .allMatch(cookie -> cookie.isHttpOnly());
        assertThat(sessions.of(id)).hasSize(2);
        assertThat(accounts.overview())
                .filteredOn(one -> one.account().id() == id)
                .allSatisfy(one -> {
                    assertThat(one.lastSignInAt()).isNotNull();
                    assertThat(one.bound()).isTrue();
                });
        assertThat(attempts.newest(id, 1).getFirst())
                .extracting(Attempt::kind, Attempt::outcome)
                .containsExactly(Kind.PROVIDER, Outcome.SUCCEEDED);
    }

    @Test
    void keepsNothingOfTheProviderInTheSession() {
        bindByLink();
        MockHttpSession session = new MockHttpSession();
        signIn(session);
        assertThat(Collections.list(session.getAttributeNames()))
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("oauth"));
        Authentication kept = Objects.requireNonNull(context(session).getAuthentication());
        assertThat(kept.getCredentials()).isNull();
        assertThat(kept.getPrincipal()).isInstanceOf(Person.class);
    }

    @Test
    void signsNobodyInByWhatAnotherBrowserHasAskedFor() {
        bindByLink();
        URI foreign = RealProvider.signIn(begin(new MockHttpSession()), username);
        MockHttpSession victim = new MockHttpSession();
        assertThat(back(victim, foreign).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");
        // Nor once that browser has asked by itself.
        begin(victim);
        assertThat(back(victim, foreign).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");
        assertThat(isSignedIn(victim)).isFalse();
    }

    @Test
    void takesACodeOnceAndOnlyFromWhoHasAskedForIt() {
        bindByLink();
        MockHttpSession session = new MockHttpSession();
        URI used = RealProvider.signIn(begin(session), username);
        assertThat(back(session, used).getRedirectedUrl()).isEqualTo("/");
        assertThat(back(new MockHttpSession(), used).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");

        // A code that somebody has overheard, put into a way of the own: the provider asks for the verifier of the
        // other.
        URI overheard = RealProvider.signIn(begin(new MockHttpSession()), username);
        for (URI code : List.of(used, overheard)) {
            MockHttpSession thief = new MockHttpSession();
            String state = Objects.requireNonNull(asked(begin(thief)).get("state"));
            URI put = URI.create(code.toString()
                    .replaceFirst("state=[^&]*", "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)));
            assertThat(back(thief, put).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");
            assertThat(isSignedIn(thief)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void believesNoTokenThatIsNotForThisWayOfThisDeskByThisProvider(Cheat cheat) {
        bindByLink();
        PROVIDER.cheat(cheat);
        MockHttpSession session = new MockHttpSession();
        assertThat(signIn(session).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");
        assertThat(isSignedIn(session)).isFalse();
    }

    @Test
    void tellsWhoIsUnknownWhatItTellsWhoIsLocked() {
        bindByLink();
        Account account = accounts.find(id).orElseThrow();
        accounts.change(id, account.version(), new AccountData(username, "Q R", Role.VIEWER, "440000", false));
        for (String person : List.of(username, "nobody-here")) {
            MockHttpSession session = new MockHttpSession();
            MockHttpServletResponse answer = back(session, RealProvider.signIn(begin(session), person));
            assertThat(answer.getRedirectedUrl()).isEqualTo("/sign-in?provider=unbound");
            assertThat(answer.getCookies()).noneMatch(cookie -> cookie.getName().startsWith("device-"));
            assertThat(isSignedIn(session)).isFalse();
        }
        assertThat(attempts.newest(id, 1).getFirst().outcome()).isEqualTo(Outcome.FAILED);
        // A name at the provider opens no account of that name.
        assertThat(accounts.list()).extracting(one -> one.data().username()).contains("official");
        MockHttpSession session = new MockHttpSession();
        assertThat(back(session, RealProvider.signIn(begin(session), "official"))
                        .getRedirectedUrl())
                .isEqualTo("/sign-in?provider=unbound");
    }

    @Test
    void asksForTheCodeAfterTheProviderToo() {
        bindByLink();
        factors.require(Set.of(Role.VIEWER));
        try {
            MockHttpSession session = new MockHttpSession();
            assertThat(signIn(session).getRedirectedUrl()).isEqualTo("/sign-in/code");
            assertThat(isSignedIn(session)).isFalse();
            assertThat(attempts.newest(id, 1).getFirst().outcome()).isEqualTo(Outcome.CODE_AWAITED);
        } finally {
            factors.require(Set.of());
        }
    }

    @Test
    void bindsByALinkOnceAndLeavesThatToItsHolder() {
        String secret = links.make(id).secret();
        MockHttpSession session = new MockHttpSession();
        IntendedBinding abandoned = IntendedBinding.byLink(secret);
        session.setAttribute(IntendedBinding.NAME, abandoned);
        begin(session, abandoned.path());
        // Somebody else, later in the same browser, is not bound by what was begun and left.
        assertThat(back(session, RealProvider.signIn(begin(session), "somebody-else"))
                        .getRedirectedUrl())
                .isEqualTo("/sign-in?provider=unbound");
        assertThat(identities.of(id)).isEmpty();

        assertThat(bind(secret, username).getRedirectedUrl()).isEqualTo("/");
        assertThat(identities.of(id)).hasValueSatisfying(bound -> {
            assertThat(bound.issuer()).isEqualTo(PROVIDER.issuer());
            assertThat(bound.subject()).isEqualTo(username);
        });
        assertThat(links.open(secret)).isEmpty();
        assertThat(bind(secret, "somebody-else").getRedirectedUrl()).isEqualTo("/sign-in?provider=unbound");
        assertThat(identities.of(id).orElseThrow().subject()).isEqualTo(username);
        assertThat(fieldsInHistory()).contains("identityBoundAt", "linkUsedAt");
    }

    @Test
    void bindsToOneAccountAlone() {
        bindByLink();
        long second = accounts.open(new AccountData("p" + username, "S T", Role.VIEWER, "440000", true));
        assertThat(bind(links.make(second).secret(), username).getRedirectedUrl())
                .isEqualTo("/sign-in?provider=taken");
        assertThat(identities.of(second)).isEmpty();
        assertThat(links.ofAccount(second)).as("the link is not used up").isPresent();
    }

    @Test
    void bindsTheOwnAccountInTheSessionThatAskedForIt() {
        setPassword();
        MockHttpSession session = signInByPassword();
        IntendedBinding intended = IntendedBinding.toOwn(id);
        session.setAttribute(IntendedBinding.NAME, intended);
        String way = begin(session, intended.path());
        assertThat(asked(way)).containsEntry("prompt", "login");
        URI back = RealProvider.signIn(way, username);

        // Of no use in any other session.
        MockHttpSession other = new MockHttpSession();
        assertThat(back(other, back).getRedirectedUrl()).isEqualTo("/sign-in?provider=failed");
        assertThat(back(session, back).getRedirectedUrl()).isEqualTo("/account?provider=bound");
        assertThat(identities.of(id)).isPresent();
        assertThat(person(session).username()).isEqualTo(username);
        assertThat(signIn(new MockHttpSession()).getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void makesNobodyWhoHasSignedInSomebodyElse() {
        setPassword();
        MockHttpSession session = signInByPassword();
        assertThat(visit(session, "/" + SignInWays.Provider.PATH).getRedirectedUrl())
                .isEqualTo("/");
        URI foreign = RealProvider.signIn(begin(new MockHttpSession()), "somebody-else");
        assertThat(back(session, foreign).getRedirectedUrl()).isEqualTo("/");
        assertThat(person(session).username()).isEqualTo(username);
    }

    @Test
    void endsTheSessionsOfWhoIsUnbound() {
        bindByLink();
        signIn(new MockHttpSession());
        assertThat(sessions.of(id)).isNotEmpty();
        identities.unbind(id);
        assertThat(sessions.of(id)).isEmpty();
        assertThat(signIn(new MockHttpSession()).getRedirectedUrl()).isEqualTo("/sign-in?provider=unbound");
    }

    @Test
    void saysThatTheProviderIsDownAndComesBackWithIt() {
        RealProvider elsewhere = new RealProvider(RealProvider.freePort());
        Clock clock = new Clock() {
            private Instant now = Instant.now();

            @Override
            public Instant instant() {
                now = now.plusSeconds(31);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        OidcProvider provider = new OidcProvider(
                new SignInWays.Provider(elsewhere.issuer(), RealProvider.CLIENT, RealProvider.SECRET, "", ""), clock);
        assertThatExceptionOfType(ProviderDown.class)
                .isThrownBy(() -> provider.findByRegistrationId(OidcProvider.ID))
                .satisfies(down -> assertThat(ProviderSignIn.reason(down)).isEqualTo("down"));
        try (RealProvider started = elsewhere.start()) {
            assertThat(Objects.requireNonNull(provider.findByRegistrationId(OidcProvider.ID))
                            .getProviderDetails()
                            .getIssuerUri())
                    .isEqualTo(started.issuer());
            // One that says it is another is not believed.
            OidcProvider liar = new OidcProvider(
                    new SignInWays.Provider(
                            elsewhere.issuer().replace("127.0.0.1", "localhost"), RealProvider.CLIENT, "", "", ""),
                    clock);
            assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> liar.findByRegistrationId(OidcProvider.ID));
        }
        // As it goes away between leaving for it and coming back.
        bindByLink();
        MockHttpSession session = new MockHttpSession();
        URI back = RealProvider.signIn(begin(session), username);
        PROVIDER.close();
        assertThat(back(session, back).getRedirectedUrl()).isEqualTo("/sign-in?provider=down");
    }

    @Test
    void saysWhenItWasBrokenOff() {
        MockHttpSession session = new MockHttpSession();
        String state = asked(begin(session)).get("state");
        assertThat(visit(session, "/sign-in/from/provider?error=access_denied&state=" + state)
                        .getRedirectedUrl())
                .isEqualTo("/sign-in?provider=denied");
    }

    @Test
    void startsOnlyWithAWayInThatIsSafe() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new SignInWays(false, "", "", "", "", "", true))
                .withMessageContaining("no way in");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new SignInWays(true, "http://id.example.cn", "desk", "", "", "", true))
                .withMessageContaining("https");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new SignInWays(true, "https://id.example.cn", "", "", "", "", true))
                .withMessageContaining("client-id");
        assertThat(new SignInWays(false, "https://id.example.cn", "desk", "", "", "", true).provider())
                .hasValueSatisfying(provider -> assertThat(provider).hasToString("https://id.example.cn"));
    }

    @Test
    void asksForThePasswordBeforeTheOwnBindingIsChanged() {
        setPassword();
        bindByLink();
        MockHttpSession session = signInByPassword();
        asPersonOf(session, () -> {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> identities.beginOwn("not the right one"))
                    .satisfies(refused -> assertThat(refused.key()).isEqualTo("account.password.old.wrong"));
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> identities.unbindOwn("not the right one"));
            assertThat(identities.own()).isPresent();
            identities.unbindOwn(PASSWORD);
            assertThat(identities.own()).isEmpty();
        });
        // Without a password nothing else would open the account.
        username = "w" + username.substring(1);
        id = accounts.open(new AccountData(username, "U V", Role.VIEWER, "440000", true));
        bindByLink();
        MockHttpSession withoutPassword = new MockHttpSession();
        signIn(withoutPassword);
        asPersonOf(withoutPassword, () -> assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> identities.unbindOwn(""))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo("account.identity.only-way")));
    }

    private void setPassword() {
        links.use(links.make(id).secret(), PASSWORD);
    }

    private void bindByLink() {
        assertThat(bind(links.make(id).secret(), username).getRedirectedUrl()).isIn("/", "/sign-in/code");
    }

    /** As the page of the link begins it. */
    private MockHttpServletResponse bind(String secret, String subject) {
        MockHttpSession session = new MockHttpSession();
        IntendedBinding intended = IntendedBinding.byLink(secret);
        session.setAttribute(IntendedBinding.NAME, intended);
        return back(session, RealProvider.signIn(begin(session, intended.path()), subject));
    }

    private MockHttpServletResponse signIn(MockHttpSession session) {
        return back(session, RealProvider.signIn(begin(session), username));
    }

    private String begin(MockHttpSession session) {
        return begin(session, SignInWays.Provider.PATH);
    }

    private String begin(MockHttpSession session, String path) {
        String there = Objects.requireNonNull(visit(session, "/" + path).getRedirectedUrl());
        assertThat(there).startsWith(PROVIDER.issuer() + "/");
        return there;
    }

    private static Map<String, String> asked(String address) {
        return UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> URLDecoder.decode(one.getValue(), StandardCharsets.UTF_8)));
    }

    private MockHttpServletResponse back(MockHttpSession session, URI address) {
        assertThat(address.toString()).startsWith("http://localhost/sign-in/from/provider?");
        return visit(session, address.getRawPath() + "?" + address.getRawQuery());
    }

    private MockHttpServletResponse visit(MockHttpSession session, String path) {
        return asStranger(get(URI.create("http://localhost" + path))
                        .session(session)
                        .with(asked -> {
                            // By the cookie, as a browser does.
                            asked.setRequestedSessionIdValid(true);
                            return asked;
                        }))
                .getResponse();
    }

    private MockHttpSession signInByPassword() {
        MvcResult result = asStranger(post("/sign-in")
                .param("username", username)
                .param("password", PASSWORD)
                .with(csrf()));
        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/");
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession());
    }

    /** Whoever the test itself is: that is known on its own thread alone. */
    private MvcResult asStranger(RequestBuilder request) {
        try (var stranger = Executors.newSingleThreadExecutor()) {
            return stranger.submit(() -> web.perform(request).andReturn()).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void asPersonOf(MockHttpSession session, Runnable work) {
        new DelegatingSecurityContextRunnable(work, context(session)).run();
    }

    private List<String> fieldsInHistory() {
        return database.sql("""
                        select f.field from field_change f join change_entry c on c.id = f.entry_id
                        where c.record_kind = 'account' and c.record_id = :id""")
                .param("id", Long.toString(id))
                .query(String.class)
                .list();
    }

    private static boolean isSignedIn(MockHttpSession session) {
        return !session.isInvalid()
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext found
                && found.getAuthentication() != null
                && found.getAuthentication().getPrincipal() instanceof Person;
    }

    private static SecurityContext context(MockHttpSession session) {
        return (SecurityContext) Objects.requireNonNull(
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY));
    }

    private static Person person(MockHttpSession session) {
        Authentication kept = Objects.requireNonNull(context(session).getAuthentication());
        return (Person) Objects.requireNonNull(kept.getPrincipal());
    }
}

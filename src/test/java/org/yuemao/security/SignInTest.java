package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yuemao.DeskTest;

@DeskTest
class SignInTest {
    private static final String PASSWORD = "guangdong-2021";
    /** Of the tests' accounts: bcrypt of the password, as old accounts have it. */
    private static final String OLD_HASH = "$2a$04$hLfiPVWQt8/bHkI20FEftuFm5a97nhyEDFMsUhfQqzh7hc0Rxprfu";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private JdbcClient database;

    private MockMvc web;

    @BeforeEach
    void prepare() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void signsInAndHashesAnOldPasswordAnew() throws Exception {
        account("old.hash", true);
        assertThat(signIn("Old.Hash ", PASSWORD, "192.0.2.1").getRedirectedUrl())
                .isEqualTo("/");
        assertThat(hash("old.hash")).startsWith("{argon2id}");
        assertThat(signIn("old.hash", PASSWORD, "192.0.2.1").getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void makesAStrangerWaitButNeitherTheOwnDeviceNorThePersonElsewhere() throws Exception {
        account("guessed", true);
        Cookie device = device(signIn("guessed", PASSWORD, "192.0.2.10"));
        assertThat(device.isHttpOnly()).isTrue();
        assertThat(device.getAttribute("SameSite")).isEqualTo("Lax");
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            assertThat(signIn("guessed", "guess number " + i, "192.0.2.66").getRedirectedUrl())
                    .isEqualTo("/sign-in?error");
        }
        // Not even the right one is looked at.
        assertThat(signIn("guessed", PASSWORD, "192.0.2.66").getRedirectedUrl()).startsWith("/sign-in?wait=");
        assertThat(signIn("guessed", PASSWORD, "192.0.2.66", device).getRedirectedUrl())
                .isEqualTo("/");
        assertThat(signIn("guessed", PASSWORD, "192.0.2.77").getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void keepsTheAddressOfAOneTimeLinkOutOfCaches() throws Exception {
        var answer = web.perform(get("/welcome/secret")).andReturn().getResponse();
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
    }

    @Test
    void takesNoForgedDeviceAndNoneOfAnotherAccount() throws Exception {
        account("forged", true);
        account("other", true);
        Cookie device = device(signIn("forged", PASSWORD, "192.0.2.20"));
        Cookie others = device(signIn("other", PASSWORD, "192.0.2.20"));
        String[] parts = device.getValue().split("\\.");
        Cookie laterEnd =
                new Cookie(device.getName(), parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2]);
        Cookie ofOther = new Cookie(device.getName(), others.getValue());
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            signIn("forged", "guess number " + i, "192.0.2.21");
        }
        assertThat(signIn("forged", PASSWORD, "192.0.2.21", laterEnd).getRedirectedUrl())
                .startsWith("/sign-in?wait=");
        assertThat(signIn("forged", PASSWORD, "192.0.2.21", ofOther).getRedirectedUrl())
                .startsWith("/sign-in?wait=");
        assertThat(signIn("forged", PASSWORD, "192.0.2.21", device).getRedirectedUrl())
                .isEqualTo("/");
    }

    @Test
    void answersForUnknownInvitedAndLockedAccountsAsForAWrongPassword() throws Exception {
        account("closed", false);
        account("invited", true);
        database.sql("update account set password_hash = null where username = 'invited'")
                .update();
        int last = 30;
        for (String username : new String[] {"nobody.at.all", "closed", "invited"}) {
            String address = "192.0.2." + last++;
            for (int i = 0; i < SignInAttempts.FREE; i++) {
                MockHttpServletResponse answer = signIn(username, PASSWORD, address);
                assertThat(answer.getRedirectedUrl()).as(username).isEqualTo("/sign-in?error");
                assertThat(answer.getCookies())
                        .noneMatch(cookie -> cookie.getName().startsWith("device-"));
            }
            assertThat(signIn(username, PASSWORD, address).getRedirectedUrl())
                    .as(username)
                    .startsWith("/sign-in?wait=");
        }
    }

    private void account(String username, boolean enabled) {
        database.sql("""
                        insert into account (version, username, full_name, password_hash, role, office_code, language,
                            color_scheme, enabled, created_at)
                        values (0, :username, 'Someone', :hash, 'VIEWER', '440000', 'en', 'SYSTEM', :enabled, now())""")
                .param("username", username)
                .param("hash", OLD_HASH)
                .param("enabled", enabled)
                .update();
    }

    private String hash(String username) {
        return database.sql("select password_hash from account where username = :username")
                .param("username", username)
                .query(String.class)
                .single();
    }

    private static Cookie device(MockHttpServletResponse response) {
        return Arrays.stream(response.getCookies())
                .filter(cookie -> cookie.getName().startsWith("device-"))
                .findFirst()
                .orElseThrow();
    }

    private MockHttpServletResponse signIn(String username, String password, String address, Cookie... cookies)
            throws Exception {
        var request = post("/sign-in")
                .param("username", username)
                .param("password", password)
                .with(csrf())
                .with(asked -> {
                    asked.setRemoteAddr(Objects.requireNonNull(address));
                    return asked;
                });
        if (cookies.length > 0) {
            request.cookie(cookies);
        }
        return web.perform(request).andReturn().getResponse();
    }
}

package org.yuemao.wall.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yuemao.DeskTest;
import org.yuemao.wall.NewWallLink;
import org.yuemao.wall.WallData;
import org.yuemao.wall.WallLanguages;
import org.yuemao.wall.WallLinkService;
import org.yuemao.wall.WallScreen;
import org.yuemao.wall.WallScreenKind;
import org.yuemao.wall.WallService;

/** What the addresses of walls answer to those who have not signed in. */
@DeskTest
class WallFrameTest {
    @Autowired
    private WebApplicationContext desk;

    @Autowired
    private WallHeaders headers;

    @Autowired
    private WallService walls;

    @Autowired
    private WallLinkService links;

    @Autowired
    private UserDetailsService people;

    private MockMvc requests;
    private NewWallLink link;

    @BeforeEach
    void makeLink() {
        requests = MockMvcBuilders.webAppContextSetup(desk)
                .addFilters(headers)
                .apply(springSecurity())
                .build();
        UserDetails official = people.loadUserByUsername("official");
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(official, null, official.getAuthorities())));
        WallScreen cities = WallScreen.of(WallScreenKind.CITIES, null, null, null, null);
        long wall = walls.create(new WallData("Frame", 15, WallLanguages.BOTH, List.of(cities)));
        link = links.make(wall, "Entrance", null);
        SecurityContextHolder.clearContext();
    }

    @Test
    void opensWithoutSigningInAndTellsTheSecretToNobody() throws Exception {
        String page = requests.perform(get("/wall/link/" + link.secret()))
                .andExpect(status().isOk())
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("X-Robots-Tag", "noindex, nofollow, noarchive"))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                org.hamcrest.Matchers.containsString("frame-ancestors 'none'")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).doesNotContain("Frame", "official").doesNotContain("!wall.");
        requests.perform(get("/wall/link/" + link.secret() + "/pulse"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.seconds").value(15))
                .andExpect(jsonPath("$.languages[0]").value("zh-CN"))
                .andExpect(jsonPath("$.languages[1]").value("en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/walls",
                "/events",
                "/businesses",
                "/counted?measure=EVENTS&year=2021",
                "/wall/own/1",
                "/wall/own/1/pulse",
                "/reports",
                "/accounts"
            })
    void leadsTheSessionOfAWallToTheSignInFromEverythingElse(String address) throws Exception {
        MockHttpSession session = new MockHttpSession();
        requests.perform(get("/wall/link/" + link.secret()).session(session)).andExpect(status().isOk());
        requests.perform(get(address).session(session).accept("text/html"))
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void saysThatALinkIsGoneOnceItIsRevokedHoweverOftenItAsks() throws Exception {
        UserDetails official = people.loadUserByUsername("official");
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(official, null, official.getAuthorities())));
        links.revoke(link.link().id());
        SecurityContextHolder.clearContext();
        for (int i = 0; i < WallDoor.GUESSES + 3; i++) {
            requests.perform(get("/wall/link/" + link.secret() + "/pulse").with(from("10.0.0.1")))
                    .andExpect(status().isGone());
        }
        requests.perform(get("/wall/link/" + link.secret()).with(from("10.0.0.1")))
                .andExpect(status().isNotFound());
    }

    @Test
    void answersAnAddressNoMoreThatGuesses() throws Exception {
        String wrong = link.secret().substring(1) + (link.secret().endsWith("A") ? "B" : "A");
        for (int i = 0; i < WallDoor.GUESSES; i++) {
            requests.perform(get("/wall/link/" + wrong).with(from("10.0.0.2"))).andExpect(status().isNotFound());
        }
        requests.perform(get("/wall/link/" + wrong).with(from("10.0.0.2"))).andExpect(status().isTooManyRequests());
        requests.perform(get("/wall/link/" + link.secret() + "/pulse").with(from("10.0.0.2")))
                .andExpect(status().isTooManyRequests());
        requests.perform(get("/wall/link/" + link.secret() + "/pulse").with(from("10.0.0.3")))
                .andExpect(status().isOk());
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }
}

package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswerHeadersTest {
    @TempDir
    private Path folder;

    @Test
    void keepsBrowsersOnHttps() throws Exception {
        assertThat(answered(true).getHeader("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000 ; includeSubDomains");
        assertThat(answered(false).getHeader("Strict-Transport-Security")).isNull();
    }

    @Test
    void saysNothingOverWhatAnAnswerSaysOfItself() throws Exception {
        MockHttpServletResponse page = new MockHttpServletResponse();
        page.setHeader("Content-Security-Policy", "script-src 'nonce-1'");
        page.setHeader("X-Frame-Options", "SAMEORIGIN");
        answer(new MockHttpServletRequest(), page);
        assertThat(page.getHeaders("Content-Security-Policy")).containsExactly("script-src 'nonce-1'");
        assertThat(page.getHeaders("X-Frame-Options")).containsExactly("SAMEORIGIN");
    }

    @Test
    void marksCookiesAsSecureOverHttps() {
        DeskKey key = new DeskKey(folder.resolve("yuemao.key"));
        for (boolean always : new boolean[] {true, false}) {
            KnownDevices devices = new KnownDevices(key, Clock.systemDefaultZone(), always);
            for (boolean secure : new boolean[] {true, false}) {
                MockHttpServletRequest request = new MockHttpServletRequest();
                request.setSecure(secure);
                MockHttpServletResponse response = new MockHttpServletResponse();
                devices.remember(request, response, "li.lei");
                // A proxy may not say that it was asked over https.
                assertThat(response.getCookies()[0].getSecure()).isEqualTo(always || secure);
            }
        }
    }

    private static MockHttpServletResponse answered(boolean secure) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(secure);
        MockHttpServletResponse response = new MockHttpServletResponse();
        answer(request, response);
        return response;
    }

    private static void answer(MockHttpServletRequest request, MockHttpServletResponse response) throws Exception {
        Objects.requireNonNull(new AnswerHeaders().headersOfEveryAnswer().getFilter())
                .doFilter(request, response, new MockFilterChain());
    }
}

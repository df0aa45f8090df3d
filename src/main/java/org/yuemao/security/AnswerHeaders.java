package org.yuemao.security;

import java.util.List;
import org.apache.catalina.core.StandardContext;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;

/**
 * What every answer tells browsers to refuse: also those that are given before anybody looks at who asks, and those of errors.
 * Pages say more of themselves; what is said already stays.
 */
@Configuration
class AnswerHeaders {
    /** For whatever is no page of the desk: a file, a picture, an error. It loads nothing, and nobody may put it into a frame. */
    static final String NOTHING =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'none'";

    private static final String FEATURES = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(self),"
            + " clipboard-write=(self), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(),"
            + " magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(self), usb=()";

    /** After what makes of a proxied request what it was, before all else. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

    @Bean
    FilterRegistrationBean<HeaderWriterFilter> headersOfEveryAnswer() {
        FilterRegistrationBean<HeaderWriterFilter> registration =
                new FilterRegistrationBean<>(new HeaderWriterFilter(writers()));
        registration.setOrder(ORDER);
        return registration;
    }

    /**
     * Tomcat ends the answer of a page once Vaadin's servlet, to which its request is handed on, has written it, before what
     * writes headers sees that it ends. It should end what was handed on, and see it end.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersOfPages() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context instanceof StandardContext standard) {
                standard.setSuspendWrappedResponseAfterForward(false);
            }
        });
    }

    private static List<HeaderWriter> writers() {
        ContentSecurityPolicyHeaderWriter policy = new ContentSecurityPolicyHeaderWriter(NOTHING);
        CrossOriginOpenerPolicyHeaderWriter opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        CrossOriginResourcePolicyHeaderWriter resource = new CrossOriginResourcePolicyHeaderWriter();
        resource.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
        return List.of(
                policy,
                // What browsers did before they knew of frame-ancestors, which they now go by.
                new StaticHeadersWriter("X-Frame-Options", "DENY"),
                new XContentTypeOptionsHeaderWriter(),
                // The address of a one-time link opens an account: no other host is told where a person comes from.
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                new PermissionsPolicyHeaderWriter(FEATURES),
                opener,
                resource,
                // On secure connections alone, and for a year.
                new HstsHeaderWriter());
    }
}

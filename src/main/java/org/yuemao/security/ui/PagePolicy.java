package org.yuemao.security.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/**
 * What the pages of the desk may load and run: their own scripts, told by a number of this answer alone, and nothing from any
 * other host. Two things that a stricter policy would forbid are needed by Vaadin 25.2: it builds functions from the
 * expressions that the server sends ('unsafe-eval'), and its elements write styles into the page. See docs/security.md.
 */
@Component
class PagePolicy implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    private static final String POLICY = "default-src 'none'; script-src 'nonce-%s' 'strict-dynamic' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors %s";

    /** Of a desk that is being developed, whose page is made by other tools. */
    private static final String IN_DEVELOPMENT = "object-src 'none'; frame-ancestors 'self'";

    private static final int BYTES = 16;

    private static final SecureRandom CHANCE = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        boolean production = event.getSource().getDeploymentConfiguration().isProductionMode();
        event.addIndexHtmlRequestListener(page -> protect(page, production));
    }

    private static void protect(IndexHtmlResponse page, boolean production) {
        // The screens of a wall are frames within the wall's own page.
        boolean framed = String.valueOf(page.getVaadinRequest().getPathInfo()).startsWith("/wall/");
        VaadinResponse response = page.getVaadinResponse();
        response.setHeader("X-Frame-Options", framed ? "SAMEORIGIN" : "DENY");
        if (!production) {
            response.setHeader("Content-Security-Policy", IN_DEVELOPMENT);
            return;
        }
        String nonce = nonce();
        Document document = page.getDocument();
        document.select("script, style, link[rel=modulepreload]").attr("nonce", nonce);
        response.setHeader("Content-Security-Policy", POLICY.formatted(nonce, framed ? "'self'" : "'none'"));
    }

    private static String nonce() {
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The language of a browser before anybody has signed in with it: the one chosen last, or the one it asks for. */
public final class Languages {
    private static final String COOKIE = "language";

    private Languages() {}

    /** The language that the browser has been used in last, or asks for; Chinese where it asks for neither of the two. */
    public static Locale of(VaadinRequest request) {
        return chosen(request).orElseGet(() -> Collections.list(request.getLocales()).stream()
                .flatMap(Languages::known)
                .findFirst()
                .orElse(Texts.CHINESE));
    }

    /** The other one of the two languages. */
    public static Locale other(Locale locale) {
        return Formats.chinese(locale) ? Texts.ENGLISH : Texts.CHINESE;
    }

    /** The name of the language in itself. */
    public static String nameOf(Locale locale) {
        return Formats.chinese(locale) ? "中文" : "English";
    }

    /** Shows the same page again in the language, and keeps the language for this browser. */
    public static void choose(UI ui, Locale locale) {
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;samesite=lax'; location.reload()",
                        COOKIE,
                        locale.toLanguageTag());
    }

    /** A button that shows the same page in the other language, for pages that need no signing in. */
    public static Button button() {
        UI ui = UI.getCurrentOrThrow();
        Locale other = other(ui.getLocale());
        Button button = new Button(nameOf(other), click -> choose(ui, other));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.getElement().setAttribute("lang", other.toLanguageTag());
        return button;
    }

    private static Optional<Locale> chosen(VaadinRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .flatMap(cookie -> known(Locale.forLanguageTag(cookie.getValue())))
                        .findFirst();
    }

    private static Stream<Locale> known(Locale locale) {
        return switch (locale.getLanguage()) {
            case "zh" -> Stream.of(Texts.CHINESE);
            case "en" -> Stream.of(Texts.ENGLISH);
            default -> Stream.empty();
        };
    }
}

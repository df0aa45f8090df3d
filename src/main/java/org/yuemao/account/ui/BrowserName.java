package org.yuemao.account.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a browser says of itself, in the words by which people know it; enough to tell one's own sessions apart. */
final class BrowserName {
    /** Most say that they are the others too: those that are built on others first. */
    private static final List<Pattern> BROWSERS = List.of(
            Pattern.compile("(Edg)[A-Za-z]*/(\\d+)"),
            Pattern.compile("(MicroMessenger)/(\\d+)"),
            Pattern.compile("(QQBrowser)/(\\d+)"),
            Pattern.compile("(OPR)/(\\d+)"),
            Pattern.compile("(Firefox)/(\\d+)"),
            Pattern.compile("(Chrome)/(\\d+)"),
            Pattern.compile("Version/(\\d+)\\S* (?:Mobile/\\S+ )?(Safari)"));

    private static final List<String> SYSTEMS =
            List.of("Windows", "iPhone", "iPad", "Android", "HarmonyOS", "Mac OS", "Linux");

    private BrowserName() {}

    static String of(@Nullable String browser) {
        if (browser == null || browser.isBlank()) {
            return I18NProvider.translate("account.browser.unknown");
        }
        Optional<String> name = BROWSERS.stream()
                .map(pattern -> pattern.matcher(browser))
                .filter(Matcher::find)
                .map(found -> found.group(1).matches("\\d+")
                        ? found.group(2) + " " + found.group(1)
                        : known(found.group(1)) + " " + found.group(2))
                .findFirst();
        Optional<String> system = SYSTEMS.stream().filter(browser::contains).findFirst();
        String shortened = browser.length() > 40 ? browser.substring(0, 40) + "…" : browser;
        return name.map(one -> system.map(on -> I18NProvider.translate("account.browser.on", one, on))
                        .orElse(one))
                .orElse(shortened);
    }

    private static String known(String name) {
        return switch (name) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            case "MicroMessenger" -> "WeChat";
            default -> name;
        };
    }
}

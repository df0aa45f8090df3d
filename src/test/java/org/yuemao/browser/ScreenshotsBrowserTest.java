package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaves a picture of every view in {@code screenshots/}, for people to look at. */
@Tag("browser")
class ScreenshotsBrowserTest {
    private static final Path FOLDER = Path.of("screenshots");
    /** The progress bar fades after the work that it announces is done. */
    private static final String WITHOUT_PROGRESS = ".v-loading-indicator { visibility: hidden !important }";

    private static final int WIDE = 1366;
    private static final int PHONE = 390;

    private final RunningDesk desk = RunningDesk.withSampleYear();

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsEveryViewWholeOnLaptopsAndPhones(String language) {
        Locale locale = Locale.forLanguageTag(language);
        for (int width : new int[] {WIDE, PHONE}) {
            Page page = window(locale, width);
            picture(page, View.SIGN_IN, locale, width);
            Browser.signIn(page, desk, "official", Browser.PASSWORD, locale);
            Stream.concat(View.ofOfficial().stream(), Stream.of(View.MISSING))
                    .forEach(view -> picture(page, view, locale, width));
            Page administration = window(locale, width);
            Browser.signIn(administration, desk, "administrator", Browser.PASSWORD, locale);
            picture(administration, View.ACCOUNTS, locale, width);
        }
    }

    private static Page window(Locale locale, int width) {
        return Browser.window(locale, ColorScheme.LIGHT, width, width == PHONE ? 844 : 768);
    }

    private void picture(Page page, View view, Locale locale, int width) {
        view.open(page, desk);
        List<ColorScheme> schemes =
                width == PHONE ? List.of(ColorScheme.LIGHT) : List.of(ColorScheme.LIGHT, ColorScheme.DARK);
        for (ColorScheme scheme : schemes) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Shown.await(page);
            String name = "%s-%s-%s-%d"
                    .formatted(view.name(), locale.getLanguage(), scheme.name().toLowerCase(Locale.ROOT), width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(FOLDER.resolve(name + ".png"))
                    .setStyle(WITHOUT_PROGRESS));
            if (view.equals(View.OVERVIEW)) {
                wholePicture(page, FOLDER.resolve(name + "-full.png"), width);
            }
            assertThat(Shown.rawKeys(page)).as(name).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels that " + name + " is wider than its window")
                    .isEqualTo(0);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** The view scrolls inside the frame, so that the window has to be as high as the view. */
    private static void wholePicture(Page page, Path file, int width) {
        int height = page.viewportSize().height;
        Object whole = page.evaluate("""
                (() => {
                  const view = document.querySelector('.view');
                  return Math.ceil(Math.max(view.scrollHeight, view.clientHeight)) + 100;
                })()""");
        page.setViewportSize(width, Math.max(height, ((Number) whole).intValue()));
        Shown.await(page);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(file).setFullPage(true).setStyle(WITHOUT_PROGRESS));
        page.setViewportSize(width, height);
        Shown.await(page);
    }
}

package org.yuemao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test of the packaged program in Chromium; its windows are closed after each of its methods. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@ExtendWith(InTheBrowser.ClosedWindows.class)
@interface InTheBrowser {

    /** A window that stays open goes on following what others change, and takes its share of the machine. */
    class ClosedWindows implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            Browser.closeWindows();
            assertThat(Browser.refused())
                    .as("what the pages' own policy has refused them")
                    .isEmpty();
        }
    }
}

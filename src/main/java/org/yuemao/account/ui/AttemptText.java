package org.yuemao.account.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import org.yuemao.base.ui.Formats;
import org.yuemao.security.SignInAttempts.Attempt;

/** An attempt to come in, in words. */
final class AttemptText {
    private AttemptText() {}

    static String of(Attempt attempt, Locale language) {
        return I18NProvider.translate(
                "account.attempts.line",
                Formats.moment(attempt.at(), language),
                kind(attempt),
                outcome(attempt),
                attempt.address(),
                device(attempt));
    }

    static String kind(Attempt attempt) {
        return I18NProvider.translate("account.attempts.kind." + attempt.kind());
    }

    static String outcome(Attempt attempt) {
        return I18NProvider.translate("account.attempts.outcome." + attempt.outcome());
    }

    static String device(Attempt attempt) {
        String browser = BrowserName.of(attempt.browser());
        return attempt.knownDevice() ? I18NProvider.translate("account.attempts.known-device", browser) : browser;
    }
}

package org.yuemao.shell;

import com.vaadin.flow.component.ReconnectDialogConfiguration;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;
import org.yuemao.account.AccountService;
import org.yuemao.account.Preferences;
import org.yuemao.account.Preferences.Appearance;
import org.yuemao.base.ui.Brand;
import org.yuemao.base.ui.Languages;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.Texts;
import org.yuemao.draft.ui.SharedForms;

/**
 * Shows every page in the language and the appearance that the person has chosen, and leads to the set-up page as long as
 * there is no account.
 */
@Component
class Shell implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final String SET_UP = "set-up";
    private static final String TITLE_END = " · " + Brand.NAME;

    private final transient AccountService accounts;
    private final transient SharedForms forms;
    private final transient Texts texts;

    Shell(AccountService accounts, SharedForms forms, Texts texts) {
        this.accounts = accounts;
        this.forms = forms;
        this.texts = texts;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::prepare);
        event.getSource().setSystemMessagesProvider(info -> messages(info.getLocale()));
        event.getSource().addUIInitListener(opened -> open(opened.getUI()));
    }

    private void prepare(IndexHtmlResponse response) {
        Document page = response.getDocument();
        Optional<Preferences> preferences = accounts.preferences();
        Locale language = language(preferences, response.getVaadinRequest());
        page.getElementsByTag("html").attr("lang", language.toLanguageTag());
        page.title(Brand.NAME);
        page.head()
                .appendElement("link")
                .attr("rel", "icon")
                .attr("type", "image/svg+xml")
                .attr("href", "icons/yuemao.svg");
        preferences
                .map(Preferences::appearance)
                .filter(one -> one != Appearance.SYSTEM)
                .ifPresent(appearance -> {
                    // At once with the page, so that it does not appear in the other scheme first.
                    var scheme = AccountMenu.schemeOf(appearance);
                    page.getElementsByTag("html")
                            .attr("theme", scheme.getThemeValue())
                            .attr("style", "color-scheme: " + scheme.getValue());
                });
    }

    private void open(UI ui) {
        Optional<Preferences> preferences = accounts.preferences();
        Locale language = language(preferences, VaadinRequest.getCurrent());
        ui.setLocale(language);
        ui.getSession().setLocale(language);
        preferences.ifPresent(chosen -> ui.getPage().setColorScheme(AccountMenu.schemeOf(chosen.appearance())));
        ReconnectDialogConfiguration lost = ui.getReconnectDialogConfiguration();
        lost.setDialogText(text("shell.connection.lost", language));
        lost.setDialogTextGaveUp(text("shell.connection.gone", language));
        ui.getSession().setErrorHandler(failure -> {
            if (DisconnectedClientHelper.isClientDisconnectedException(failure.getThrowable())) {
                // The window was closed, or went on, while it was being answered: nobody is there to be told.
                LOG.debug("A browser did not wait for its answer", failure.getThrowable());
                return;
            }
            LOG.error("Something asked for in a view failed", failure.getThrowable());
            UI current = UI.getCurrent();
            if (current != null) {
                current.access(() -> Notices.refused(text("shell.action.failed", current.getLocale())));
            }
        });
        ui.addBeforeEnterListener(event -> {
            if (!accounts.isSetUp() && !event.getLocation().getPath().equals(SET_UP)) {
                event.forwardTo(SET_UP);
            }
        });
        forms.recover(ui);
        // Vaadin sets the view's own title after the listeners of a navigation have been called.
        ui.addAfterNavigationListener(event -> ui.beforeClientResponse(ui, answered -> completeTitle(ui)));
    }

    private static void completeTitle(UI ui) {
        String title = ui.getInternals().getTitle();
        if (title == null || title.isBlank()) {
            ui.getPage().setTitle(Brand.NAME);
        } else if (!title.endsWith(Brand.NAME)) {
            ui.getPage().setTitle(title + TITLE_END);
        }
    }

    private static Locale language(Optional<Preferences> preferences, VaadinRequest request) {
        return preferences.map(Preferences::language).orElseGet(() -> Languages.of(request));
    }

    private SystemMessages messages(Locale wanted) {
        // Vaadin asks in the request's language when it knows of no window yet.
        Locale language = UI.getCurrent() == null ? wanted : UI.getCurrent().getLocale();
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setSessionExpiredCaption(text("shell.session.title", language));
        messages.setSessionExpiredMessage(text("shell.session.message", language));
        messages.setInternalErrorNotificationEnabled(true);
        messages.setInternalErrorCaption(text("shell.failure.title", language));
        messages.setInternalErrorMessage(text("shell.failure.message", language));
        messages.setSyncErrorCaption(text("shell.failure.title", language));
        messages.setSyncErrorMessage(text("shell.failure.message", language));
        messages.setCookiesDisabledCaption(text("shell.cookies.title", language));
        messages.setCookiesDisabledMessage(text("shell.cookies.message", language));
        return messages;
    }

    private String text(String key, Locale language) {
        return texts.getTranslation(key, language);
    }
}

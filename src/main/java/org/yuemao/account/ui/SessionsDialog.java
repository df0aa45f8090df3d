package org.yuemao.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.yuemao.account.Account;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.SaveFailures;

/** The open sessions of somebody's account. */
final class SessionsDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    SessionsDialog(Account account, SessionService sessions, Runnable changed) {
        setHeaderTitle(getTranslation("account.sessions.of", account.data().username()));
        setWidth("40rem");
        setMaxWidth("100%");
        SessionList list = new SessionList(() -> sessions.of(account.id()), sessions::isThis, session -> {
            sessions.end(account.id(), session);
            changed.run();
        });
        add(new Paragraph(getTranslation("account.sessions.node")), list);
        Button all = new Button(getTranslation("account.sessions.end-all"), clicked -> {
            SaveFailures.attempt(() -> sessions.endAll(account.id()));
            list.refresh();
            changed.run();
        });
        all.addThemeVariants(ButtonVariant.ERROR);
        getFooter().add(all, new Button(getTranslation("account.close"), clicked -> close()));
        open();
    }
}

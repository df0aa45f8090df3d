package org.yuemao.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.account.Account;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountListItem;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.account.ProviderIdentityService.Identity;
import org.yuemao.account.SecondFactorService;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInAttempts.Attempt;

/** How somebody's account is opened: its one-time link, second factor, open sessions and the last attempts. */
final class AccessDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private static final int ATTEMPTS = 8;

    private final transient Account account;
    private final transient SecondFactorService factors;
    private final transient SessionService sessions;
    private final transient Runnable changed;
    private final transient ProviderIdentityService identities;
    private final Div factor = new Div();
    private final Div identity = new Div();

    AccessDialog(
            AccountListItem item,
            AccountLinkService links,
            SecondFactorService factors,
            SessionService sessions,
            SignInAttempts attempts,
            ProviderIdentityService identities,
            @Nullable String provider,
            Runnable changed) {
        this.account = item.account();
        this.factors = factors;
        this.sessions = sessions;
        this.changed = changed;
        this.identities = identities;
        setHeaderTitle(getTranslation("account.access.of", account.data().username()));
        setWidth("42rem");
        setMaxWidth("100%");
        Button link = new Button(
                getTranslation("account.link.dialog"), clicked -> new AccountLinkDialog(account, links, changed));
        factor.addClassName("dialog-lines");
        showFactor(item.secondFactor());
        Div content = new Div(
                new H3(getTranslation("account.link")),
                new Paragraph(
                        item.linkUntil() == null
                                ? getTranslation("account.link.none")
                                : getTranslation("account.link.until", Formats.moment(item.linkUntil(), getLocale()))),
                link,
                new H3(getTranslation("account.factor")),
                factor);
        if (provider != null) {
            identity.addClassName("dialog-lines");
            showIdentity();
            content.add(new H3(getTranslation("account.identity", provider)), identity);
        }
        content.add(new H3(getTranslation("account.sessions")), openSessions());
        content.add(new H3(getTranslation("account.attempts.last")), lastAttempts(attempts));
        content.addClassName("dialog-lines");
        add(content);
        getFooter().add(new Button(getTranslation("account.close"), clicked -> close()));
        open();
    }

    private void showFactor(boolean there) {
        factor.removeAll();
        factor.add(new Paragraph(getTranslation(there ? "account.factor.yes" : "account.factor.no")));
        if (there) {
            Button takeAway = new Button(getTranslation("account.factor.take-away"), clicked -> takeAway());
            takeAway.addThemeVariants(ButtonVariant.ERROR);
            factor.add(takeAway);
        }
    }

    private void showIdentity() {
        identity.removeAll();
        identities
                .of(account.id())
                .ifPresentOrElse(
                        this::showBound, () -> identity.add(new Paragraph(getTranslation("account.identity.none"))));
    }

    private void showBound(Identity bound) {
        Button unbind = new Button(getTranslation("account.identity.unbind"), clicked -> unbind());
        unbind.addThemeVariants(ButtonVariant.ERROR);
        identity.add(
                new Paragraph(getTranslation(
                        "account.identity.bound", bound.subject(), Formats.moment(bound.boundAt(), getLocale()))),
                unbind);
    }

    private void unbind() {
        ConfirmDialog sure = new ConfirmDialog();
        sure.setHeader(getTranslation("account.identity.unbind"));
        sure.setText(
                getTranslation("account.identity.unbind.sure", account.data().fullName()));
        sure.setCancelable(true);
        sure.setCancelText(getTranslation("base.cancel"));
        sure.setConfirmText(getTranslation("account.identity.unbind"));
        sure.setConfirmButtonTheme("error primary");
        sure.addConfirmListener(confirmed -> {
            if (SaveFailures.attempt(() -> identities.unbind(account.id()))) {
                Notices.done(getTranslation("account.identity.unbound"));
                showIdentity();
                changed.run();
            }
        });
        sure.open();
    }

    private void takeAway() {
        String username = account.data().username();
        ConfirmDialog sure = new ConfirmDialog();
        sure.setHeader(getTranslation("account.factor.take-away"));
        sure.setText(
                getTranslation("account.factor.take-away.sure", account.data().fullName()));
        sure.setCancelable(true);
        sure.setCancelText(getTranslation("base.cancel"));
        sure.setConfirmText(getTranslation("account.factor.take-away"));
        sure.setConfirmButtonTheme("error primary");
        sure.addConfirmListener(confirmed -> {
            if (SaveFailures.attempt(() -> factors.takeAway(account.id()))) {
                Notices.done(getTranslation("account.factor.taken-away", username));
                showFactor(false);
                changed.run();
            }
        });
        sure.open();
    }

    private Div openSessions() {
        SessionList list = new SessionList(() -> sessions.of(account.id()), sessions::isThis, session -> {
            sessions.end(account.id(), session);
            changed.run();
        });
        Button all = new Button(getTranslation("account.sessions.end-all"), clicked -> {
            SaveFailures.attempt(() -> sessions.endAll(account.id()));
            list.refresh();
            changed.run();
        });
        all.addThemeVariants(ButtonVariant.ERROR);
        Paragraph node = new Paragraph(getTranslation("account.sessions.node"));
        node.addClassName("quiet");
        Div lines = new Div(node, list, all);
        lines.addClassName("dialog-lines");
        return lines;
    }

    private Div lastAttempts(SignInAttempts attempts) {
        List<Attempt> newest = attempts.newest(account.id(), ATTEMPTS);
        Div content = new Div();
        content.addClassName("dialog-lines");
        if (newest.isEmpty()) {
            content.add(new Paragraph(getTranslation("account.attempts.none")));
            return content;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("attempt-list");
        newest.forEach(attempt -> list.add(new ListItem(AttemptText.of(attempt, getLocale()))));
        content.add(list, new Anchor("accounts/sign-ins", getTranslation("account.attempts.all")));
        return content;
    }
}

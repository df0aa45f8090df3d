package org.yuemao.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import org.yuemao.account.Account;
import org.yuemao.account.AccountLink;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.NewAccountLink;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.SaveFailures;

/** The one-time link of an account: makes one, whose address is shown this once, or revokes it. */
final class AccountLinkDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Account account;
    private final transient AccountLinkService links;
    private final transient Runnable changed;
    private final Div content = new Div();
    private final Button close = new Button(getTranslation("account.close"), clicked -> close());

    AccountLinkDialog(Account account, AccountLinkService links, Runnable changed) {
        this.account = account;
        this.links = links;
        this.changed = changed;
        setHeaderTitle(getTranslation("account.link.of", account.data().username()));
        setWidth("36rem");
        setMaxWidth("100%");
        content.addClassName("dialog-lines");
        add(content);
        getFooter().add(close);
        show();
        open();
    }

    /** Makes a link at once, as for an account that was opened this moment. */
    void make() {
        SaveFailures.attempt(() -> showOnce(links.make(account.id())));
        changed.run();
    }

    private void show() {
        content.removeAll();
        content.add(new Paragraph(getTranslation("account.link.about", AccountLinkService.VALID.toDays())));
        Optional<AccountLink> open = links.ofAccount(account.id());
        Button make = new Button(
                getTranslation(open.isPresent() ? "account.link.make-anew" : "account.link.make"), clicked -> make());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        Div actions = new Div(make);
        actions.addClassName("filter-bar");
        open.ifPresent(link -> {
            content.add(new Paragraph(getTranslation(
                    "account.link.open",
                    link.createdBy(),
                    Formats.moment(link.createdAt(), getLocale()),
                    Formats.moment(link.expiresAt(), getLocale()))));
            Button revoke = new Button(getTranslation("account.link.revoke"), clicked -> {
                SaveFailures.attempt(() -> links.revoke(link));
                changed.run();
                show();
            });
            revoke.addThemeVariants(ButtonVariant.ERROR);
            actions.add(revoke);
        });
        content.add(actions);
    }

    private void showOnce(NewAccountLink link) {
        TextField address = new TextField(getTranslation("account.link.address"));
        address.setReadOnly(true);
        address.setWidthFull();
        address.getElement().executeJs("this.value = new URL($0, document.baseURI).href", "welcome/" + link.secret());
        Button copy = new Button(getTranslation("account.link.copy"));
        copy.addThemeVariants(ButtonVariant.PRIMARY);
        copy.addClickListener(clicked -> {
            // Without a secure connection browsers have no clipboard; then the address is chosen to be copied by hand.
            address.getElement().executeJs("""
                            const chosen = () => { this.focus(); this.inputElement.select(); };
                            if (navigator.clipboard) navigator.clipboard.writeText(this.value).catch(chosen); else chosen();
                            """);
            copy.setText(getTranslation("account.link.copied"));
        });
        Paragraph once = new Paragraph(getTranslation(
                "account.link.once",
                account.data().fullName(),
                Formats.moment(link.link().expiresAt(), getLocale())));
        once.getElement().setAttribute("role", "status");
        content.removeAll();
        content.add(once, address, copy);
        copy.focus();
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.yuemao.account.Account;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountService;
import org.yuemao.account.AccountTable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.draft.Draft;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.place.Office;
import org.yuemao.place.Places;

@Route("accounts")
@RolesAllowed("ADMINISTRATOR")
class AccountsView extends Composite<Div> implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient AccountLinkService links;
    private final transient Places places;
    private final transient SharedForms forms;
    private final Grid<Account> grid = new Grid<>();

    AccountsView(
            AccountService accounts,
            AccountLinkService links,
            AccountTable table,
            ListActions actions,
            Places places,
            SharedForms forms) {
        this.accounts = accounts;
        this.links = links;
        this.places = places;
        this.forms = forms;
        Button open = new Button(
                getTranslation("account.list.open"),
                VaadinIcon.PLUS.create(),
                click -> AccountDialog.open(accounts, links, places, forms, this::refresh));
        open.addThemeVariants(ButtonVariant.PRIMARY);
        columns();
        refresh();
        getContent().addClassName("view");
        getContent()
                .add(
                        new ViewHeader(
                                getPageTitle(),
                                actions.of(() -> table.of(GridRows.inShownOrder(grid), getLocale())),
                                open),
                        forms.waiting("account:", this::goOnWith),
                        grid);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.list.title");
    }

    private void columns() {
        grid.addColumn(account -> account.data().username())
                .setHeader(getTranslation("account.username"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(account -> account.data().fullName())
                .setHeader(getTranslation("account.full-name"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(account ->
                        getTranslation("security.role." + account.data().role()))
                .setHeader(getTranslation("account.role"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(this::office)
                .setHeader(getTranslation("account.office"))
                .setTooltipGenerator(this::office)
                .setSortable(true)
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addColumn(account ->
                        getTranslation(account.data().enabled() ? "account.enabled.yes" : "account.enabled.no"))
                .setHeader(getTranslation("account.enabled"))
                .setAutoWidth(true);
        grid.addComponentColumn(this::actions).setWidth("17rem").setFlexGrow(0);
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSizeFull();
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("account.list.empty.title"), getTranslation("account.list.empty.hint")));
    }

    private Div actions(Account account) {
        Button change = new Button(
                getTranslation("account.change"),
                click -> AccountDialog.change(account, accounts, places, forms, this::refresh));
        Button link = new Button(
                getTranslation("account.link"), click -> new AccountLinkDialog(account, links, this::refresh));
        String whose = account.data().username();
        change.setAriaLabel(change.getText() + " " + whose);
        link.setAriaLabel(link.getText() + " " + whose);
        change.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        link.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        Div actions = new Div(change, link);
        actions.addClassName("row-actions");
        return actions;
    }

    private String office(Account account) {
        Office office = places.office(account.data().officeCode());
        return office == null ? account.data().officeCode() : office.names().in(getLocale());
    }

    /** Opens the dialog that a draft was typed into, and puts it back there. */
    private void goOnWith(Draft draft) {
        if (draft.subject().isNew()) {
            AccountDialog.open(accounts, links, places, forms, this::refresh).restore(draft);
            return;
        }
        long id = Long.parseLong(draft.subject().formKey().substring("account:".length()));
        accounts.find(id).ifPresent(account -> AccountDialog.change(account, accounts, places, forms, this::refresh)
                .restore(draft));
    }

    private void refresh() {
        grid.setItems(accounts.list());
    }
}

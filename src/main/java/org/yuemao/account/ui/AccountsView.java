package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.account.Account;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountListItem;
import org.yuemao.account.AccountListItem.State;
import org.yuemao.account.AccountService;
import org.yuemao.account.AccountTable;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.account.SecondFactorService;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.draft.Draft;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.Role;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInWays;
import org.yuemao.security.ui.ProviderName;

/** All accounts: whose they are, and how they are opened. The filters are in the address. */
@Route("accounts")
@RolesAllowed("ADMINISTRATOR")
class AccountsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;
    private final transient AccountLinkService links;
    private final transient SecondFactorService factors;
    private final transient SessionService sessions;
    private final transient SignInAttempts attempts;
    private final transient ProviderIdentityService identities;
    private final @Nullable String provider;
    private final transient Places places;
    private final transient SharedForms forms;
    private final Grid<AccountListItem> grid = new Grid<>();
    private final ComboBox<String> office;
    private final Select<Role> role = new Select<>();
    private final Select<State> state = new Select<>();
    private transient Map<Long, Integer> open = Map.of();
    private boolean arranging;

    AccountsView(
            AccountService accounts,
            AccountLinkService links,
            SecondFactorService factors,
            SessionService sessions,
            SignInAttempts attempts,
            ProviderIdentityService identities,
            SignInWays ways,
            AccountTable table,
            ListActions actions,
            Places places,
            SharedForms forms) {
        this.accounts = accounts;
        this.links = links;
        this.factors = factors;
        this.sessions = sessions;
        this.attempts = attempts;
        this.identities = identities;
        provider = ways.provider().map(one -> ProviderName.of(one, getLocale())).orElse(null);
        this.places = places;
        this.forms = forms;
        office = PlaceFields.office(getTranslation("account.office"), places);
        Button create = new Button(
                getTranslation("account.list.open"),
                VaadinIcon.PLUS.create(),
                click -> AccountDialog.open(accounts, links, places, forms, this::refresh));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        Button signIns = new Button(getTranslation("account.attempts"), click -> UI.getCurrentOrThrow()
                .navigate("accounts/sign-ins"));
        Button rules = new Button(getTranslation("account.rules"), click -> SignInRulesDialog.open(factors));
        filters();
        columns();
        Div filterBar = new Div(role, office, state);
        filterBar.addClassName("filter-bar");
        getContent().addClassName("view");
        getContent()
                .add(
                        new ViewHeader(
                                getPageTitle(),
                                signIns,
                                rules,
                                actions.of(() -> table.of(GridRows.inShownOrder(grid), getLocale())),
                                create),
                        forms.waiting("account:", this::goOnWith),
                        filterBar,
                        grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
        arranging = true;
        role.setValue(LocationParameters.constant(location, "role", Role.class));
        state.setValue(LocationParameters.constant(location, "state", State.class));
        String code = LocationParameters.text(location, "office");
        office.setValue(code == null || places.office(code) == null ? null : code);
        arranging = false;
        refresh();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.list.title");
    }

    private void filters() {
        role.setLabel(getTranslation("account.role"));
        role.setItems(Role.values());
        role.setItemLabelGenerator(
                one -> one == null ? getTranslation("account.filter.all") : getTranslation("security.role." + one));
        role.setEmptySelectionAllowed(true);
        role.setEmptySelectionCaption(getTranslation("account.filter.all"));
        state.setLabel(getTranslation("account.state"));
        state.setItems(State.values());
        state.setItemLabelGenerator(
                one -> one == null ? getTranslation("account.filter.all") : getTranslation("account.state." + one));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(getTranslation("account.filter.all"));
        office.setClearButtonVisible(true);
        office.setPlaceholder(getTranslation("account.filter.all"));
        for (HasValue<?, ?> filter : List.of(role, office, state)) {
            filter.addValueChangeListener(chosen -> {
                if (!arranging) {
                    showAddress();
                    refresh();
                }
            });
        }
    }

    private void showAddress() {
        new LocationParameters()
                .with("role", role.getValue())
                .with("office", office.getValue())
                .with("state", state.getValue())
                .show(UI.getCurrentOrThrow(), "accounts");
    }

    private void columns() {
        grid.addColumn(item -> item.account().data().username())
                .setHeader(getTranslation("account.username"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(item -> item.account().data().fullName())
                .setHeader(getTranslation("account.full-name"))
                .setTooltipGenerator(item -> item.account().data().fullName())
                .setSortable(true)
                .setWidth("9.5rem")
                .setFlexGrow(2);
        grid.addColumn(item ->
                        getTranslation("security.role." + item.account().data().role()))
                .setHeader(getTranslation("account.role"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(this::office)
                .setHeader(getTranslation("account.office"))
                .setTooltipGenerator(this::office)
                .setSortable(true)
                .setWidth("9rem")
                .setFlexGrow(3);
        grid.addColumn(item -> getTranslation("account.state." + item.state()))
                .setHeader(getTranslation("account.state"))
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(item -> item.lastSignInAt() == null
                        ? getTranslation("account.never")
                        : Formats.moment(item.lastSignInAt(), getLocale()))
                .setHeader(getTranslation("account.last-sign-in"))
                .setComparator((one, other) -> Objects.requireNonNullElse(one.lastSignInAt(), Instant.EPOCH)
                        .compareTo(Objects.requireNonNullElse(other.lastSignInAt(), Instant.EPOCH)))
                .setAutoWidth(true);
        grid.addColumn(item -> getTranslation(item.secondFactor() ? "account.enabled.yes" : "account.enabled.no"))
                .setHeader(wrapped("account.factor"))
                .setWidth("5.5rem")
                .setFlexGrow(0);
        if (provider != null) {
            grid.addColumn(item -> getTranslation(item.bound() ? "account.enabled.yes" : "account.enabled.no"))
                    .setHeader(getTranslation("account.identity", provider))
                    .setAutoWidth(true);
        }
        grid.addColumn(item -> Formats.integer(open.getOrDefault(item.account().id(), 0), getLocale()))
                .setHeader(wrapped("account.sessions"))
                .setWidth("6rem")
                .setFlexGrow(0);
        Grid.Column<AccountListItem> failed = grid.addColumn(item -> Formats.integer(item.failedToday(), getLocale()))
                .setHeader(wrapped("account.failed-today"))
                .setComparator(AccountListItem::failedToday)
                .setWidth("6.5rem")
                .setFlexGrow(0);
        Grid.Column<AccountListItem> card =
                grid.addComponentColumn(this::card).setHeader(getTranslation("account.list.title"));
        card.setVisible(false);
        Grid.Column<AccountListItem> actions =
                grid.addComponentColumn(this::actions).setWidth("9.5rem").setFlexGrow(0);
        // What can be done stays in sight where the columns need more room than there is.
        actions.setFrozenToEnd(true);
        failed.setTooltipGenerator(item -> getTranslation("account.failed-today.hint"));
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSizeFull();
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("account.list.empty.title"), getTranslation("account.list.empty.hint")));
        NarrowWindow.follow(this, narrow -> grid.getColumns()
                .forEach(column -> column.setVisible(column == card ? narrow : !narrow && column != card)));
        actions.setHeader("");
    }

    /** The header of a column whose rows need less room than its name. */
    private Span wrapped(String key) {
        Span header = new Span(getTranslation(key));
        header.addClassName("wrapped-header");
        return header;
    }

    /** What a narrow window shows of an account. */
    private Div card(AccountListItem item) {
        Span name = new Span(
                item.account().data().username() + " · " + item.account().data().fullName());
        Span about = new Span(String.join(
                " · ",
                getTranslation("security.role." + item.account().data().role()),
                office(item),
                getTranslation("account.state." + item.state())));
        about.addClassName("quiet");
        Div card = new Div(name, about, actions(item));
        card.addClassName("row-card");
        return card;
    }

    private Div actions(AccountListItem item) {
        Account account = item.account();
        Button change = new Button(
                getTranslation("account.change"),
                click -> AccountDialog.change(account, accounts, places, forms, this::refresh));
        Button access = new Button(
                getTranslation("account.access"),
                click -> new AccessDialog(
                        item, links, factors, sessions, attempts, identities, provider, this::refresh));
        String whose = account.data().username();
        change.setAriaLabel(change.getText() + " " + whose);
        access.setAriaLabel(access.getText() + " " + whose);
        change.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        access.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        Div actions = new Div(change, access);
        actions.addClassName("row-actions");
        return actions;
    }

    private String office(AccountListItem item) {
        String code = item.account().data().officeCode();
        Office found = places.office(code);
        return found == null ? code : found.names().in(getLocale());
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
        open = sessions.numbers();
        grid.setItems(accounts.overview().stream().filter(this::isMeant).toList());
    }

    private boolean isMeant(AccountListItem item) {
        return (role.isEmpty() || item.account().data().role() == role.getValue())
                && (office.isEmpty() || item.account().data().officeCode().equals(office.getValue()))
                && (state.isEmpty() || item.state() == state.getValue());
    }
}

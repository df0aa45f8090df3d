package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.yuemao.account.AccountService;
import org.yuemao.account.ProviderIdentityService;
import org.yuemao.account.SecondFactorService;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.SignInWays;
import org.yuemao.security.ui.ProviderName;

/** How the person who has signed in does so: what belongs to nobody else's settings. */
@Route("account")
@PermitAll
class OwnAccountView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final @Nullable OwnProvider provider;

    OwnAccountView(
            AccountService accounts,
            SecondFactorService factors,
            SessionService sessions,
            ProviderIdentityService identities,
            SignInWays ways,
            CurrentPerson currentPerson) {
        Div sections = new Div();
        if (ways.byPassword()) {
            sections.add(new OwnPassword(accounts));
        }
        provider = ways.provider()
                .map(one -> new OwnProvider(identities, ProviderName.of(one, getLocale())))
                .orElse(null);
        if (provider != null) {
            sections.add(provider);
        }
        sections.add(new OwnMail(accounts), new OwnFactor(factors, currentPerson.get()), new OwnSessions(sessions));
        sections.addClassName("own-account");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getPageTitle()), sections);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (provider != null) {
            event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter("provider")
                    .ifPresent(provider::say);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.own.title");
    }
}

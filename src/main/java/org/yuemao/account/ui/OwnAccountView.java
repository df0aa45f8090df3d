package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.yuemao.account.AccountService;
import org.yuemao.account.SecondFactorService;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.security.CurrentPerson;

/** How the person who has signed in does so: what belongs to nobody else's settings. */
@Route("account")
@PermitAll
class OwnAccountView extends Composite<Div> implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    OwnAccountView(
            AccountService accounts,
            SecondFactorService factors,
            SessionService sessions,
            CurrentPerson currentPerson) {
        Div sections = new Div(
                new OwnPassword(accounts),
                new OwnMail(accounts),
                new OwnFactor(factors, currentPerson.get()),
                new OwnSessions(sessions));
        sections.addClassName("own-account");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getPageTitle()), sections);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.own.title");
    }
}

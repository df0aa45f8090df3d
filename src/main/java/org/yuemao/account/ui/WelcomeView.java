package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Map;
import org.yuemao.account.AccountLink.Purpose;
import org.yuemao.account.AccountLinkService;
import org.yuemao.account.AccountLinkService.OpenedLink;
import org.yuemao.base.ui.Entrance;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.IntendedBinding;
import org.yuemao.security.KnownDevices;
import org.yuemao.security.SignInWays;
import org.yuemao.security.SignInWays.Provider;
import org.yuemao.security.ui.Guesses;
import org.yuemao.security.ui.ProviderName;

/** Where a one-time link leads: the person sets the own password. Opening it uses nothing up, since programs that look at mail open links too. */
@Route(value = "welcome/:secret", autoLayout = false)
@AnonymousAllowed
class WelcomeView extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient AccountLinkService links;
    private final transient KnownDevices devices;
    private final transient Guesses guesses;
    private final transient SignInWays ways;
    private final transient CurrentPerson currentPerson;
    private final PasswordField password = new PasswordField(getTranslation("account.password.new"));
    private final PasswordField again = new PasswordField(getTranslation("account.password.again"));
    private final Div form = new Div();
    private String secret = "";

    WelcomeView(
            AccountLinkService links,
            KnownDevices devices,
            Guesses guesses,
            SignInWays ways,
            CurrentPerson currentPerson) {
        this.ways = ways;
        this.currentPerson = currentPerson;
        this.links = links;
        this.guesses = guesses;
        this.devices = devices;
        form.addClassName("entrance-form");
        Entrance.on(getContent(), form);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        secret = event.getRouteParameters().get("secret").orElse("");
        form.removeAll();
        if (!guesses.mayTry()) {
            sayItHasToWait();
            return;
        }
        links.open(secret).ifPresentOrElse(this::ask, () -> {
            guesses.note();
            sayItIsGone();
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.welcome.title");
    }

    private void ask(OpenedLink link) {
        boolean invited = link.purpose() == Purpose.INVITATION;
        TextField username = new TextField(getTranslation("account.username"));
        username.setValue(link.username());
        username.setReadOnly(true);
        // So that the browser keeps the password under the right name.
        username.getElement().setAttribute("autocomplete", "username");
        password.setHelperText(getTranslation("account.password.hint"));
        for (PasswordField field : new PasswordField[] {password, again}) {
            field.getElement().setAttribute("autocomplete", "new-password");
            field.setValueChangeMode(ValueChangeMode.EAGER);
        }
        form.add(new H1(getTranslation(invited ? "account.welcome.invited" : "account.welcome.anew", link.fullName())));
        if (ways.byPassword()) {
            Button submit = new Button(getTranslation("account.welcome.submit"), clicked -> submit());
            submit.addThemeVariants(ButtonVariant.PRIMARY);
            form.add(new Paragraph(getTranslation("account.welcome.intro")), username, password, again, submit);
            Fields.onEnter(form, this::submit);
            password.focus();
        } else {
            form.add(username);
        }
        ways.provider().ifPresent(this::offer);
    }

    /** Instead of a password; the link is used up once the person is back from there. */
    private void offer(Provider provider) {
        String name = ProviderName.of(provider, getLocale());
        if (currentPerson.find().isPresent()) {
            form.add(new Paragraph(getTranslation("account.welcome.provider.signed-in", name)));
            return;
        }
        Button instead = new Button(getTranslation("account.welcome.provider", name), clicked -> {
            IntendedBinding intended = IntendedBinding.byLink(secret);
            VaadinSession.getCurrent().getSession().setAttribute(IntendedBinding.NAME, intended);
            UI.getCurrentOrThrow().getPage().setLocation(intended.path());
        });
        if (!ways.byPassword()) {
            instead.addThemeVariants(ButtonVariant.PRIMARY);
        }
        form.add(new Paragraph(getTranslation("account.welcome.provider.about", name)), instead);
    }

    private void sayItHasToWait() {
        form.add(
                new H1(getTranslation("account.welcome.wait.title")),
                new Paragraph(getTranslation("account.welcome.wait.hint")));
    }

    private void sayItIsGone() {
        form.add(
                new H1(getTranslation("account.welcome.gone.title")),
                new Paragraph(getTranslation("account.welcome.gone.hint")),
                new Anchor("sign-in", getTranslation("account.welcome.sign-in")));
    }

    private void submit() {
        Passwords.clear(password, again);
        if (!Passwords.same(password, again)) {
            return;
        }
        SaveFailures.attempt(
                () -> {
                    OpenedLink used = links.use(secret, password.getValue());
                    knowThisBrowser(used.username());
                    UI.getCurrentOrThrow().getPage().setLocation("sign-in?welcome");
                },
                Map.of("password", password));
    }

    /** Who holds the link is the person: strangers' failed attempts should not keep this browser waiting. */
    private void knowThisBrowser(String username) {
        if (VaadinServletRequest.getCurrent() instanceof VaadinServletRequest request
                && VaadinServletResponse.getCurrent() instanceof VaadinServletResponse response) {
            devices.remember(request, response, username);
        }
    }
}

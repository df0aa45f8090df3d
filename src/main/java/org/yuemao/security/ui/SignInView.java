package org.yuemao.security.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yuemao.base.ui.Entrance;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.SampleAccounts;
import org.yuemao.security.SampleAccounts.SampleAccount;
import org.yuemao.security.SignInWays;
import org.yuemao.security.SignInWays.Provider;

@Route(value = "sign-in", autoLayout = false)
@AnonymousAllowed
class SignInView extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    /** What can come of signing in by the provider, as the address says it. */
    private static final Set<String> PROVIDER_REASONS = Set.of("down", "failed", "denied", "unbound", "taken");

    private final transient Places places;
    private final transient CurrentPerson currentPerson;
    private final LoginForm form = new LoginForm();
    private final Paragraph notice = new Paragraph();

    SignInView(SampleAccounts sampleAccounts, Places places, CurrentPerson currentPerson, SignInWays ways) {
        this.places = places;
        this.currentPerson = currentPerson;
        form.setAction("sign-in");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts(
                getTranslation("security.sign-in.failed.title"), getTranslation("security.sign-in.failed.message")));
        form.getElement().setProperty("headingLevel", 1);
        notice.addClassName("entrance-notice");
        notice.getElement().setAttribute("role", "status");
        Paragraph tagline = new Paragraph(getTranslation("security.sign-in.tagline"));
        tagline.addClassName("entrance-tagline");
        Div card = Entrance.on(getContent(), tagline, notice);
        if (ways.byPassword()) {
            card.add(form);
        } else {
            card.add(new H1(getTranslation("security.sign-in.title")));
        }
        ways.provider().ifPresent(provider -> card.add(other(provider, ways.byPassword())));
        List<SampleAccount> offered = sampleAccounts.offered();
        if (ways.byPassword() && !offered.isEmpty()) {
            card.add(samples(offered));
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (currentPerson.find().isPresent()) {
            event.forwardTo("");
            return;
        }
        QueryParameters reasons = event.getLocation().getQueryParameters();
        Optional<Long> wait = reasons.getSingleParameter("wait")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Long::valueOf);
        wait.ifPresent(seconds -> form.setI18n(texts(
                getTranslation("security.sign-in.slowed.title"),
                getTranslation("security.sign-in.slowed.message", Waits.inWords(seconds)))));
        // With a form it is said there.
        Optional<String> slowed = wait.filter(seconds -> form.getParent().isEmpty())
                .map(seconds -> getTranslation("security.sign-in.slowed.message", Waits.inWords(seconds)));
        Optional<String> refused = reasons.getSingleParameter("provider")
                .filter(PROVIDER_REASONS::contains)
                .map(reason -> getTranslation("security.sign-in.provider." + reason));
        Stream.of("late", "welcome", "ended")
                .filter(reasons.getParameters()::containsKey)
                .findFirst()
                .map(reason -> getTranslation("security.sign-in." + reason))
                .or(() -> refused)
                .or(() -> slowed)
                .ifPresentOrElse(
                        reason -> {
                            notice.setText(reason);
                            notice.setVisible(true);
                        },
                        () -> notice.setVisible(false));
        form.setError(wait.isPresent() || reasons.getParameters().containsKey("error"));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("security.sign-in.title");
    }

    /** A plain address and no button of a form, since it leads to another host in the end. */
    private Div other(Provider provider, boolean besidesPassword) {
        Anchor link = new Anchor(
                Provider.PATH, getTranslation("security.sign-in.provider", ProviderName.of(provider, getLocale())));
        link.setRouterIgnore(true);
        link.addClassName("entrance-provider");
        Div other = new Div(link);
        other.addClassName("entrance-other");
        if (besidesPassword) {
            Span or = new Span(getTranslation("security.sign-in.or"));
            or.addClassName("entrance-or");
            other.addComponentAsFirst(or);
        }
        return other;
    }

    private Div samples(List<SampleAccount> offered) {
        H2 title = new H2(getTranslation("security.sample.title"));
        Paragraph hint = new Paragraph(getTranslation("security.sample.hint", SampleAccounts.PASSWORD));
        Div buttons = new Div();
        buttons.addClassName("sample-buttons");
        offered.forEach(account -> buttons.add(fillButton(account)));
        Div samples = new Div(title, hint, buttons);
        samples.addClassName("sample-accounts");
        return samples;
    }

    private Button fillButton(SampleAccount account) {
        Span role = new Span(getTranslation("security.role." + account.role()));
        role.addClassName("sample-role");
        Office office = places.office(account.officeCode());
        Span place =
                new Span(office == null ? account.officeCode() : office.names().in(getLocale()));
        place.addClassName("sample-office");
        Div content = new Div(role, place);
        content.addClassName("sample-account");
        Button button = new Button(content, click -> fill(account.username()));
        button.setAriaLabel(role.getText() + ", " + place.getText());
        return button;
    }

    /** The form's fields are the element's own; there is no server-side setter for their values. */
    private void fill(String username) {
        form.getElement().executeJs("""
                        const fill = (id, value) => {
                          const field = this.querySelector('#' + id) ?? this.shadowRoot?.querySelector('#' + id);
                          field.value = value;
                          return field;
                        };
                        fill('vaadinLoginUsername', $0);
                        fill('vaadinLoginPassword', $1);
                        this.querySelector('[slot=submit]')?.focus();
                        """, username, SampleAccounts.PASSWORD);
    }

    private LoginI18n texts(String refusedTitle, String refusedReason) {
        LoginI18n texts = LoginI18n.createDefault();
        LoginI18n.Form labels = new LoginI18n.Form();
        labels.setTitle(getTranslation("security.sign-in.title"));
        labels.setUsername(getTranslation("security.sign-in.username"));
        labels.setPassword(getTranslation("security.sign-in.password"));
        labels.setSubmit(getTranslation("security.sign-in.submit"));
        labels.setForgotPassword("");
        texts.setForm(labels);
        LoginI18n.ErrorMessage failure = new LoginI18n.ErrorMessage();
        failure.setTitle(refusedTitle);
        failure.setMessage(refusedReason);
        failure.setUsername(getTranslation("security.sign-in.username.required"));
        failure.setPassword(getTranslation("security.sign-in.password.required"));
        texts.setErrorMessage(failure);
        return texts;
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yuemao.account.FactorSecret;
import org.yuemao.account.SecondFactorService;
import org.yuemao.base.ui.Entrance;
import org.yuemao.security.AwaitedSignIn;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ui.Waits;

/** Asks for the second factor after the password, or has it set up where the role must have one. */
@Route(value = "sign-in/code", autoLayout = false)
@AnonymousAllowed
class CodeView extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient SecondFactorService factors;
    private final transient CurrentPerson currentPerson;
    private final transient Clock clock;
    private final Div content = new Div();

    CodeView(SecondFactorService factors, CurrentPerson currentPerson, Clock clock) {
        this.factors = factors;
        this.currentPerson = currentPerson;
        this.clock = clock;
        content.addClassName("entrance-form");
        Entrance.on(getContent(), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<AwaitedSignIn> awaited = awaited();
        if (awaited.isEmpty()) {
            event.forwardTo(currentPerson.find().isPresent() ? "" : "sign-in");
            return;
        }
        content.removeAll();
        AwaitedSignIn signIn = awaited.get();
        if (signIn.proved()) {
            content.add(onward());
        } else if (factors.has(signIn.person())) {
            ask(event.getLocation().getQueryParameters());
        } else {
            setUp(signIn);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.factor");
    }

    private void ask(QueryParameters reasons) {
        TextField code = CodeField.of("account.factor.code");
        code.setHelperText(getTranslation("account.factor.code.hint"));
        code.setWidthFull();
        code.setAutofocus(true);
        reasons.getSingleParameter("wait")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Long::valueOf)
                .map(seconds -> getTranslation("security.sign-in.slowed.message", Waits.inWords(seconds)))
                .or(() -> reasons.getParameters().containsKey("error")
                        ? Optional.of(getTranslation("account.factor.code.wrong"))
                        : Optional.empty())
                .ifPresent(reason -> {
                    code.setErrorMessage(reason);
                    code.setInvalid(true);
                });
        content.add(
                new H1(getTranslation("account.factor.ask")),
                new Paragraph(getTranslation("account.factor.ask.intro")),
                form(getTranslation("account.factor.ask.submit"), code),
                new Anchor("sign-in", getTranslation("account.factor.ask.back")));
    }

    private void setUp(AwaitedSignIn signIn) {
        FactorSecret secret = secretFor(signIn);
        content.add(
                new H1(getTranslation("account.factor.set-up")),
                new Paragraph(getTranslation("account.factor.required")),
                new FactorSetUp(
                        secret,
                        signIn.person().username(),
                        code -> {
                            List<String> codes = new ArrayList<>();
                            currentPerson.runAs(signIn.person(), () -> codes.addAll(factors.setUp(secret, code)));
                            session().setAttribute(AwaitedSignIn.NAME, signIn.withProof());
                            return codes;
                        },
                        () -> {
                            content.removeAll();
                            content.add(onward());
                            content.getElement().executeJs("this.querySelector('form').requestSubmit()");
                        }));
    }

    private FactorSecret secretFor(AwaitedSignIn signIn) {
        List<FactorSecret> made = new ArrayList<>();
        currentPerson.runAs(signIn.person(), () -> made.add(factors.create()));
        return made.getFirst();
    }

    /** Signs in where the factor is proved already. */
    private Component onward() {
        return form(getTranslation("account.factor.ask.submit"));
    }

    /** A form of the page itself, so that the browser goes where the sign-in leads, in a new session. */
    private static Component form(String submitText, Component... fields) {
        PageForm form = new PageForm();
        Input token = new Input();
        token.setType("hidden");
        token.getElement().executeJs("""
                const content = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
                this.name = content('_csrf_parameter') ?? '_csrf';
                this.value = content('_csrf') ?? '';
                """);
        Button submit = new Button(submitText);
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.getElement().executeJs("this.addEventListener('click', () => this.closest('form').requestSubmit())");
        form.add(token);
        form.add(fields);
        form.add(submit);
        return form;
    }

    private Optional<AwaitedSignIn> awaited() {
        return AwaitedSignIn.of(session().getAttribute(AwaitedSignIn.NAME), clock.instant());
    }

    private static WrappedSession session() {
        return VaadinSession.getCurrent().getSession();
    }

    @Tag("form")
    private static final class PageForm extends HtmlContainer {
        private static final long serialVersionUID = 1L;

        PageForm() {
            addClassName("entrance-form");
            getElement().setAttribute("method", "post");
            getElement().setAttribute("action", "sign-in/code");
        }
    }
}

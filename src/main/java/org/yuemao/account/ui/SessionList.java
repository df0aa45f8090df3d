package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.security.OpenSession;

/** Open sessions, each with a button that ends it. */
final class SessionList extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<List<OpenSession>> sessions;
    private final transient Predicate<OpenSession> isThis;
    private final transient Consumer<OpenSession> end;

    SessionList(Supplier<List<OpenSession>> sessions, Predicate<OpenSession> isThis, Consumer<OpenSession> end) {
        this.sessions = sessions;
        this.isThis = isThis;
        this.end = end;
        refresh();
    }

    void refresh() {
        getContent().removeAll();
        List<OpenSession> open = sessions.get();
        if (open.isEmpty()) {
            getContent().add(new Paragraph(getTranslation("account.sessions.none")));
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("session-list");
        open.forEach(session -> list.add(item(session)));
        getContent().add(list);
    }

    private ListItem item(OpenSession session) {
        Span browser = new Span(BrowserName.of(session.origin().browser()));
        Span about = new Span(getTranslation(
                "account.sessions.about",
                Formats.moment(session.since(), getLocale()),
                Formats.moment(session.lastActive(), getLocale()),
                session.origin().address()));
        about.addClassName("quiet");
        ListItem item = new ListItem(new Div(browser, about));
        if (isThis.test(session)) {
            Span here = new Span(getTranslation("account.sessions.this"));
            here.addClassName("session-this");
            item.add(here);
        } else {
            Button button = new Button(getTranslation("account.sessions.end"), clicked -> {
                SaveFailures.attempt(() -> end.accept(session));
                refresh();
            });
            button.setAriaLabel(button.getText() + ": " + browser.getText() + ", " + about.getText());
            button.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.SMALL);
            item.add(button);
        }
        return item;
    }
}

package org.yuemao.account.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.yuemao.account.SessionService;
import org.yuemao.base.ui.SaveFailures;

/** The own sessions, each of which can be ended from any other. */
final class OwnSessions extends Composite<Section> {
    private static final long serialVersionUID = 1L;

    OwnSessions(SessionService sessions) {
        SessionList list = new SessionList(sessions::own, sessions::isThis, sessions::endOwn);
        Button others = new Button(getTranslation("account.sessions.end-others"), clicked -> {
            SaveFailures.attempt(sessions::endOthers);
            list.refresh();
        });
        getContent()
                .add(
                        new H2(getTranslation("account.sessions")),
                        new Paragraph(getTranslation("account.sessions.own.about")),
                        list,
                        others);
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;

/** The page of somebody who has not signed in: one card under the name of the desk, and the way to the other language. */
public final class Entrance {
    private Entrance() {}

    /** Lays the page out; gives the card, to which more may be added. */
    public static Div on(Main page, Component... content) {
        Div card = new Div(new Brand());
        card.add(content);
        card.addClassName("entrance-card");
        Div languages = new Div(Languages.button());
        languages.addClassName("entrance-language");
        page.addClassName("entrance");
        page.add(languages, card);
        return card;
    }
}

package org.yuemao.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Says, in place of a view, why that view is not there, and leads on. */
class ErrorPage extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    ErrorPage(VaadinIcon symbol, String title, String hint, Component... ways) {
        Icon icon = symbol.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Div actions = new Div(ways);
        actions.addClassName("error-actions");
        actions.add(new Anchor("", getTranslation("shell.home")));
        getContent().addClassName("error-page");
        getContent().add(icon, new H1(title), new Paragraph(hint), actions);
    }
}

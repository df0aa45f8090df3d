package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

/** The title of a view with its actions beside it. */
public class ViewHeader extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final H1 heading = new H1();

    public ViewHeader(String title, Component... actions) {
        getContent().addClassName("view-header");
        heading.setText(title);
        Div right = new Div(actions);
        right.addClassName("view-actions");
        getContent().add(heading, right);
    }

    public void setTitle(String title) {
        heading.setText(title);
    }
}

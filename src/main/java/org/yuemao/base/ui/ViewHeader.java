package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

/**
 * The title of a view, what is said about it (how many there are), and its actions at the other end: first what is done with
 * what is shown, last what is done most, such as entering a new one.
 */
public class ViewHeader extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final H1 heading = new H1();
    private final Div titled = new Div(heading);

    public ViewHeader(String title, Component... actions) {
        getContent().addClassName("view-header");
        heading.setText(title);
        titled.addClassName("view-titled");
        getContent().add(titled);
        if (actions.length > 0) {
            Div end = new Div(actions);
            end.addClassName("view-actions");
            getContent().add(end);
        }
    }

    /** Says something about the view beside its title. */
    public ViewHeader about(Component... said) {
        titled.add(said);
        return this;
    }

    public void setTitle(String title) {
        heading.setText(title);
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Explains why nothing is there, and what can be done about it. */
public class EmptyState extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    public EmptyState(String title, String hint, Component... actions) {
        getContent().addClassName("empty-state");
        Span heading = new Span(title);
        heading.addClassName("empty-state-title");
        getContent().add(heading, new Paragraph(hint));
        getContent().add(actions);
    }
}

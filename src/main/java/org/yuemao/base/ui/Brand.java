package org.yuemao.base.ui;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** The product's mark and name. */
public class Brand extends Span {
    private static final long serialVersionUID = 1L;

    public static final String NAME = "粤贸 Yuemao";

    public Brand() {
        addClassName("brand");
        Image mark = new Image("icons/yuemao.svg", "");
        mark.addClassName("brand-mark");
        Span name = new Span(NAME);
        name.addClassName("brand-name");
        add(mark, name);
    }
}

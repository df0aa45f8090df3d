package org.yuemao.diagnosis.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one side of the desk: names and what stands for them now. */
class Facts extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final DescriptionList list = new DescriptionList();
    private final Map<String, DescriptionList.Description> shown = new LinkedHashMap<>();

    Facts(String title) {
        getContent().addClassNames("form-card", "diagnosis-facts");
        getContent().add(new H2(title), list);
    }

    /** Shows a fact, or what has become of it. */
    void show(String name, String text) {
        show(name, text, false);
    }

    /** @param bad whether somebody should see to it */
    void show(String name, String text, boolean bad) {
        DescriptionList.Description one = shown.computeIfAbsent(name, key -> {
            DescriptionList.Description added = new DescriptionList.Description();
            list.add(new DescriptionList.Term(key), added);
            return added;
        });
        if (!text.equals(one.getText())) {
            one.setText(text);
        }
        one.setClassName("bad", bad);
    }
}

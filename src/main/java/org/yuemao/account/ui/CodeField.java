package org.yuemao.account.ui;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.i18n.I18NProvider;

/** A field for the code of an app. */
final class CodeField {
    private CodeField() {}

    static TextField of(String labelKey) {
        TextField code = new TextField(I18NProvider.translate(labelKey));
        code.setValueChangeMode(ValueChangeMode.EAGER);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.getElement().setProperty("name", "code");
        return code;
    }
}

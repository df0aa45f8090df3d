package org.yuemao.business.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.CreditCode;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;

/** The fields of a business. The credit code is checked while it is typed, with the wrong character named. */
public class BusinessForm extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    private final TextField creditCode = new TextField(getTranslation("business.creditCode"));
    private final TextField missingCodeReason = new TextField(getTranslation("business.missingCodeReason"));
    private final TextField nameZh = new TextField(getTranslation("business.nameZh"));
    private final TextField nameEn = new TextField(getTranslation("business.nameEn"));
    private final ComboBox<String> city;
    private final ComboBox<String> country;
    private final MultiSelectComboBox<String> sectors;
    private final Select<BusinessSize> size = new Select<>();
    private final TextField contact = new TextField(getTranslation("business.contact"));
    private final TextField phone = new TextField(getTranslation("business.phone"));
    private final TextField email = new TextField(getTranslation("business.email"));
    private final TextField website = new TextField(getTranslation("business.website"));
    private final Map<String, AbstractField<?, ?>> fields = new LinkedHashMap<>();
    private @Nullable BusinessData shown;

    public BusinessForm(Places places) {
        city = PlaceFields.city(getTranslation("business.cityCode"), places);
        country = PlaceFields.country(getTranslation("business.countryCode"), places);
        sectors = PlaceFields.sectors(getTranslation("business.sectors"), places);
        city.setClearButtonVisible(true);
        country.setClearButtonVisible(true);
        size.setLabel(getTranslation("business.size"));
        size.setItems(BusinessSize.values());
        size.setItemLabelGenerator(one -> one == null ? "" : getTranslation("business.size." + one));
        size.setEmptySelectionAllowed(true);
        size.setEmptySelectionCaption("—");

        fields.put("creditCode", creditCode);
        fields.put("missingCodeReason", missingCodeReason);
        fields.put("nameZh", nameZh);
        fields.put("nameEn", nameEn);
        fields.put("cityCode", city);
        fields.put("countryCode", country);
        fields.put("sectors", sectors);
        fields.put("size", size);
        fields.put("contact", contact);
        fields.put("phone", phone);
        fields.put("email", email);
        fields.put("website", website);

        creditCode.setValueChangeMode(ValueChangeMode.LAZY);
        creditCode.addValueChangeListener(changed -> checkCode());
        fields.values()
                .forEach(field -> field.addValueChangeListener(changed -> {
                    if (field != creditCode) {
                        ((HasValidationProperties) field).setInvalid(false);
                    }
                }));
        city.addValueChangeListener(changed -> country.setEnabled(changed.getValue() == null));

        getContent().setAutoResponsive(true);
        getContent().setAutoRows(true);
        getContent().setColumnWidth("16rem");
        getContent().setExpandFields(true);
        fields.values().forEach(field -> getContent().add(field));
    }

    /** The form's fields by the name of the component of {@link BusinessData}. */
    public Map<String, ? extends HasValue<?, ?>> fields() {
        return fields;
    }

    /** Shows the data, to be edited from here on. */
    public void show(BusinessData data) {
        creditCode.setValue(orEmpty(data.creditCode()));
        missingCodeReason.setValue(orEmpty(data.missingCodeReason()));
        nameZh.setValue(orEmpty(data.nameZh()));
        nameEn.setValue(orEmpty(data.nameEn()));
        city.setValue(data.cityCode());
        country.setValue(data.countryCode());
        sectors.setValue(data.sectors());
        size.setValue(data.size());
        contact.setValue(orEmpty(data.contact()));
        phone.setValue(orEmpty(data.phone()));
        email.setValue(orEmpty(data.email()));
        website.setValue(orEmpty(data.website()));
        shown = data();
    }

    /** What the fields say now. */
    public BusinessData data() {
        return new BusinessData(
                creditCode.getValue(),
                missingCodeReason.getValue(),
                nameEn.getValue(),
                nameZh.getValue(),
                city.getValue(),
                country.getValue(),
                sectors.getValue(),
                size.getValue(),
                contact.getValue(),
                phone.getValue(),
                email.getValue(),
                website.getValue());
    }

    /** Whether the fields say something else than was shown. */
    public boolean isChanged() {
        return shown != null && !shown.equals(data());
    }

    public void setReadOnly(boolean readOnly) {
        fields.values().forEach(field -> field.setReadOnly(readOnly));
    }

    /** Puts the cursor where typing begins. */
    public void focus() {
        creditCode.focus();
    }

    private void checkCode() {
        String typed = creditCode.getValue();
        String wrong =
                switch (CreditCode.check(typed)) {
                    case CreditCode.Check.Valid valid -> null;
                    case CreditCode.Check.WrongLength length ->
                        typed.isBlank() ? null : getTranslation("business.code.length", length.length());
                    case CreditCode.Check.WrongCharacter character ->
                        getTranslation("business.code.character", character.character(), character.position());
                    case CreditCode.Check.WrongCheckCharacter check ->
                        getTranslation("business.code.check", check.character(), check.expected());
                };
        creditCode.setErrorMessage(wrong);
        creditCode.setInvalid(wrong != null);
        missingCodeReason.setEnabled(typed.isBlank());
    }

    /** Tries a write; a refusal is shown at its field. */
    public boolean attempt(Runnable write) {
        return SaveFailures.attempt(write, fields);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

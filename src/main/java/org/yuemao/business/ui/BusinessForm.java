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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.CreditCode;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;

/** The fields of a business. The credit code is checked while it is typed, with the wrong character named. */
public class BusinessForm extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    private final TextField creditCode = new TextField();
    private final TextField missingCodeReason = new TextField();
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final ComboBox<String> city;
    private final ComboBox<String> country;
    private final MultiSelectComboBox<String> sectors;
    private final Select<BusinessSize> size = new Select<>();
    private final TextField contact = new TextField();
    private final TextField phone = new TextField();
    private final TextField email = new TextField();
    private final TextField website = new TextField();
    private final TypedFields fields = new TypedFields(getContent());
    private final transient Places places;
    private final List<Runnable> typed = new ArrayList<>();
    private boolean showing;

    public BusinessForm(Places places) {
        this.places = places;
        city = PlaceFields.city("", places);
        country = PlaceFields.country("", places);
        sectors = PlaceFields.sectors("", places);
        city.setClearButtonVisible(true);
        country.setClearButtonVisible(true);
        size.setItems(BusinessSize.values());
        size.setItemLabelGenerator(one -> one == null ? "" : getTranslation("business.size." + one));
        size.setEmptySelectionAllowed(true);
        size.setEmptySelectionCaption("—");

        add("creditCode", creditCode);
        add("missingCodeReason", missingCodeReason);
        add("nameZh", nameZh);
        add("nameEn", nameEn);
        add("cityCode", city);
        add("countryCode", country);
        add("sectors", sectors);
        add("size", size);
        add("contact", contact);
        add("phone", phone);
        add("email", email);
        add("website", website);

        // What is typed is looked at in a pause, without leaving the field.
        List.of(creditCode, nameZh, nameEn).forEach(field -> field.setValueChangeMode(ValueChangeMode.LAZY));
        List.<HasValue<?, ?>>of(creditCode, nameZh, nameEn, city, country, phone, email, website)
                .forEach(field -> field.addValueChangeListener(changed -> {
                    if (!showing) {
                        typed.forEach(Runnable::run);
                    }
                }));
        creditCode.addValueChangeListener(changed -> checkCode());
        city.addValueChangeListener(changed -> country.setEnabled(changed.getValue() == null));

        getContent().setAutoResponsive(true);
        getContent().setAutoRows(true);
        getContent().setColumnWidth("16rem");
        getContent().setExpandFields(true);
        fields.settle();
    }

    private void add(String name, AbstractField<?, ?> field) {
        fields.add(name, getTranslation("business." + name), field);
        if (field != creditCode) {
            field.addValueChangeListener(changed -> ((HasValidationProperties) field).setInvalid(false));
        }
        getContent().add(field);
    }

    /** Does something whenever a person has paused in, or left, what tells one business from another. */
    void onTyped(Runnable action) {
        typed.add(action);
    }

    /** Shows the data, to be edited from here on. */
    public void show(BusinessData data) {
        showing = true;
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
        showing = false;
        fields.settle();
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
        return fields.isChanged();
    }

    public void setReadOnly(boolean readOnly) {
        fields.setReadOnly(readOnly);
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

    /** Takes the marks of an earlier refusal away. */
    public void forgetErrors() {
        fields.forgetErrors();
    }

    /** Shows the service's refusal at its field; false when it belongs to none. */
    public boolean refuse(Refusal refusal) {
        return fields.refuse(refusal);
    }

    /** Takes over what somebody else has changed since, except where something else was typed here. */
    TypedFields.Merge takeOver(BusinessData latest) {
        return fields.takeOver(() -> show(latest), this::text);
    }

    /** What was typed into the fields. */
    public TypedFields typed() {
        return fields;
    }

    private String text(@Nullable Object content, String name) {
        return switch (content) {
            case null -> "–";
            case String text when text.isEmpty() -> "–";
            case String code
            when name.equals("cityCode") || name.equals("countryCode") -> places.nameOf(code, getLocale());
            case Set<?> many when many.isEmpty() -> "–";
            case Set<?> many ->
                many.stream()
                        .map(code -> places.nameOf((String) code, getLocale()))
                        .sorted()
                        .collect(Collectors.joining(", "));
            case BusinessSize one -> getTranslation("business.size." + one);
            default -> content.toString();
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

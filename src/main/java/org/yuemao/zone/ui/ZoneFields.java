package org.yuemao.zone.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.ValidationException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneKind;

/** The fields of a zone over one binder. */
class ZoneFields extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    private final transient Places places;
    private final Binder<ZoneData> binder = new Binder<>(ZoneData.class);
    private final TypedFields fields = new TypedFields(getContent());

    private final Select<ZoneKind> kind = new Select<>();
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final ComboBox<String> cityCode;
    private final ComboBox<String> countryCode;
    private final DatePicker approvedOn = Fields.date("");
    private final BigDecimalField areaSqm = Fields.area("");
    private final TextField operator = new TextField();
    private final MultiSelectComboBox<String> sectors;

    ZoneFields(Places places) {
        this.places = places;
        cityCode = PlaceFields.city("", places);
        countryCode = PlaceFields.country("", places);
        sectors = PlaceFields.sectors("", places);
        describe();
        bind();
        listen();
        layOut();
        fields.settle();
    }

    /** Begins a new zone with what is known already. */
    void begin(@Nullable ZoneKind chosen, @Nullable String city, @Nullable String country) {
        kind.setValue(chosen);
        cityCode.setValue(places.city(city) == null ? null : city);
        countryCode.setValue(places.country(country) == null ? null : country);
        showPlaceFields();
        fields.settle();
    }

    /** Shows what is kept; from now on only further typing counts as unsaved. */
    void read(ZoneData data) {
        binder.readRecord(data);
        showPlaceFields();
        fields.settle();
    }

    /** What stands in the fields, or nothing when something has to be mended first; that field then has the focus. */
    Optional<ZoneData> write() {
        try {
            return Optional.of(binder.writeRecord());
        } catch (ValidationException invalid) {
            fields.firstInvalid().ifPresent(TypedFields::focus);
            return Optional.empty();
        }
    }

    boolean isChanged() {
        return fields.isChanged();
    }

    /** Shows the service's refusal at its field; false when it belongs to none. */
    boolean refuse(Refusal refusal) {
        return fields.refuse(refusal);
    }

    /** Takes over what somebody else has changed since, except where something else was typed here. */
    TypedFields.Merge takeOver(ZoneData latest) {
        TypedFields.Merge merge = fields.takeOver(() -> read(latest), this::text);
        showPlaceFields();
        return merge;
    }

    /** What was typed into them. */
    TypedFields typed() {
        return fields;
    }

    void setReadOnly(boolean readOnly) {
        fields.setReadOnly(readOnly);
    }

    void focusFirst() {
        if (kind.isEmpty()) {
            kind.focus();
        } else {
            (Formats.chinese(getLocale()) ? nameZh : nameEn).focus();
        }
    }

    private void describe() {
        kind.setItems(ZoneKind.values());
        kind.setItemLabelGenerator(one -> one == null ? "" : getTranslation("zone.kind." + one));
        nameZh.setMaxLength(200);
        nameEn.setMaxLength(200);
        operator.setMaxLength(200);
        cityCode.setClearButtonVisible(true);
        countryCode.setRequiredIndicatorVisible(true);
    }

    private void bind() {
        String name = getTranslation("zone.refused.name");
        binder.forField(add("kind", kind))
                .asRequired(getTranslation("base.required"))
                .bind("kind");
        binder.forField(add("nameZh", nameZh))
                .withValidator(typed -> !typed.isBlank() || !nameEn.getValue().isBlank(), name)
                .bind("nameZh");
        binder.forField(add("nameEn", nameEn))
                .withValidator(typed -> !typed.isBlank() || !nameZh.getValue().isBlank(), name)
                .bind("nameEn");
        binder.forField(add("countryCode", countryCode))
                .withValidator(code -> !abroad() || code != null, getTranslation("zone.refused.country"))
                .bind("countryCode");
        binder.forField(add("cityCode", cityCode))
                .withValidator(code -> abroad() || code != null, getTranslation("zone.refused.city"))
                .bind("cityCode");
        binder.forField(add("approvedOn", approvedOn)).bind("approvedOn");
        binder.forField(add("areaSqm", areaSqm))
                .withValidator(area -> area == null || area.signum() >= 0, getTranslation("base.number.negative"))
                .bind("areaSqm");
        binder.forField(add("operator", operator)).bind("operator");
        binder.forField(add("sectors", sectors)).bind("sectors");
    }

    private <T extends HasValueAndElement<?, ?>> T add(String name, T field) {
        return fields.add(name, label(name), field);
    }

    private String label(String name) {
        return getTranslation("zone." + name);
    }

    private void listen() {
        kind.addValueChangeListener(changed -> showPlaceFields());
        nameZh.addValueChangeListener(changed -> forgetNameError(nameEn, changed.getValue()));
        nameEn.addValueChangeListener(changed -> forgetNameError(nameZh, changed.getValue()));
        showPlaceFields();
    }

    private static void forgetNameError(TextField other, String typed) {
        if (!typed.isBlank()) {
            other.setInvalid(false);
        }
    }

    private boolean abroad() {
        ZoneKind chosen = kind.getValue();
        return chosen != null && chosen.abroad();
    }

    private void showPlaceFields() {
        countryCode.setVisible(abroad());
        cityCode.setRequiredIndicatorVisible(!abroad());
        cityCode.setHelperText(abroad() ? getTranslation("zone.cityCode.abroad") : "");
        // The longer names of kinds at home take the place of the country.
        getContent().setColspan(kind, abroad() ? 1 : 2);
    }

    private void layOut() {
        FormLayout layout = getContent();
        layout.addClassName("zone-fields");
        layout.setResponsiveSteps(
                new FormLayout.ResponsiveStep("0", 1),
                new FormLayout.ResponsiveStep("28em", 2),
                new FormLayout.ResponsiveStep("52em", 4));
        boolean chinese = Formats.chinese(getLocale());
        TextField firstName = chinese ? nameZh : nameEn;
        TextField secondName = chinese ? nameEn : nameZh;
        layout.add(firstName, secondName, kind, countryCode, cityCode, approvedOn, areaSqm, operator, sectors);
        layout.setColspan(firstName, 2);
        layout.setColspan(secondName, 2);
        layout.setColspan(sectors, 2);
    }

    private String text(@Nullable Object content, String name) {
        return switch (content) {
            case null -> "–";
            case String text when text.isEmpty() -> "–";
            case String code when name.endsWith("Code") -> places.nameOf(code, getLocale());
            case Set<?> many ->
                many.isEmpty()
                        ? "–"
                        : many.stream()
                                .map(code -> places.nameOf((String) code, getLocale()))
                                .sorted()
                                .collect(Collectors.joining(", "));
            case LocalDate day -> Formats.date(day, getLocale());
            case BigDecimal number -> Formats.decimal(number, 2, getLocale());
            case ZoneKind one -> getTranslation("zone.kind." + one);
            default -> content.toString();
        };
    }
}

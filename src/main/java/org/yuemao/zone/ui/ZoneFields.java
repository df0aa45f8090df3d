package org.yuemao.zone.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneKind;

/** The fields of a zone over one binder. */
class ZoneFields extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    /** A field that somebody else changed to another value than the one typed here. */
    record Difference(String field, String label, String theirs, String typed) {}

    private final transient Places places;
    private final Binder<ZoneData> binder = new Binder<>(ZoneData.class);
    private final Map<String, HasValueAndElement<?, ?>> fields = new LinkedHashMap<>();

    private final Select<ZoneKind> kind = new Select<>();
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final ComboBox<String> cityCode;
    private final ComboBox<String> countryCode;
    private final DatePicker approvedOn = Fields.date("");
    private final BigDecimalField areaSqm = Fields.area("");
    private final TextField operator = new TextField();
    private final MultiSelectComboBox<String> sectors;
    private transient Map<String, Object> untouched = Map.of();

    ZoneFields(Places places) {
        this.places = places;
        cityCode = PlaceFields.city("", places);
        countryCode = PlaceFields.country("", places);
        sectors = PlaceFields.sectors("", places);
        describe();
        bind();
        listen();
        layOut();
        untouched = values();
    }

    /** Begins a new zone with what is known already. */
    void begin(@Nullable ZoneKind chosen, @Nullable String city, @Nullable String country) {
        kind.setValue(chosen);
        cityCode.setValue(places.city(city) == null ? null : city);
        countryCode.setValue(places.country(country) == null ? null : country);
        showPlaceFields();
        untouched = values();
    }

    /** Shows what is kept; from now on only further typing counts as unsaved. */
    void read(ZoneData data) {
        binder.readRecord(data);
        showPlaceFields();
        untouched = values();
    }

    /** What stands in the fields, or nothing when something has to be mended first; that field then has the focus. */
    Optional<ZoneData> write() {
        try {
            return Optional.of(binder.writeRecord());
        } catch (ValidationException invalid) {
            invalid.getFieldValidationErrors().stream().findFirst().ifPresent(error -> focus(error.getField()));
            return Optional.empty();
        }
    }

    boolean isChanged() {
        return !values().equals(untouched);
    }

    /** Shows the service's refusal at its field; false when it belongs to none. */
    boolean refuse(Refusal refusal) {
        HasValueAndElement<?, ?> field = refusal.field() == null ? null : fields.get(refusal.field());
        if (!(field instanceof HasValidation validated)) {
            return false;
        }
        validated.setInvalid(true);
        validated.setErrorMessage(getTranslation(refusal.key(), refusal.arguments()));
        focus(field);
        return true;
    }

    /**
     * Takes over what somebody else has changed since, except where something else was typed here.
     *
     * @return the fields where both differ, typed values still standing
     */
    List<Difference> takeOver(ZoneData latest) {
        Map<String, Object> typed = values();
        Map<String, Object> before = untouched;
        read(latest);
        Map<String, Object> now = untouched;
        List<Difference> differences = new ArrayList<>();
        typed.forEach((name, content) -> {
            if (content.equals(before.get(name))) {
                return;
            }
            if (!Objects.equals(now.get(name), before.get(name)) && !content.equals(now.get(name))) {
                differences.add(new Difference(name, label(name), text(now.get(name)), text(content)));
            }
            set(name, content);
        });
        showPlaceFields();
        return differences;
    }

    /** Gives up what was typed in one field for what is kept. */
    void giveUp(String name) {
        set(name, Objects.requireNonNull(untouched.get(name)));
        showPlaceFields();
    }

    void setReadOnly(boolean readOnly) {
        fields.values().forEach(field -> field.setReadOnly(readOnly));
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
        field.getElement().setProperty("label", label(name));
        field.getElement().setAttribute("data-field", name);
        fields.put(name, field);
        return field;
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

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Object content = field.getValue();
            values.put(
                    name,
                    switch (content) {
                        case null -> "";
                        case String text -> text.strip();
                        case BigDecimal number -> number.stripTrailingZeros();
                        default -> content;
                    });
        });
        return values;
    }

    @SuppressWarnings("unchecked")
    private void set(String name, Object content) {
        HasValue<?, Object> field = (HasValue<?, Object>) Objects.requireNonNull(fields.get(name));
        if (content.equals("")) {
            field.clear();
        } else {
            field.setValue(content);
        }
    }

    private String text(@Nullable Object content) {
        return switch (content) {
            case null -> "–";
            case String text when text.isEmpty() -> "–";
            // A name that is no code stays as it is.
            case String text -> places.nameOf(text, getLocale());
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

    private static void focus(Object field) {
        if (field instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}

package org.yuemao.event.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.ValidationException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.place.Country;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.place.Province;
import org.yuemao.place.Sector;
import org.yuemao.security.Person;

/** The fields of an event over one binder. */
class EventFields extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient Places places;
    private final Binder<EventData> binder = new Binder<>(EventData.class);
    private final TypedFields fields = new TypedFields(getContent());

    private final Select<Programme> programme = new Select<>();
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final DatePicker firstDay = Fields.date("");
    private final DatePicker lastDay = Fields.date("");
    private final Select<EventForm> form = new Select<>();
    private final ComboBox<String> countryCode;
    private final ComboBox<String> provinceCode;
    private final TextField hostCity = new TextField();
    private final TextField venue = new TextField();
    private final TextField organiser = new TextField();
    private final ComboBox<String> officeCode;
    private final MultiSelectComboBox<String> sectors;
    private final Select<EventStatus> status = new Select<>();
    private final IntegerField targetBusinesses = Fields.count("");
    private final BigDecimalField netSpaceSqm = Fields.area("");
    private final IntegerField visitors = Fields.count("");
    private final IntegerField overseasBuyers = Fields.count("");

    private Binder.Binding<EventData, LocalDate> lastDayBinding;

    @SuppressWarnings("NullAway.Init")
    EventFields(Places places, Person person) {
        this.places = places;
        countryCode = Fields.choice(
                "",
                places.countries().stream()
                        .map(Country::code)
                        .filter(code -> !code.equals("CN"))
                        .toList(),
                code -> names(places.country(code) instanceof Country one ? one.names() : null, code));
        provinceCode = Fields.choice(
                "",
                places.provinces().stream()
                        .filter(Province::mainland)
                        .map(Province::code)
                        .toList(),
                code -> names(places.province(code) instanceof Province one ? one.names() : null, code));
        officeCode = Fields.choice(
                "",
                places.offices().stream()
                        .map(Office::code)
                        .filter(code -> !person.mayWrite() || person.mayWriteFor(code))
                        .toList(),
                code -> names(places.office(code) instanceof Office one ? one.names() : null, code));
        sectors = Fields.choices(
                "",
                places.sectors().stream().map(Sector::code).toList(),
                code -> names(places.sector(code) instanceof Sector one ? one.names() : null, code));
        describe(person);
        bind();
        listen();
        layOut();
        fields.settle();
    }

    static String officeName(Places places, @Nullable String code, Locale locale) {
        Office office = places.office(code);
        return office == null ? Objects.toString(code, "") : office.names().in(locale);
    }

    private static Names names(@Nullable Names names, String code) {
        return names == null ? new Names(code, code) : names;
    }

    /** Shows what is kept; from now on only further typing counts as unsaved. */
    void read(EventData data) {
        binder.readRecord(data);
        showPlaceFields();
        fields.settle();
    }

    /** What stands in the fields, or nothing when something has to be mended first; that field then has the focus. */
    Optional<EventData> write() {
        try {
            return Optional.of(binder.writeRecord());
        } catch (ValidationException invalid) {
            // The binder's own list is not in the order of the form.
            fields.firstInvalid()
                    // The two names stand in the order of the person's language.
                    .map(field -> field == nameZh && nameEn.isInvalid() && !texts.chinese() ? nameEn : field)
                    .ifPresent(TypedFields::focus);
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
    TypedFields.Merge takeOver(EventData latest) {
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

    /** A new event's status is a field; later it is moved by one click. */
    void showStatus(boolean visible) {
        status.setVisible(visible);
    }

    void focusFirst() {
        (texts.chinese() ? nameZh : nameEn).focus();
    }

    private void describe(Person person) {
        programme.setItems(Programme.values());
        programme.setItemLabelGenerator(texts::programme);
        programme.setValue(Programme.GTW);
        form.setItems(EventForm.values());
        form.setItemLabelGenerator(texts::form);
        form.setValue(EventForm.ON_SITE);
        status.setItems(EventStatus.values());
        status.setItemLabelGenerator(texts::status);
        status.setValue(EventStatus.PLANNED);
        countryCode.setRequiredIndicatorVisible(true);
        provinceCode.setRequiredIndicatorVisible(true);
        officeCode.setValue(person.officeCode());
        nameZh.setMaxLength(200);
        nameEn.setMaxLength(200);
        hostCity.setMaxLength(100);
        venue.setMaxLength(200);
        organiser.setMaxLength(200);
    }

    private void bind() {
        String required = getTranslation("base.required");
        binder.forField(add("programme", programme)).asRequired(required).bind("programme");
        binder.forField(add("nameZh", nameZh))
                .withValidator(
                        name -> !name.isBlank() || !nameEn.getValue().isBlank(), getTranslation("event.refused.name"))
                .bind("nameZh");
        binder.forField(add("nameEn", nameEn))
                .withValidator(
                        name -> !name.isBlank() || !nameZh.getValue().isBlank(), getTranslation("event.refused.name"))
                .bind("nameEn");
        binder.forField(add("firstDay", firstDay)).asRequired(required).bind("firstDay");
        lastDayBinding = binder.forField(add("lastDay", lastDay))
                .asRequired(required)
                .withValidator(
                        day -> firstDay.getValue() == null || !day.isBefore(firstDay.getValue()),
                        getTranslation("event.refused.days"))
                .bind("lastDay");
        binder.forField(add("countryCode", countryCode))
                .withValidator(
                        code -> programme.getValue() != Programme.GTW || code != null,
                        getTranslation("event.refused.country"))
                .bind("countryCode");
        binder.forField(add("provinceCode", provinceCode))
                .withValidator(
                        code -> programme.getValue() != Programme.GTN || code != null,
                        getTranslation("event.refused.province"))
                .bind("provinceCode");
        binder.forField(add("hostCity", hostCity)).bind("hostCity");
        binder.forField(add("venue", venue)).bind("venue");
        binder.forField(add("form", form)).asRequired(required).bind("form");
        binder.forField(add("organiser", organiser)).bind("organiser");
        binder.forField(add("officeCode", officeCode)).asRequired(required).bind("officeCode");
        binder.forField(add("sectors", sectors)).bind("sectors");
        binder.forField(add("status", status)).asRequired(required).bind("status");
        bindAmount("targetBusinesses", targetBusinesses);
        binder.forField(add("netSpaceSqm", netSpaceSqm))
                .withValidator(
                        space -> space == null || space.signum() >= 0 && space.precision() - space.scale() <= 12,
                        getTranslation("event.refused.negative"))
                .bind("netSpaceSqm");
        bindAmount("visitors", visitors);
        bindAmount("overseasBuyers", overseasBuyers);
        officeCode.setRequiredIndicatorVisible(true);
    }

    private void bindAmount(String name, IntegerField field) {
        binder.forField(add(name, field))
                .withValidator(amount -> amount == null || amount >= 0, getTranslation("event.refused.negative"))
                .bind(name);
    }

    private <T extends HasValueAndElement<?, ?>> T add(String name, T field) {
        return fields.add(name, label(name), field);
    }

    private String label(String name) {
        return texts.text("field." + name);
    }

    private void listen() {
        programme.addValueChangeListener(change -> showPlaceFields());
        firstDay.addValueChangeListener(change -> {
            if (change.isFromClient() && lastDay.isEmpty()) {
                // In the browser, where it is known whether the person has begun to type the last day meanwhile.
                lastDay.getElement().executeJs("""
                                if (!this.inputElement.value) {
                                  this.value = $0;
                                  if (this.contains(document.activeElement)) this.inputElement.select();
                                }""", change.getValue().toString());
            } else if (!lastDay.isEmpty()) {
                lastDayBinding.validate();
            }
        });
        nameZh.addValueChangeListener(change -> forgetNameError(nameEn, change.getValue()));
        nameEn.addValueChangeListener(change -> forgetNameError(nameZh, change.getValue()));
        showPlaceFields();
    }

    private static void forgetNameError(TextField other, String typed) {
        if (!typed.isBlank()) {
            other.setInvalid(false);
        }
    }

    private void showPlaceFields() {
        countryCode.setVisible(programme.getValue() != Programme.GTN);
        provinceCode.setVisible(programme.getValue() == Programme.GTN);
    }

    private void layOut() {
        FormLayout layout = getContent();
        layout.addClassName("event-fields");
        layout.setResponsiveSteps(
                new FormLayout.ResponsiveStep("0", 1),
                new FormLayout.ResponsiveStep("28em", 2),
                new FormLayout.ResponsiveStep("52em", 4));
        TextField firstName = texts.chinese() ? nameZh : nameEn;
        TextField secondName = texts.chinese() ? nameEn : nameZh;
        layout.add(firstName, secondName, programme, firstDay, lastDay, form, countryCode, provinceCode);
        layout.add(hostCity, venue, organiser, officeCode, sectors, status);
        layout.add(targetBusinesses, netSpaceSqm, visitors, overseasBuyers);
        layout.setColspan(firstName, 2);
        layout.setColspan(secondName, 2);
        layout.setColspan(sectors, 2);
    }

    private String text(@Nullable Object value, String name) {
        return switch (value) {
            case null -> "–";
            case String code when name.equals("officeCode") -> officeName(places, code, texts.locale());
            case String text when text.isEmpty() -> "–";
            case String code when name.endsWith("Code") -> places.nameOf(code, texts.locale());
            case Set<?> many ->
                many.isEmpty()
                        ? "–"
                        : many.stream()
                                .map(code -> places.nameOf((String) code, texts.locale()))
                                .sorted()
                                .collect(Collectors.joining(", "));
            case LocalDate day -> day.toString();
            case BigDecimal number -> texts.decimal(number);
            case Integer number -> texts.number(number);
            case Programme one -> texts.programme(one);
            case EventForm one -> texts.form(one);
            case EventStatus one -> texts.status(one);
            default -> value.toString();
        };
    }
}

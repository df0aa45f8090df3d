package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.Result;
import com.vaadin.flow.data.binder.ValidationException;
import com.vaadin.flow.data.converter.Converter;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.TypedPeriod;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.GrowthCheck;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.Qualifier;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;

/** The fields of an observation over one binder. What follows from the figures is shown while a rate is being typed. */
class ObservationFields extends Composite<FormLayout> {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient Map<String, Indicator> indicators;
    private final transient List<String> geographies;
    private final transient Places places;
    private final transient Function<ObservationData, GrowthCheck.Result> preview;
    private final Binder<ObservationData> binder = new Binder<>(ObservationData.class);
    private final TypedFields fields = new TypedFields(getContent());
    private final ComboBox<String> indicatorCode;
    private final ComboBox<String> geographyCode;
    private final TextField period = new TextField();
    private final Select<Qualifier> qualifier = new Select<>();
    private final BigDecimalField amount = Fields.amount("", null);
    private final ComboBox<String> unit = new ComboBox<>();
    private final BigDecimalField statedChangePercent = Fields.amount("", null);
    private final Select<ChangeBasis> changeBasis = new Select<>();
    private final IntegerField changeBaseYear = new IntegerField();
    private final TextField source = new TextField();

    /**
     * @param geographies what the person may enter observations of
     * @param preview what would come of recomputing the rate that is being entered
     */
    ObservationFields(
            List<Indicator> indicators,
            List<String> geographies,
            Places places,
            Function<ObservationData, GrowthCheck.Result> preview) {
        this.indicators = indicators.stream().collect(Collectors.toMap(Indicator::code, Function.identity()));
        this.geographies = geographies;
        this.places = places;
        this.preview = preview;
        indicatorCode =
                Fields.choice("", indicators.stream().map(Indicator::code).toList(), code -> indicator(code)
                        .names());
        geographyCode = PlaceFields.geography("", geographies, places);
        describe();
        bind();
        listen();
        layOut();
        fields.settle();
    }

    /** Begins a new observation where the last one left off. */
    void begin(@Nullable String indicator, String geography, @Nullable Period last, @Nullable String lastSource) {
        fields.clear();
        indicatorCode.setValue(indicators.containsKey(String.valueOf(indicator)) ? indicator : null);
        geographyCode.setValue(
                geographies.contains(geography)
                        ? geography
                        : geographies.stream().findFirst().orElse(null));
        period.setValue(last == null ? "" : last.toString());
        source.setValue(Objects.requireNonNullElse(lastSource, ""));
        takeUnit();
        fields.forgetErrors();
        fields.settle();
        showBaseYear();
        if (indicatorCode.isEmpty()) {
            indicatorCode.focus();
        } else if (period.isEmpty()) {
            period.focus();
        } else {
            amount.focus();
        }
    }

    /** Shows what is kept; from now on only further typing counts as unsaved. */
    void read(ObservationData data) {
        unit.setItems(units(data.unit()));
        binder.readRecord(data);
        showBaseYear();
        fields.settle();
    }

    /** What stands in the fields, or nothing when something has to be mended first; that field then has the focus. */
    Optional<ObservationData> write() {
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

    boolean refuse(Refusal refusal) {
        return fields.refuse(refusal);
    }

    /** Takes over what somebody else has changed since, except where something else was typed here. */
    TypedFields.Merge takeOver(ObservationData latest) {
        TypedFields.Merge merge = fields.takeOver(() -> read(latest), this::text);
        showBaseYear();
        return merge;
    }

    /** What was typed into them. */
    TypedFields typed() {
        return fields;
    }

    void setReadOnly(boolean readOnly) {
        fields.setReadOnly(readOnly);
    }

    private void describe() {
        period.setHelperText(texts.text("period.hint"));
        qualifier.setItems(Qualifier.values());
        qualifier.setItemLabelGenerator(texts::qualifier);
        qualifier.setEmptySelectionAllowed(true);
        qualifier.setEmptySelectionCaption(texts.qualifier(null));
        unit.setAllowCustomValue(true);
        unit.setItemLabelGenerator(texts::unit);
        unit.setItems(units(null));
        unit.addCustomValueSetListener(typed -> unit.setValue(keptUnit(typed.getDetail())));
        changeBasis.setItems(ChangeBasis.values());
        changeBasis.setItemLabelGenerator(one -> one == null ? "–" : texts.basis(one));
        changeBasis.setEmptySelectionAllowed(true);
        changeBasis.setEmptySelectionCaption("–");
        statedChangePercent.setSuffixComponent(new Span("%"));
        source.setMaxLength(300);
        source.setValueChangeMode(ValueChangeMode.ON_BLUR);
        changeBaseYear.setI18n(
                new IntegerField.IntegerFieldI18n().setBadInputErrorMessage(getTranslation("base.number.bad-whole")));
    }

    /** The units known so far, and the one given. */
    private List<String> units(@Nullable String given) {
        return Stream.concat(indicators.values().stream().map(one -> one.data().unit()), Stream.ofNullable(given))
                .distinct()
                .sorted()
                .toList();
    }

    /** A unit that was typed in the person's language is kept as all others are. */
    private String keptUnit(String typed) {
        String wanted = typed.strip();
        return units(null).stream()
                .filter(one -> texts.unit(one).equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(wanted);
    }

    private void bind() {
        String required = getTranslation("base.required");
        binder.forField(add("indicatorCode", indicatorCode))
                .asRequired(required)
                .bind("indicatorCode");
        binder.forField(add("geographyCode", geographyCode))
                .asRequired(required)
                .bind("geographyCode");
        binder.forField(add("period", period))
                .asRequired(required)
                .withConverter(Converter.<String, @Nullable Period>from(
                        typed -> TypedPeriod.parse(typed)
                                .<Result<@Nullable Period>>map(Result::ok)
                                .orElseGet(() -> Result.error(texts.text("period.bad"))),
                        kept -> kept == null ? "" : kept.toString()))
                .bind("period");
        binder.forField(add("qualifier", qualifier)).bind("qualifier");
        binder.forField(add("amount", amount))
                .withValidator(
                        number -> number != null || !statedChangePercent.isEmpty(), texts.text("refused.nothing"))
                .bind("amount");
        binder.forField(add("unit", unit)).asRequired(required).bind("unit");
        binder.forField(add("statedChangePercent", statedChangePercent)).bind("statedChangePercent");
        binder.forField(add("changeBasis", changeBasis))
                .withValidator(basis -> basis != null || statedChangePercent.isEmpty(), texts.text("refused.basis"))
                .bind("changeBasis");
        binder.forField(add("changeBaseYear", changeBaseYear))
                .withValidator(year -> year != null || !needsBaseYear(), texts.text("refused.base-year"))
                .bind("changeBaseYear");
        binder.forField(add("source", source)).asRequired(required).bind("source");
    }

    private <T extends HasValueAndElement<?, ?>> T add(String name, T field) {
        return fields.add(name, texts.text("field." + name), field);
    }

    private void listen() {
        indicatorCode.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                takeUnit();
            }
        });
        statedChangePercent.addValueChangeListener(changed -> {
            if (changed.isFromClient() && changeBasis.isEmpty() && !statedChangePercent.isEmpty()) {
                changeBasis.setValue(ChangeBasis.PREVIOUS_YEAR);
            }
        });
        changeBasis.addValueChangeListener(changed -> showBaseYear());
        binder.addValueChangeListener(changed -> showPreview());
    }

    private void takeUnit() {
        String code = indicatorCode.getValue();
        if (code != null) {
            unit.setValue(indicator(code).data().unit());
        }
    }

    private boolean needsBaseYear() {
        return !statedChangePercent.isEmpty()
                && !changeBasis.isEmpty()
                && changeBasis.getValue() != ChangeBasis.PREVIOUS_YEAR;
    }

    private void showBaseYear() {
        changeBaseYear.setVisible(
                changeBasis.getValue() != null && changeBasis.getValue() != ChangeBasis.PREVIOUS_YEAR);
        showPreview();
    }

    /** Says below the rate what follows from the figures, as soon as all that is needed stands in the fields. */
    private void showPreview() {
        statedChangePercent.setHelperText(
                entered().map(data -> texts.verdict(data, preview.apply(data))).orElse(""));
    }

    private Optional<ObservationData> entered() {
        String indicator = indicatorCode.getValue();
        String geography = geographyCode.getValue();
        Optional<Period> typed = TypedPeriod.parse(period.getValue());
        if (indicator == null
                || geography == null
                || typed.isEmpty()
                || statedChangePercent.isEmpty()
                || needsBaseYear() && changeBaseYear.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObservationData(
                indicator,
                geography,
                typed.get(),
                qualifier.getValue(),
                amount.getValue(),
                Objects.requireNonNullElse(unit.getValue(), ""),
                statedChangePercent.getValue(),
                changeBasis.getValue(),
                changeBaseYear.getValue(),
                source.getValue()));
    }

    private void layOut() {
        FormLayout layout = getContent();
        layout.setResponsiveSteps(
                new FormLayout.ResponsiveStep("0", 1),
                new FormLayout.ResponsiveStep("24em", 2),
                new FormLayout.ResponsiveStep("40em", 4));
        layout.add(indicatorCode, geographyCode, period, qualifier, amount, unit);
        layout.add(statedChangePercent, changeBasis, changeBaseYear, source);
        layout.setColspan(indicatorCode, 2);
        layout.setColspan(statedChangePercent, 2);
        layout.setColspan(source, 4);
    }

    /** What the indicator with the code is called. */
    String indicatorName(String code) {
        return indicator(code).name(texts.locale());
    }

    private Indicator indicator(String code) {
        return Objects.requireNonNull(indicators.get(code));
    }

    private String text(@Nullable Object content, String name) {
        return switch (content) {
            case null -> "–";
            case String text when text.isEmpty() -> "–";
            case String code
            when name.equals("indicatorCode") -> indicator(code).name(texts.locale());
            case String code when name.equals("geographyCode") -> places.nameOf(code, texts.locale());
            case String kept when name.equals("unit") -> texts.unit(kept);
            case BigDecimal number -> texts.number(number);
            case Qualifier one -> texts.qualifier(one);
            case ChangeBasis one -> texts.basis(one);
            default -> content.toString();
        };
    }
}

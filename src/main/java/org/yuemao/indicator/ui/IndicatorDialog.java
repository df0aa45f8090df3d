package org.yuemao.indicator.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;

/** Defines an indicator, or says anew what one is called. */
class IndicatorDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient IndicatorService indicators;
    private final transient @Nullable Indicator indicator;
    private final transient Runnable done;
    private final FormLayout layout = new FormLayout();
    private final TypedFields typed = new TypedFields(layout);
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final ComboBox<String> unit = new ComboBox<>();

    /** Opens for a new indicator, or for one that is kept; the action is run after the change. */
    static void open(IndicatorService indicators, List<String> units, @Nullable Indicator indicator, Runnable done) {
        IndicatorDialog dialog = new IndicatorDialog(indicators, units, indicator, done);
        dialog.open();
        dialog.nameZh.focus();
    }

    private IndicatorDialog(
            IndicatorService indicators, List<String> units, @Nullable Indicator indicator, Runnable done) {
        super("30rem");
        this.indicators = indicators;
        this.indicator = indicator;
        this.done = done;
        setHeaderTitle(texts.text(indicator == null ? "define" : "redefine"));
        describeFields(units);
        describeActions();
        if (indicator != null) {
            nameZh.setValue(Objects.requireNonNullElse(indicator.data().nameZh(), ""));
            nameEn.setValue(Objects.requireNonNullElse(indicator.data().nameEn(), ""));
            unit.setValue(indicator.data().unit());
        }
        typed.settle();
    }

    private void describeFields(List<String> units) {
        typed.add("nameZh", texts.text("nameZh"), nameZh);
        typed.add("nameEn", texts.text("nameEn"), nameEn);
        typed.add("unit", texts.text("field.unit"), unit);
        nameZh.setMaxLength(200);
        nameEn.setMaxLength(200);
        unit.setItems(units);
        unit.setItemLabelGenerator(texts::unit);
        unit.setAllowCustomValue(true);
        unit.addCustomValueSetListener(own -> unit.setValue(own.getDetail().strip()));
        unit.setRequiredIndicatorVisible(true);
        unit.setHelperText(texts.text("unit.hint"));
        layout.add(nameZh, nameEn, unit);
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
        Fields.onEnter(layout, this::save);
        add(layout);
    }

    private void describeActions() {
        onSave(typed::isChanged, this::save);
        Indicator kept = indicator;
        if (kept != null) {
            offerRemoval(() -> {
                if (SaveFailures.attempt(() -> indicators.abolish(kept.id(), kept.version()))) {
                    done.run();
                    finish(texts.text("abolished"));
                }
            });
        }
    }

    private void save() {
        typed.forgetErrors();
        IndicatorData data = new IndicatorData(
                nameEn.getValue(), nameZh.getValue(), Objects.requireNonNullElse(unit.getValue(), ""));
        Indicator kept = indicator;
        boolean saved = SaveFailures.attempt(
                () -> {
                    if (kept == null) {
                        indicators.define(data);
                    } else {
                        indicators.redefine(kept.id(), kept.version(), data);
                    }
                },
                Map.of("nameZh", nameZh, "nameEn", nameEn, "unit", unit));
        if (saved) {
            done.run();
            finish(getTranslation("base.saved"));
        }
    }
}

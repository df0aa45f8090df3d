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
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;

/** Defines an indicator, or says anew what one is called. */
class IndicatorDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient IndicatorService indicators;
    private transient @Nullable Indicator indicator;
    private final transient Runnable done;
    private final FormLayout layout = new FormLayout();
    private final TypedFields typed = new TypedFields(layout);
    private final SharedForm shared;
    private final TextField nameZh = new TextField();
    private final TextField nameEn = new TextField();
    private final ComboBox<String> unit = new ComboBox<>();

    /** Opens for a new indicator, or for one that is kept; the action is run after the change. */
    static IndicatorDialog open(
            IndicatorService indicators,
            SharedForms forms,
            List<String> units,
            @Nullable Indicator indicator,
            Runnable done) {
        IndicatorDialog dialog = new IndicatorDialog(indicators, forms, units, indicator, done);
        dialog.open();
        dialog.shared.begin(dialog.subject(indicator), indicator == null ? null : dialog.authorOf(indicator), true);
        dialog.nameZh.focus();
        return dialog;
    }

    private IndicatorDialog(
            IndicatorService indicators,
            SharedForms forms,
            List<String> units,
            @Nullable Indicator indicator,
            Runnable done) {
        super("30rem");
        shared = forms.over(typed);
        this.indicators = indicators;
        this.indicator = indicator;
        this.done = done;
        setHeaderTitle(texts.text(indicator == null ? "define" : "redefine"));
        describeFields(units);
        describeActions();
        if (indicator != null) {
            show(indicator.data());
        }
        typed.settle();
    }

    private void show(IndicatorData data) {
        nameZh.setValue(Objects.requireNonNullElse(data.nameZh(), ""));
        nameEn.setValue(Objects.requireNonNullElse(data.nameEn(), ""));
        unit.setValue(data.unit());
    }

    private DraftSubject subject(@Nullable Indicator kept) {
        return kept == null
                ? DraftSubject.ofNew("indicator", texts.text("define"), SharedForms.address())
                : DraftSubject.of(
                        "indicator", kept.id(), kept.version(), kept.name(texts.locale()), SharedForms.address());
    }

    private SharedForm.Author authorOf(Indicator kept) {
        return new SharedForm.Author(kept.changedBy(), kept.changedAt());
    }

    /** Puts a draft into the form that is open. */
    void restore(Draft draft) {
        shared.restore(draft);
    }

    /** Takes over what somebody else has committed meanwhile; what is being typed stays. */
    void takeOverLatest() {
        Indicator shown = indicator;
        if (shown == null || !isOpened()) {
            return;
        }
        indicators
                .find(shown.id())
                .filter(now -> now.version() != shown.version())
                .ifPresent(now -> {
                    indicator = now;
                    shared.takeOver(subject(now), authorOf(now), () -> show(now.data()));
                });
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
        onDiscard(shared::giveUp);
        add(shared, layout);
    }

    private void describeActions() {
        onSave(typed::isChanged, this::save);
        if (indicator != null) {
            offerRemoval(() -> {
                Indicator kept = Objects.requireNonNull(indicator);
                if (SaveFailures.attempt(() -> indicators.abolish(kept.id(), kept.version()))) {
                    shared.giveUp();
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
        takeOverLatest();
        if (kept != indicator) {
            Notices.refused(getTranslation("base.stale.shown"));
            shared.focusDifferences();
            return;
        }
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
            shared.saved();
            done.run();
            finish(getTranslation("base.saved"));
        }
    }
}

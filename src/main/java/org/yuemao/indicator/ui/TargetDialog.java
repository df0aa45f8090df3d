package org.yuemao.indicator.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.Texts;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.event.Programme;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.TargetService;

/** Sets what a programme or an indicator should reach in a year, or changes that. */
class TargetDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient TargetService targets;
    private final transient Map<String, Indicator> indicators;
    private final transient @Nullable Target target;
    private final transient Runnable done;
    private final FormLayout layout = new FormLayout();
    private final TypedFields typed = new TypedFields(layout);
    private final ComboBox<String> subject;
    private final IntegerField year = Fields.count("");
    private final BigDecimalField amount = Fields.amount("", null);
    private final Span unit = new Span();

    private TargetDialog(TargetService targets, List<Indicator> indicators, @Nullable Target target, Runnable done) {
        super("30rem");
        this.targets = targets;
        this.indicators = indicators.stream().collect(Collectors.toMap(Indicator::code, Function.identity()));
        this.target = target;
        this.done = done;
        List<String> subjects = Stream.concat(
                        Stream.of(Programme.values()).map(Programme::name),
                        indicators.stream().map(Indicator::code))
                .toList();
        subject = Fields.choice("", subjects, this::namesOf);
        setHeaderTitle(texts.text(target == null ? "target.set" : "target.move"));
        describeFields();
        describeActions();
    }

    /** Opens for a new target of the year. */
    static void set(TargetService targets, List<Indicator> indicators, int year, Runnable done) {
        TargetDialog dialog = new TargetDialog(targets, indicators, null, done);
        dialog.year.setValue(year);
        dialog.typed.settle();
        dialog.open();
        dialog.subject.focus();
    }

    /** Opens a target that is kept. */
    static void move(TargetService targets, List<Indicator> indicators, Target target, Runnable done) {
        TargetDialog dialog = new TargetDialog(targets, indicators, target, done);
        TargetData data = target.data();
        dialog.subject.setValue(data.programme() != null ? data.programme().name() : data.indicatorCode());
        dialog.year.setValue(data.year());
        dialog.amount.setValue(data.amount());
        dialog.typed.settle();
        dialog.open();
        dialog.amount.focus();
    }

    private Names namesOf(String code) {
        Indicator indicator = indicators.get(code);
        return indicator != null
                ? indicator.names()
                : new Names(
                        getTranslation(Texts.ENGLISH, "event.programme." + code),
                        getTranslation(Texts.CHINESE, "event.programme." + code));
    }

    private void describeFields() {
        typed.add("subject", texts.text("target.subject"), subject);
        typed.add("year", texts.text("target.year"), year);
        typed.add("amount", texts.text("target.amount"), amount);
        amount.setSuffixComponent(unit);
        subject.setRequiredIndicatorVisible(true);
        subject.addValueChangeListener(chosen -> {
            Indicator indicator = indicators.get(String.valueOf(chosen.getValue()));
            unit.setText(
                    texts.unit(indicator == null ? "events" : indicator.data().unit()));
        });
        layout.add(subject, year, amount);
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 2));
        layout.setColspan(subject, 2);
        Fields.onEnter(layout, this::save);
        add(layout);
    }

    private void describeActions() {
        onSave(typed::isChanged, this::save);
        Target kept = target;
        if (kept != null) {
            offerRemoval(() -> {
                if (SaveFailures.attempt(() -> targets.drop(kept.id(), kept.version()))) {
                    done.run();
                    finish(texts.text("target.dropped"));
                }
            });
        }
    }

    private void save() {
        typed.forgetErrors();
        String chosen = subject.getValue();
        if (isMissing(chosen, subject) || isMissing(year.getValue(), year) || isMissing(amount.getValue(), amount)) {
            return;
        }
        Programme programme = indicators.containsKey(chosen) ? null : Programme.valueOf(chosen);
        TargetData data = new TargetData(
                programme,
                programme == null ? chosen : null,
                Objects.requireNonNull(year.getValue()),
                Objects.requireNonNull(amount.getValue()));
        Target kept = target;
        boolean saved = SaveFailures.attempt(
                () -> {
                    if (kept == null) {
                        targets.set(data);
                    } else {
                        targets.move(kept.id(), kept.version(), data);
                    }
                },
                Map.of("subject", subject, "year", year, "amount", amount));
        if (saved) {
            done.run();
            finish(getTranslation("base.saved"));
        }
    }

    private boolean isMissing(
            @Nullable Object content, com.vaadin.flow.component.shared.HasValidationProperties field) {
        if (content != null) {
            return false;
        }
        field.setInvalid(true);
        field.setErrorMessage(getTranslation("base.required"));
        TypedFields.focus(field);
        return true;
    }
}

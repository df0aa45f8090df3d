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
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.Texts;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
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
    private transient @Nullable Target target;
    private final transient Runnable done;
    private final FormLayout layout = new FormLayout();
    private final TypedFields typed = new TypedFields(layout);
    private final SharedForm shared;
    private final ComboBox<String> subject;
    private final IntegerField year = Fields.count("");
    private final BigDecimalField amount = Fields.amount("", null);
    private final Span unit = new Span();

    private TargetDialog(
            TargetService targets,
            SharedForms forms,
            List<Indicator> indicators,
            @Nullable Target target,
            Runnable done) {
        super("30rem");
        shared = forms.over(typed);
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
    static TargetDialog set(
            TargetService targets, SharedForms forms, List<Indicator> indicators, int year, Runnable done) {
        TargetDialog dialog = new TargetDialog(targets, forms, indicators, null, done);
        dialog.year.setValue(year);
        dialog.typed.settle();
        dialog.open();
        dialog.shared.begin(dialog.draftSubject(null), null, true);
        dialog.subject.focus();
        return dialog;
    }

    /** Opens a target that is kept. */
    static TargetDialog move(
            TargetService targets, SharedForms forms, List<Indicator> indicators, Target target, Runnable done) {
        TargetDialog dialog = new TargetDialog(targets, forms, indicators, target, done);
        dialog.show(target.data());
        dialog.typed.settle();
        dialog.open();
        dialog.shared.begin(dialog.draftSubject(target), authorOf(target), true);
        dialog.amount.focus();
        return dialog;
    }

    private void show(TargetData data) {
        subject.setValue(data.programme() != null ? data.programme().name() : data.indicatorCode());
        year.setValue(data.year());
        amount.setValue(data.amount());
    }

    private DraftSubject draftSubject(@Nullable Target kept) {
        if (kept == null) {
            return DraftSubject.ofNew("target", texts.text("target.set"), SharedForms.address());
        }
        TargetData data = kept.data();
        String name = namesOf(String.valueOf(
                        data.programme() != null ? data.programme().name() : data.indicatorCode()))
                .in(texts.locale());
        return DraftSubject.of("target", kept.id(), kept.version(), name + " " + data.year(), SharedForms.address());
    }

    private static SharedForm.Author authorOf(Target kept) {
        return new SharedForm.Author(kept.changedBy(), kept.changedAt());
    }

    /** Puts a draft into the form that is open. */
    void restore(Draft draft) {
        shared.restore(draft);
    }

    /** Takes over what somebody else has committed meanwhile; what is being typed stays. */
    void takeOverLatest() {
        Target shown = target;
        if (shown == null || !isOpened()) {
            return;
        }
        targets.find(shown.id()).filter(now -> now.version() != shown.version()).ifPresent(now -> {
            target = now;
            shared.takeOver(draftSubject(now), authorOf(now), () -> show(now.data()));
        });
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
        onDiscard(shared::giveUp);
        add(shared, layout);
    }

    private void describeActions() {
        onSave(typed::isChanged, this::save);
        if (target != null) {
            offerRemoval(() -> {
                Target kept = Objects.requireNonNull(target);
                if (SaveFailures.attempt(() -> targets.drop(kept.id(), kept.version()))) {
                    shared.giveUp();
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
        takeOverLatest();
        if (kept != target) {
            Notices.refused(getTranslation("base.stale.shown"));
            shared.focusDifferences();
            return;
        }
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
            shared.saved();
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

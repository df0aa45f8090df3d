package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.place.Places;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewService;
import org.yuemao.review.ReviewStep;
import org.yuemao.review.ui.ReviewBar;
import org.yuemao.review.ui.ReviewSteps;
import org.yuemao.security.Person;

/** Enters observations one after another, or shows and corrects one. */
class ObservationDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient IndicatorService indicators;
    private final transient Runnable done;
    private final transient Person person;
    private final ObservationFields fields;
    private final SharedForm shared;
    private final Paragraph about = new Paragraph();
    private final ReviewBar review;
    private final Button remove = offerRemoval(this::remove);
    private final Button saveAndNext = new Button(texts.text("save-and-next"));
    private transient @Nullable Observation observation;
    private boolean gone;

    /** The action is run after each change that was saved. */
    ObservationDialog(
            IndicatorService indicators,
            IndicatorReadings readings,
            List<String> geographies,
            Places places,
            SharedForms forms,
            ReviewService reviews,
            Person person,
            Runnable done) {
        super("48rem");
        this.indicators = indicators;
        this.done = done;
        this.person = person;
        review = new ReviewBar((step, why) -> take(reviews, step, why));
        fields = new ObservationFields(
                readings.indicators(),
                geographies,
                places,
                entered -> readings.preview(entered, observation == null ? null : observation.id()));
        shared = forms.over(fields.typed());
        describeActions();
        about.addClassName("quiet");
        onDiscard(shared::giveUp);
        add(review, shared, fields, about);
    }

    private void describeActions() {
        onSave(this::isUnsaved, () -> save(false));
        saveAndNext.addClickListener(clicked -> save(true));
        saveAndNext.setTooltipText("Ctrl+Enter");
        getFooter().addComponentAtIndex(2, saveAndNext);
        Fields.onEnter(fields.getContent(), () -> save(false));
        Shortcuts.addShortcutListener(this, () -> save(observation == null), Key.ENTER, KeyModifier.CONTROL)
                .listenOn(this)
                .resetFocusOnActiveElement();
    }

    /** Opens for a new observation that begins with what is known already. */
    void enter(@Nullable String indicatorCode, String geographyCode, @Nullable Period period) {
        observation = null;
        setHeaderTitle(texts.text("observe"));
        remove.setVisible(false);
        about.setVisible(false);
        review.setVisible(false);
        open();
        fields.begin(indicatorCode, geographyCode, period, null);
        shared.begin(newSubject(), null, true);
    }

    private DraftSubject newSubject() {
        return DraftSubject.ofNew("observation", texts.text("observe"), SharedForms.address());
    }

    private static DraftSubject subjectOf(Observation kept, String name) {
        return DraftSubject.of("observation", kept.id(), kept.version(), name, SharedForms.address());
    }

    private static SharedForm.Author authorOf(Observation kept) {
        return new SharedForm.Author(kept.changedBy(), kept.changedAt());
    }

    /** Puts a draft into the form that is open. */
    void restore(Draft draft) {
        shared.restore(draft);
    }

    /** Opens one that is kept; it can be corrected by those who may. */
    void show(Observation kept) {
        observation = kept;
        saveAndNext.setVisible(false);
        boolean writable = showRights(kept);
        fields.read(kept.data());
        showAbout(kept);
        open();
        shared.alsoInSheet(ObservationRecords.sheetOf(kept.data().geographyCode()))
                .begin(subjectOf(kept, nameOf(kept)), authorOf(kept), writable);
    }

    /** What is submitted or approved its office reads; officials correct it. */
    private boolean showRights(Observation kept) {
        boolean own = indicators.mayWrite(kept.data().geographyCode());
        boolean writable = own && (person.mayOversee() || kept.review().isOpen());
        setHeaderTitle(texts.text(writable ? "correct" : "observation"));
        remove.setVisible(writable);
        saveButton().setVisible(writable);
        fields.setReadOnly(!writable);
        review.show(kept.review(), own, person.mayOversee());
        return writable;
    }

    private void take(ReviewService reviews, ReviewStep step, String why) {
        Observation shown = observation;
        if (shown == null) {
            return;
        }
        if (step == ReviewStep.SUBMIT && fields.isChanged()) {
            Notices.refused(texts.text("submit.unsaved"));
            return;
        }
        ReviewSteps.takeOne(reviews, step, ReviewKind.OBSERVATION, shown.id(), shown.version(), why, () -> {
            takeOverLatest();
            done.run();
        });
    }

    /** Takes over what somebody else has committed meanwhile; what is being typed stays. */
    void takeOverLatest() {
        Observation shown = observation;
        if (shown == null || gone || !isOpened()) {
            return;
        }
        Optional<Observation> latest = indicators.findObservation(shown.id());
        if (latest.isEmpty()) {
            gone = true;
            Notices.refused(getTranslation("base.gone"));
            return;
        }
        Observation now = latest.get();
        if (now.version() != shown.version()) {
            observation = now;
            TypedFields.Merge merge = fields.takeOver(now.data());
            showRights(now);
            shared.goOn(subjectOf(now, nameOf(now)), authorOf(now), saveButton().isVisible());
            shared.merged(now.changedBy(), now.changedAt(), merge);
            showAbout(now);
        }
    }

    private String nameOf(Observation kept) {
        return fields.indicatorName(kept.data().indicatorCode()) + " "
                + kept.data().period();
    }

    private boolean isUnsaved() {
        return !gone && fields.isChanged();
    }

    private void showAbout(Observation shown) {
        about.setText(texts.text(
                "changed",
                Formats.moment(shown.changedAt(), texts.locale()),
                shown.changedBy(),
                Formats.moment(shown.createdAt(), texts.locale()),
                shown.createdBy()));
    }

    private void save(boolean andNext) {
        if (!saveButton().isVisible()) {
            return;
        }
        fields.write().ifPresent(data -> {
            Observation before = observation;
            attempt(() -> before == null
                            ? indicators.observe(data)
                            : indicators.correct(before.id(), before.version(), data))
                    .ifPresent(saved -> {
                        Notices.done(getTranslation("base.saved"));
                        shared.saved();
                        done.run();
                        if (andNext) {
                            next(data);
                        } else {
                            close();
                        }
                    });
        });
    }

    private void next(ObservationData last) {
        fields.begin(null, last.geographyCode(), last.period(), last.source());
    }

    private void remove() {
        Observation shown = observation;
        if (shown == null) {
            return;
        }
        boolean wasGone = gone;
        // Set before, so that the news of the own removal surprises nobody.
        gone = true;
        attempt(() -> {
                    indicators.withdraw(shown.id(), shown.version());
                    return shown;
                })
                .ifPresentOrElse(
                        withdrawn -> {
                            Notices.done(texts.text("withdrawn"));
                            shared.giveUp();
                            done.run();
                            close();
                        },
                        () -> gone = wasGone);
    }

    private Optional<Observation> attempt(Supplier<Observation> write) {
        try {
            return Optional.of(write.get());
        } catch (Refusal refusal) {
            if (!fields.refuse(refusal)) {
                Notices.refused(SaveFailures.reason(refusal));
            }
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            gone = false;
            takeOverLatest();
            Notices.refused(texts.text("stale"));
            shared.focusDifferences();
        } catch (RecordNotFound | AccessDeniedException | PessimisticLockingFailureException refused) {
            Notices.refused(SaveFailures.reason(refused));
        }
        return Optional.empty();
    }
}

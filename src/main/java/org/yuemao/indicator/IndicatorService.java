package org.yuemao.indicator;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Attempted;
import org.yuemao.base.Operations;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.StaleRecord;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/**
 * Keeps indicators and what sources state of them. Clerks enter observations of their own city, officials all; what an
 * indicator is called is for officials to say.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class IndicatorService {
    private static final String INDICATOR = "INDICATOR";
    private static final String OBSERVATION = "OBSERVATION";
    private static final int LONGEST_CODE = 50;

    private final IndicatorRepository indicators;
    private final ObservationRepository observations;
    private final TargetRepository targets;
    private final IndicatorRules rules;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ReadingRights rights;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    IndicatorService(
            IndicatorRepository indicators,
            ObservationRepository observations,
            TargetRepository targets,
            IndicatorRules rules,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ReadingRights rights,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.indicators = indicators;
        this.observations = observations;
        this.targets = targets;
        this.rules = rules;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.rights = rights;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Optional<Indicator> find(long id) {
        return indicators.findById(id).map(IndicatorEntity::toIndicator);
    }

    /** An observation that the person may read. */
    public Optional<Observation> findObservation(long id) {
        return observations
                .findById(id)
                .map(ObservationEntity::toObservation)
                .filter(one -> rights.mayRead(one.review()));
    }

    /** Whether the current person may enter and correct observations of the geography. */
    public boolean mayWrite(String geographyCode) {
        return currentPerson
                .find()
                .filter(person -> person.mayWriteFor(geographyCode))
                .isPresent();
    }

    /** Defines an indicator and gives it its code. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public Indicator define(IndicatorData data) {
        IndicatorRules.check(data);
        IndicatorEntity indicator = indicators.saveAndFlush(
                new IndicatorEntity(codeFor(data), data, currentPerson.username(), clock.instant()));
        changeLog.created(INDICATOR, indicator.id(), data);
        publisher.publishEvent(new IndicatorChanged(indicator.code()));
        return indicator.toIndicator();
    }

    /** Changes what an indicator is called and its unit; observations keep the unit in which they were stated. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public Indicator redefine(long id, long version, IndicatorData data) {
        IndicatorEntity indicator = lockedIndicator(id, version);
        IndicatorData before = indicator.data();
        IndicatorRules.check(data);
        if (!before.equals(data)) {
            indicator.redefine(data, currentPerson.username(), clock.instant());
            indicators.saveAndFlush(indicator);
            changeLog.changed(INDICATOR, id, before, data);
            publisher.publishEvent(new IndicatorChanged(indicator.code()));
        }
        return indicator.toIndicator();
    }

    /** Removes an indicator that was defined by mistake; refused once anything is kept of it. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public void abolish(long id, long version) {
        IndicatorEntity indicator = lockedIndicator(id, version);
        int kept = observations.countByIndicatorCode(indicator.code()) + targets.countByIndicatorCode(indicator.code());
        Refusal.when(kept > 0, null, "indicator.refused.used", kept);
        IndicatorData before = indicator.data();
        indicators.delete(indicator);
        indicators.flush();
        changeLog.removed(INDICATOR, id, before);
        publisher.publishEvent(new IndicatorChanged(indicator.code()));
    }

    /** Enters what a source states. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Observation observe(ObservationData data) {
        check(data, null);
        ObservationEntity observation = observations.saveAndFlush(new ObservationEntity(
                data, Review.ofNewFigure(currentPerson.get().mayOversee()), currentPerson.username(), clock.instant()));
        changeLog.created(OBSERVATION, observation.id(), data);
        publisher.publishEvent(new IndicatorChanged(data.indicatorCode()));
        return observation.toObservation();
    }

    /** Enters many observations in one transaction, those that are not refused; what came of each, in their order. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public List<Attempted<Observation>> observeAll(List<ObservationData> many) {
        return operations.together(Operations.Kind.ENTRY, many.size(), () -> Attempted.each(many, this::observe));
    }

    /** Corrects what was entered of a source. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Observation correct(long id, long version, ObservationData data) {
        ObservationEntity observation = lockedObservation(id, version);
        ObservationData before = observation.data();
        if (before.equals(data)) {
            return observation.toObservation();
        }
        refuseClosed(observation);
        check(data, id);
        observation.correct(data, currentPerson.username(), clock.instant());
        observations.saveAndFlush(observation);
        changeLog.changed(OBSERVATION, id, before, data);
        publisher.publishEvent(new IndicatorChanged(before.indicatorCode()));
        publisher.publishEvent(new IndicatorChanged(data.indicatorCode()));
        return observation.toObservation();
    }

    /** Removes an observation that was entered by mistake. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void withdraw(long id, long version) {
        ObservationEntity observation = lockedObservation(id, version);
        refuseClosed(observation);
        ObservationData before = observation.data();
        observations.delete(observation);
        observations.flush();
        changeLog.removed(OBSERVATION, id, before, observation.review());
        publisher.publishEvent(new IndicatorChanged(before.indicatorCode()));
    }

    /**
     * Removes many observations in one transaction, those that are not refused.
     *
     * @param versions the version that was seen of each, by its id
     * @return why each of the others stays, by its id
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Map<Long, RuntimeException> withdrawAll(Map<Long, Long> versions) {
        return operations.together(
                Operations.Kind.REMOVAL, versions.size(), () -> Attempted.refusals(versions, this::withdraw));
    }

    private void refuseClosed(ObservationEntity observation) {
        observation.review().refuseChange(currentPerson.get().mayOversee());
    }

    private IndicatorEntity lockedIndicator(long id, long version) {
        IndicatorEntity indicator = indicators.findLockedById(id).orElseThrow(() -> new RecordNotFound(INDICATOR, id));
        if (indicator.version() != version) {
            throw new StaleRecord(INDICATOR, id);
        }
        return indicator;
    }

    private ObservationEntity lockedObservation(long id, long version) {
        ObservationEntity observation =
                observations.findLockedById(id).orElseThrow(() -> new RecordNotFound(OBSERVATION, id));
        currentPerson.requireWriteFor(observation.data().geographyCode());
        if (observation.version() != version) {
            throw new StaleRecord(OBSERVATION, id);
        }
        return observation;
    }

    /** People never see the code; it says in the database what a row is about. */
    private String codeFor(IndicatorData data) {
        String name = Objects.requireNonNullElse(data.nameEn(), "").toLowerCase(Locale.ROOT);
        String plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "indicator" : plain.substring(0, Math.min(plain.length(), LONGEST_CODE));
        String code = stem;
        for (int number = 2; indicators.existsByCode(code); number++) {
            code = stem + "-" + number;
        }
        return code;
    }

    private void check(ObservationData data, @Nullable Long id) {
        rules.check(data);
        Refusal.when(!indicators.existsByCode(data.indicatorCode()), "indicatorCode", "base.required");
        IndicatorRules.refuseForeign(currentPerson.get(), data);
        boolean known = observations
                .findByIndicatorCodeAndGeographyCodeAndPeriod(
                        data.indicatorCode(),
                        data.geographyCode(),
                        data.period().toString())
                .stream()
                .anyMatch(
                        other -> !Objects.equals(other.id(), id) && other.data().equals(data));
        Refusal.when(known, "amount", "indicator.refused.known");
    }
}

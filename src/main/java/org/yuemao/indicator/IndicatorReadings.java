package org.yuemao.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Reads what has been observed of the indicators, with the stated rates recomputed. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class IndicatorReadings {
    private final IndicatorRepository indicators;
    private final ObservationRepository observations;
    private final ReadingRights rights;

    IndicatorReadings(IndicatorRepository indicators, ObservationRepository observations, ReadingRights rights) {
        this.rights = rights;
        this.indicators = indicators;
        this.observations = observations;
    }

    /** An observation and what came of recomputing its rate. */
    public record Reading(Observation observation, GrowthCheck.Result growth) {
        public ObservationData data() {
            return observation.data();
        }
    }

    /** Every indicator that has been defined, by its code. */
    public List<Indicator> indicators() {
        return indicators.findAll(Sort.by("code")).stream()
                .map(IndicatorEntity::toIndicator)
                .toList();
    }

    /** Every observation of a geography that the person may read, by indicator and period. */
    public List<Reading> of(String geographyCode) {
        return readings(kept(geographyCode));
    }

    /** The approved ones, whose rates are recomputed from approved ones alone. */
    public List<Reading> approvedOf(String geographyCode) {
        return readings(kept(geographyCode).stream()
                .filter(one -> one.review().isApproved())
                .toList());
    }

    private static List<Reading> readings(List<Observation> all) {
        List<ObservationData> data = all.stream().map(Observation::data).toList();
        return all.stream()
                .map(one -> new Reading(one, GrowthCheck.check(one.data(), data)))
                .toList();
    }

    /** The pairs of readings that contradict each other, in the order given. */
    public List<Contradictions.Pair<Reading>> contradictions(Collection<Reading> among) {
        return Contradictions.among(among, Reading::data);
    }

    /**
     * What would come of recomputing the rate of an observation that is being entered.
     *
     * @param insteadOf the id of the kept observation that it would replace, if any
     */
    public GrowthCheck.Result preview(ObservationData entered, @Nullable Long insteadOf) {
        Stream<ObservationData> others = kept(entered.geographyCode()).stream()
                .filter(one -> !Objects.equals(one.id(), insteadOf))
                .map(Observation::data);
        return GrowthCheck.check(
                entered, Stream.concat(others, Stream.of(entered)).toList());
    }

    private List<Observation> kept(String geographyCode) {
        return observations.findByGeographyCodeOrderByIndicatorCodeAscPeriodAscIdAsc(geographyCode).stream()
                .map(ObservationEntity::toObservation)
                .filter(one -> rights.mayRead(one.review()))
                .toList();
    }
}

package org.yuemao.indicator;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.EarlierRecords;
import org.yuemao.audit.EarlierRecords.Kept;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Observations and targets as they stood at the end of an earlier day. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EarlierIndicators {
    private final ObservationRepository observations;
    private final TargetRepository targets;
    private final EarlierRecords earlier;
    private final ReadingRights rights;

    EarlierIndicators(
            ObservationRepository observations,
            TargetRepository targets,
            EarlierRecords earlier,
            ReadingRights rights) {
        this.rights = rights;
        this.observations = observations;
        this.targets = targets;
        this.earlier = earlier;
    }

    /**
     * Every observation of a geography that there was, by indicator and period.
     *
     * @param approvedAlone whether those are left out that were not approved
     */
    public List<ObservationData> observations(String geographyCode, LocalDate day, boolean approvedAlone) {
        List<Observation> now = observations.findAll().stream()
                .map(ObservationEntity::toObservation)
                .toList();
        Map<Long, ObservationData> then = earlier.at(
                "OBSERVATION",
                day,
                ObservationData.class,
                now.stream().map(one -> new Kept<>(one.id(), one.data(), one.createdAt())));
        if (approvedAlone || !rights.readsDrafts()) {
            then.keySet()
                    .retainAll(earlier.approved(
                            "OBSERVATION",
                            day,
                            now.stream().map(one -> new Kept<>(one.id(), one.review(), one.createdAt()))));
        }
        return then.values().stream()
                .filter(data -> data.geographyCode().equals(geographyCode))
                .sorted(Comparator.comparing(ObservationData::indicatorCode)
                        .thenComparing(ObservationData::period)
                        .thenComparing(ObservationData::source))
                .toList();
    }

    /** Every target that there was. */
    public List<TargetData> targets(LocalDate day) {
        return List.copyOf(earlier.at(
                        "TARGET",
                        day,
                        TargetData.class,
                        targets.findAll().stream().map(one -> new Kept<>(one.id(), one.data(), one.createdAt())))
                .values());
    }
}

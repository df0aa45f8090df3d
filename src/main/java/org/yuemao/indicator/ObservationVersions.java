package org.yuemao.indicator;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;

/** Earlier versions of observations. */
@Component
class ObservationVersions implements RestorableRecords<ObservationData> {
    private final ObservationRepository observations;
    private final IndicatorService indicators;

    ObservationVersions(ObservationRepository observations, IndicatorService indicators) {
        this.observations = observations;
        this.indicators = indicators;
    }

    @Override
    public String kind() {
        return "OBSERVATION";
    }

    @Override
    public Class<ObservationData> type() {
        return ObservationData.class;
    }

    @Override
    public Optional<Kept<ObservationData>> find(long id) {
        return observations
                .findById(id)
                .map(ObservationEntity::toObservation)
                .map(observation -> new Kept<>(
                        observation.version(),
                        observation.data(),
                        indicators.mayWrite(observation.data().geographyCode())));
    }

    @Override
    public void restore(long id, long version, ObservationData data) {
        indicators.correct(id, version, data);
    }
}

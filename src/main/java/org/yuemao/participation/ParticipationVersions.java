package org.yuemao.participation;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;
import org.yuemao.event.EventService;
import org.yuemao.security.CurrentPerson;

/** Earlier versions of participations; the business stays, also where another one has taken part before a merge. */
@Component
class ParticipationVersions implements RestorableRecords<ParticipationData> {
    private final ParticipationService participations;
    private final EventService events;
    private final CurrentPerson currentPerson;

    ParticipationVersions(ParticipationService participations, EventService events, CurrentPerson currentPerson) {
        this.participations = participations;
        this.events = events;
        this.currentPerson = currentPerson;
    }

    @Override
    public String kind() {
        return "PARTICIPATION";
    }

    @Override
    public Class<ParticipationData> type() {
        return ParticipationData.class;
    }

    @Override
    public Optional<Kept<ParticipationData>> find(long id) {
        return participations.find(id).flatMap(participation -> events.find(participation.eventId())
                .map(event -> new Kept<>(
                        participation.version(),
                        participation.data(),
                        currentPerson.get().mayWriteFor(event.data().officeCode()))));
    }

    @Override
    public ParticipationData restorable(ParticipationData earlier, ParticipationData now) {
        return earlier.of(now.businessId());
    }

    @Override
    public void restore(long id, long version, ParticipationData data) {
        participations.revise(id, version, data);
    }
}

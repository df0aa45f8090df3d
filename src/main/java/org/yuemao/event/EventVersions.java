package org.yuemao.event;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;
import org.yuemao.security.CurrentPerson;

/** Earlier versions of events; how far an event is reviewed follows from the change, and is not restored. */
@Component
class EventVersions implements RestorableRecords<EventData> {
    private final EventService events;
    private final CurrentPerson currentPerson;

    EventVersions(EventService events, CurrentPerson currentPerson) {
        this.events = events;
        this.currentPerson = currentPerson;
    }

    @Override
    public String kind() {
        return "EVENT";
    }

    @Override
    public Class<EventData> type() {
        return EventData.class;
    }

    @Override
    public Optional<Kept<EventData>> find(long id) {
        return events.find(id)
                .map(event -> new Kept<>(
                        event.version(),
                        event.data(),
                        currentPerson.get().mayWriteFor(event.data().officeCode())));
    }

    @Override
    public void restore(long id, long version, EventData data) {
        events.revise(id, version, data);
    }
}

package org.yuemao.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Names;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Copies events to the next year: what is planned stays, what happened does not. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EventCopies {
    /** The most events that one run copies. */
    public static final int MOST = 1_000;

    private static final String KIND = "EVENT";

    private final EventRepository repository;
    private final EventService events;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;

    EventCopies(
            EventRepository repository,
            EventService events,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database) {
        this.repository = repository;
        this.events = events;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
    }

    /** What the copies of the events would be, in the order of their first days; nothing of what is gone. */
    public List<EventCopyProposal> propose(Collection<Long> ids, DayShift shift) {
        Refusal.when(ids.size() > MOST, null, "event.copy.refused.many", ids.size(), MOST);
        Map<Long, Long> participations = participations(ids);
        Map<Long, Map<Integer, List<EventLink>>> copies = copies(ids);
        return repository.findAllById(ids).stream()
                .map(EventEntity::toEvent)
                .sorted((one, other) -> {
                    int byDay = one.data().firstDay().compareTo(other.data().firstDay());
                    return byDay == 0 ? one.code().compareTo(other.code()) : byDay;
                })
                .map(event -> {
                    EventData data = event.data();
                    int year = data.firstDay().getYear();
                    return new EventCopyProposal(
                            event,
                            MovedName.of(data.nameEn(), year),
                            MovedName.of(data.nameZh(), year),
                            shift.next(data.firstDay()),
                            shift.last(data.firstDay(), data.lastDay()),
                            participations.getOrDefault(event.id(), 0L),
                            copies.getOrDefault(event.id(), Map.of()).getOrDefault(year + 1, List.of()),
                            currentPerson.get().mayWriteFor(data.officeCode()));
                })
                .toList();
    }

    /**
     * Enters the copies, all or none: planned, in draft, with new codes and without figures of what happened.
     *
     * @param withBusinesses whether the businesses that take part are taken over, with role and attendance alone
     * @return the new events by the ids of those that they are copies of
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Map<Long, Event> copy(List<EventCopy> copies, boolean withBusinesses) {
        Refusal.when(copies.size() > MOST, null, "event.copy.refused.many", copies.size(), MOST);
        return operations.within(Operation.of(Operations.Kind.COPY), () -> copyAll(copies, withBusinesses));
    }

    private Map<Long, Event> copyAll(List<EventCopy> copies, boolean withBusinesses) {
        // In the order of every write of several events, and held so that they do not go meanwhile.
        Map<Long, EventEntity> originals = new HashMap<>();
        for (long id : new TreeSet<>(copies.stream().map(EventCopy::eventId).toList())) {
            originals.put(id, repository.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id)));
        }
        Map<Long, Event> copied = new LinkedHashMap<>();
        for (EventCopy copy : copies) {
            EventEntity original = originals.get(copy.eventId());
            if (original == null || copied.containsKey(copy.eventId())) {
                continue;
            }
            String code = original.toEvent().code();
            EventData before = original.data();
            refuseOtherYear(copy, before, code);
            Event event = events.schedule(next(before, copy));
            database.sql("update event set copied_from_event_id = :original where id = :id")
                    .param("original", copy.eventId())
                    .param("id", event.id())
                    .update();
            changeLog.changed(KIND, event.id(), new Origin(null), new Origin(code));
            copied.put(copy.eventId(), event);
        }
        Map<Long, Long> ids = new HashMap<>();
        copied.forEach((original, event) -> ids.put(original, event.id()));
        publisher.publishEvent(new EventsCopied(ids, withBusinesses));
        return copied;
    }

    /** What an event is a copy of. */
    public Optional<EventLink> originalOf(long eventId) {
        return links("e.id = (select c.copied_from_event_id from event c where c.id = :event)", eventId).stream()
                .findFirst();
    }

    /** The copies of an event, the oldest first. */
    public List<EventLink> copiesOf(long eventId) {
        return links("e.copied_from_event_id = :event", eventId);
    }

    private record Origin(@Nullable String copiedFrom) {}

    private static void refuseOtherYear(EventCopy copy, EventData before, String code) {
        int year = before.firstDay().getYear() + 1;
        Refusal.when(
                copy.firstDay().getYear() != year, "firstDay", "event.copy.refused.year", code, String.valueOf(year));
    }

    private static EventData next(EventData before, EventCopy copy) {
        return new EventData(
                before.programme(),
                copy.nameEn(),
                copy.nameZh(),
                copy.firstDay(),
                copy.lastDay(),
                before.form(),
                before.countryCode(),
                before.provinceCode(),
                before.hostCity(),
                before.venue(),
                before.organiser(),
                before.officeCode(),
                before.sectors(),
                EventStatus.PLANNED,
                before.targetBusinesses(),
                before.netSpaceSqm(),
                null,
                null);
    }

    private List<EventLink> links(String condition, long eventId) {
        return database.sql("select e.id, e.code, e.name_en, e.name_zh from event e where " + condition
                        + " order by e.first_day, e.id")
                .param("event", eventId)
                .query((row, index) ->
                        new EventLink(row.getLong(1), row.getString(2), new Names(row.getString(3), row.getString(4))))
                .list();
    }

    private Map<Long, Long> participations(Collection<Long> ids) {
        Map<Long, Long> counted = new HashMap<>();
        if (!ids.isEmpty()) {
            database.sql("select event_id, sum(participations) from event_cell where event_id in (:ids)"
                            + " group by event_id")
                    .param("ids", ids)
                    .query(row -> {
                        counted.put(row.getLong(1), row.getLong(2));
                    });
        }
        return counted;
    }

    private record Copy(long original, int year, EventLink link) {}

    private Map<Long, Map<Integer, List<EventLink>>> copies(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<Copy> found = new ArrayList<>(database.sql("""
                        select copied_from_event_id, event_year, id, code, name_en, name_zh from event
                        where copied_from_event_id in (:ids) order by id""")
                .param("ids", ids)
                .query((row, index) -> new Copy(
                        row.getLong(1),
                        row.getInt(2),
                        new EventLink(row.getLong(3), row.getString(4), new Names(row.getString(5), row.getString(6)))))
                .list());
        return found.stream()
                .collect(Collectors.groupingBy(
                        Copy::original,
                        Collectors.groupingBy(Copy::year, Collectors.mapping(Copy::link, Collectors.toList()))));
    }
}

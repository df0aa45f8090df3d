package org.yuemao.event;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.StaleRecord;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewsMoved;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Schedules events and keeps them: clerks for their own office, officials for all. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EventService {
    private static final String KIND = "EVENT";

    private final EventRepository events;
    private final EventCodes codes;
    private final EventRules rules;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ReadingRights rights;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final Clock clock;

    EventService(
            EventRepository events,
            EventCodes codes,
            EventRules rules,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ReadingRights rights,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            Clock clock) {
        this.events = events;
        this.codes = codes;
        this.rules = rules;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.rights = rights;
        this.publisher = publisher;
        this.database = database;
        this.clock = clock;
    }

    /** An event that the person may read. */
    public Optional<Event> find(long id) {
        return readable(events.findById(id));
    }

    public Optional<Event> findByCode(String code) {
        return readable(events.findByCode(code));
    }

    private Optional<Event> readable(Optional<EventEntity> event) {
        return event.filter(one -> rights.mayRead(one.review())).map(EventEntity::toEvent);
    }

    /** Enters a new event and gives it its code. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event schedule(EventData data) {
        currentPerson.requireWriteFor(data.officeCode());
        rules.check(data);
        String code = codes.next(data.programme(), data.firstDay().getYear());
        EventEntity event = events.saveAndFlush(new EventEntity(code, data, currentPerson.username(), clock.instant()));
        changeLog.created(KIND, event.id(), data);
        publisher.publishEvent(new EventChanged(event.id(), null, event.facts()));
        return event.toEvent();
    }

    /**
     * Changes what is said about an event. It keeps its code even when its first day moves to another year: the code is
     * printed and known by then. What is submitted or approved is changed by officials alone, until its office takes it back
     * or reopens it.
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event revise(long id, long version, EventData data) {
        EventEntity event = locked(id, version);
        currentPerson.requireWriteFor(data.officeCode());
        rules.check(data);
        EventData before = event.data();
        if (before.equals(data)) {
            return event.toEvent();
        }
        refuseClosed(event);
        return change(event, changed -> changed.revise(data, currentPerson.username(), clock.instant()));
    }

    /** Moves an event to another status, from any to any: what an event does is not for the desk to forbid. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event moveTo(long id, long version, EventStatus status) {
        EventEntity event = locked(id, version);
        if (event.data().status() == status) {
            return event.toEvent();
        }
        refuseClosed(event);
        return change(
                event,
                changed ->
                        changed.revise(changed.data().withStatus(status), currentPerson.username(), clock.instant()));
    }

    /** Hands a draft, or an event that was returned, to the provincial department. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event submit(long id, long version) {
        return review(id, version, Review::submitted);
    }

    /** Takes back what was submitted, before an official has decided on it. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event takeBack(long id, long version) {
        return review(id, version, Review::takenBack);
    }

    /** Reopens an approved event, so that its office can change it; the reason stands in the history. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Event reopen(long id, long version, String reason) {
        return operations.within(
                new Operation(Operations.Kind.REOPENING, null, reason.strip(), null),
                () -> review(id, version, review -> review.reopened(reason)));
    }

    /** Approves a submitted event. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public Event approve(long id, long version) {
        return review(id, version, Review::approved);
    }

    /** Returns a submitted or approved event to its office, saying why. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public Event returnWithRemark(long id, long version, String remark) {
        return review(id, version, review -> review.returned(remark));
    }

    /** Removes an event that was entered by mistake; refused once businesses take part in it. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void withdraw(long id, long version) {
        EventEntity event = locked(id, version);
        refuseClosed(event);
        long participations = database.sql("select count(*) from participation where event_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        Refusal.when(participations > 0, null, "event.refused.withdraw", participations);
        changeLog.removed(KIND, id, event.data());
        // Before the row goes, so that the roll-ups that point to it can go first.
        publisher.publishEvent(new EventChanged(id, event.facts(), null));
        publisher.publishEvent(new ReviewsMoved(ReviewKind.EVENT));
        events.delete(event);
        events.flush();
    }

    private void refuseClosed(EventEntity event) {
        event.review().refuseChange(currentPerson.get().mayOversee());
    }

    private Event review(long id, long version, UnaryOperator<Review> step) {
        EventEntity event = locked(id, version);
        Review next = step.apply(event.review());
        Event reviewed = change(event, changed -> changed.reviewed(next, currentPerson.username(), clock.instant()));
        publisher.publishEvent(new ReviewsMoved(ReviewKind.EVENT));
        return reviewed;
    }

    private EventEntity locked(long id, long version) {
        EventEntity event = events.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        currentPerson.requireWriteFor(event.data().officeCode());
        if (event.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return event;
    }

    private Event change(EventEntity event, Consumer<EventEntity> change) {
        EventData dataBefore = event.data();
        Review reviewBefore = event.review();
        EventFacts factsBefore = event.facts();
        change.accept(event);
        events.saveAndFlush(event);
        changeLog.changed(KIND, event.id(), dataBefore, event.data());
        changeLog.changed(KIND, event.id(), reviewBefore, event.review());
        publisher.publishEvent(new EventChanged(event.id(), factsBefore, event.facts()));
        return event.toEvent();
    }
}

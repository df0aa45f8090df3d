package org.yuemao.participation;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Attempted;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Operations;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.StaleRecord;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Registers which business takes part in which event; who may write the event may write its participations. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ParticipationService {
    private static final String KIND = "PARTICIPATION";
    static final BigDecimal LARGEST = new BigDecimal("1e15");
    static final BigDecimal LARGEST_AREA = new BigDecimal("1e9");
    static final int LONGEST_REMARK = 1000;

    /** With what the sentences begin that refuse a change since the event is submitted or approved. */
    static final String EVENT_CLOSED = "participation.refused.event-";

    private final ParticipationRepository participations;
    private final BusinessService businesses;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ReadingRights rights;
    private final ApplicationEventPublisher publisher;
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final Clock clock;

    ParticipationService(
            ParticipationRepository participations,
            BusinessService businesses,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ReadingRights rights,
            ApplicationEventPublisher publisher,
            HeldRows heldRows,
            JdbcClient database,
            Clock clock) {
        this.participations = participations;
        this.businesses = businesses;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.rights = rights;
        this.publisher = publisher;
        this.heldRows = heldRows;
        this.database = database;
        this.clock = clock;
    }

    /** A participation in an event that the person may read. */
    public Optional<Participation> find(long id) {
        return participations
                .findById(id)
                .map(ParticipationEntity::toParticipation)
                .filter(one -> rights.readsDrafts() || isOfApproved(one.eventId()));
    }

    private boolean isOfApproved(long eventId) {
        return database.sql("select count(*) from event e where e.id = :id and " + ReadingRights.approved("e"))
                        .param("id", eventId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Enters that a business takes part in an event, once. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Participation register(long eventId, ParticipationData data) {
        lockEvent(eventId);
        lockBusiness(data.businessId());
        check(data);
        if (participations.existsByEventIdAndBusinessId(eventId, data.businessId())) {
            throw new DuplicateParticipation();
        }
        ParticipationEntity participation = participations.saveAndFlush(
                new ParticipationEntity(eventId, data, currentPerson.username(), clock.instant()));
        changeLog.created(KIND, participation.id(), data);
        publisher.publishEvent(
                new ParticipationChanged(participation.id(), eventId, data.businessId(), null, data.contribution()));
        return participation.toParticipation();
    }

    /** Enters many businesses in one transaction, those that are not refused; what came of each, in their order. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public List<Attempted<Participation>> registerAll(long eventId, List<ParticipationData> many) {
        lockEvent(eventId);
        heldRows.hold(
                "business", many.stream().map(ParticipationData::businessId).toList());
        return operations.together(
                Operations.Kind.ENTRY, many.size(), () -> Attempted.each(many, data -> register(eventId, data)));
    }

    /** Enters a new business and that it takes part in an event: both or neither. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Participation registerNew(long eventId, BusinessData business, ParticipationData data) {
        lockEvent(eventId);
        return register(eventId, data.of(businesses.register(business).id()));
    }

    /** Changes what is said about a participation; its event and business stay. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Participation revise(long id, long version, ParticipationData data) {
        ParticipationEntity participation = locked(id, version);
        check(data);
        ParticipationData before = participation.data();
        if (before.equals(data)) {
            return participation.toParticipation();
        }
        participation.revise(data, currentPerson.username(), clock.instant());
        participations.saveAndFlush(participation);
        ParticipationData after = participation.data();
        changeLog.changed(KIND, id, before, after);
        publisher.publishEvent(new ParticipationChanged(
                id, participation.eventId(), after.businessId(), before.contribution(), after.contribution()));
        return participation.toParticipation();
    }

    /** Removes a participation. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void withdraw(long id, long version) {
        ParticipationEntity participation = locked(id, version);
        ParticipationData before = participation.data();
        participations.delete(participation);
        participations.flush();
        changeLog.removed(KIND, id, before);
        publisher.publishEvent(new ParticipationChanged(
                id, participation.eventId(), before.businessId(), before.contribution(), null));
    }

    /**
     * Removes many participations of one event in one transaction, those that are not refused.
     *
     * @param versions the version that was seen of each, by its id
     * @return why each of the others stays, by its id
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Map<Long, RuntimeException> withdrawAll(long eventId, Map<Long, Long> versions) {
        lockEvent(eventId);
        heldRows.hold(
                "business",
                versions.isEmpty()
                        ? List.of()
                        : database.sql("select business_id from participation where event_id = :event and id in (:ids)")
                                .param("event", eventId)
                                .param("ids", versions.keySet())
                                .query(Long.class)
                                .list());
        return operations.together(
                Operations.Kind.REMOVAL, versions.size(), () -> Attempted.refusals(versions, this::withdraw));
    }

    private ParticipationEntity locked(long id, long version) {
        // The event and the business first, in the order of every write, so that writers wait instead of deadlocking.
        record Keys(long eventId, long businessId) {}
        Keys keys = database.sql("select event_id, business_id from participation where id = :id")
                .param("id", id)
                .query(Keys.class)
                .optional()
                .orElseThrow(() -> new StaleRecord(KIND, id));
        lockEvent(keys.eventId());
        if (!holdBusiness(keys.businessId())) {
            // Merged meanwhile, and the participation moved.
            throw new StaleRecord(KIND, id);
        }
        ParticipationEntity participation = participations.findById(id).orElseThrow(() -> new StaleRecord(KIND, id));
        if (participation.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return participation;
    }

    private void lockEvent(long eventId) {
        record Held(String officeCode, ReviewState reviewState) {}
        Held event = database.sql("select office_code, review_state from event where id = :id" + heldRows.clause())
                .param("id", eventId)
                .query((row, index) -> new Held(row.getString(1), ReviewState.valueOf(row.getString(2))))
                .optional()
                .orElseThrow(() -> new RecordNotFound("EVENT", eventId));
        currentPerson.requireWriteFor(event.officeCode());
        new Review(event.reviewState(), null).refuseChange(currentPerson.get().mayOversee(), EVENT_CLOSED);
    }

    private void lockBusiness(long businessId) {
        if (!holdBusiness(businessId)) {
            throw new Refusal("businessId", "participation.refused.business");
        }
    }

    /** Whether the business is there; one that was merged into another is but a trace. */
    private boolean holdBusiness(long businessId) {
        return database.sql("select id from business where id = :id and merged_into is null" + heldRows.clause())
                .param("id", businessId)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    static void check(ParticipationData data) {
        checkAmount("boothArea", data.boothArea(), LARGEST_AREA);
        checkAmount("intendedDeals", data.intendedDeals(), LARGEST);
        checkAmount("signedDeals", data.signedDeals(), LARGEST);
        if (data.remark() != null && data.remark().length() > LONGEST_REMARK) {
            throw new Refusal("remark", "participation.refused.long", LONGEST_REMARK);
        }
    }

    private static void checkAmount(String field, @Nullable BigDecimal amount, BigDecimal largest) {
        if (amount != null && amount.signum() < 0) {
            throw new Refusal(field, "participation.refused.negative");
        }
        if (amount != null && amount.compareTo(largest) >= 0) {
            throw new Refusal(field, "participation.refused.large");
        }
    }
}

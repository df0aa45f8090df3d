package org.yuemao.participation;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/**
 * Makes one of two businesses that are the same: everything that hangs on the merged one is moved to the kept one, and the
 * merged one stays as a trace. It stands here, and not with the businesses, since participations are what is moved.
 *
 * <p>Rows are held in the order of every write: the events, then the businesses, then the cells of the roll-ups.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class BusinessMerge {
    private static final int CODES_NAMED = 5;
    private static final String KIND = "PARTICIPATION";

    private final ParticipationRepository participations;
    private final BusinessService businesses;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final HeldRows heldRows;
    private final Clock clock;

    BusinessMerge(
            ParticipationRepository participations,
            BusinessService businesses,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            HeldRows heldRows,
            Clock clock) {
        this.participations = participations;
        this.businesses = businesses;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.heldRows = heldRows;
        this.clock = clock;
    }

    /** All participations of a business, by event, as they are kept now. */
    public Map<Long, Participation> participationsOf(long businessId) {
        return participations.findByBusinessIdOrderByEventId(businessId).stream()
                .map(ParticipationEntity::toParticipation)
                .collect(Collectors.toMap(Participation::eventId, Function.identity()));
    }

    /**
     * Merges a business into another one. It cannot be taken back.
     *
     * @param kept the business that stays, as the person has seen it
     * @param merged the business that becomes a trace of it, as the person has seen it
     * @param survived what is said about the kept one from now on
     * @param clashes by event, what becomes of two participations; {@link ClashChoice#KEPT} where nothing is said
     * @param seen the participations of both as the person has seen them, by id with their version
     * @throws StaleRecord when a business or a participation of theirs is not what the person has seen
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Business merge(
            Business kept,
            Business merged,
            BusinessData survived,
            Map<Long, ClashChoice> clashes,
            Map<Long, Long> seen) {
        Refusal.when(kept.id() == merged.id(), null, "participation.merge.same");
        if (!businesses.mayMerge(kept.data().cityCode(), merged.data().cityCode())) {
            throw new AccessDeniedException("Not two businesses that the person may merge");
        }
        String both = nameOf(merged.data()) + " → " + nameOf(kept.data());
        return operations.within(
                Operation.about(Operations.Kind.MERGE, both), () -> mergeHeld(kept, merged, survived, clashes, seen));
    }

    /** What was approved counts this business; only an official says that it was another. */
    private void refuseClosed(long mergedId) {
        if (currentPerson.get().mayOversee()) {
            return;
        }
        List<String> codes = database.sql("""
                        select e.code from participation p join event e on e.id = p.event_id
                        where p.business_id = :business and e.review_state in ('SUBMITTED', 'APPROVED') order by e.code""")
                .param("business", mergedId)
                .query(String.class)
                .list();
        Refusal.when(
                !codes.isEmpty(),
                null,
                "participation.merge.closed",
                codes.size(),
                String.join(", ", codes.subList(0, Math.min(codes.size(), CODES_NAMED))));
    }

    private static String nameOf(BusinessData data) {
        return data.nameZh() != null ? data.nameZh() : String.valueOf(data.nameEn());
    }

    private Business mergeHeld(
            Business kept,
            Business merged,
            BusinessData survived,
            Map<Long, ClashChoice> clashes,
            Map<Long, Long> seen) {
        holdEventsOf(kept.id(), merged.id());
        holdBusinesses(kept.id(), merged.id());
        refuseClosed(merged.id());
        List<ParticipationEntity> moved = participations.findByBusinessIdOrderByEventId(merged.id());
        Map<Long, ParticipationEntity> own = new HashMap<>();
        participations.findByBusinessIdOrderByEventId(kept.id()).forEach(one -> own.put(one.eventId(), one));
        Map<Long, Long> now = new HashMap<>();
        moved.forEach(one -> now.put(one.id(), one.version()));
        own.values().forEach(one -> now.put(one.id(), one.version()));
        if (!now.equals(seen)) {
            throw new StaleRecord("BUSINESS", kept.id());
        }
        for (ParticipationEntity one : moved) {
            ParticipationEntity same = own.get(one.eventId());
            if (same == null) {
                move(one, kept.id());
            } else {
                combine(same, one, clashes.getOrDefault(one.eventId(), ClashChoice.KEPT));
            }
        }
        return businesses.absorb(kept, merged, survived);
    }

    /** One after the other, since the roll-ups look at what the business still takes part in. */
    private void move(ParticipationEntity participation, long keptId) {
        ParticipationData before = participation.data();
        participation.moveTo(keptId, currentPerson.username(), clock.instant());
        participations.saveAndFlush(participation);
        changeLog.changed(KIND, participation.id(), before, participation.data());
        publisher.publishEvent(new ParticipationChanged(
                participation.id(), participation.eventId(), before.businessId(), before.contribution(), null));
        publisher.publishEvent(new ParticipationChanged(
                participation.id(), participation.eventId(), keptId, null, before.contribution()));
    }

    private void combine(ParticipationEntity kept, ParticipationEntity merged, ClashChoice choice) {
        ParticipationData before = kept.data();
        ParticipationData gone = merged.data();
        participations.delete(merged);
        participations.flush();
        changeLog.removed(KIND, merged.id(), gone);
        publisher.publishEvent(
                new ParticipationChanged(merged.id(), merged.eventId(), gone.businessId(), gone.contribution(), null));
        ParticipationData combined = choice.combine(before, gone);
        ParticipationService.check(combined);
        if (!combined.equals(before)) {
            kept.revise(combined, currentPerson.username(), clock.instant());
            participations.saveAndFlush(kept);
            changeLog.changed(KIND, kept.id(), before, combined);
            publisher.publishEvent(new ParticipationChanged(
                    kept.id(), kept.eventId(), before.businessId(), before.contribution(), combined.contribution()));
        }
    }

    private void holdEventsOf(long keptId, long mergedId) {
        database.sql("select id from event where id in (select event_id from participation"
                        + " where business_id in (:kept, :merged)) order by id" + heldRows.clause())
                .param("kept", keptId)
                .param("merged", mergedId)
                .query(Long.class)
                .list();
    }

    private void holdBusinesses(long keptId, long mergedId) {
        int held = database.sql("select id from business where id in (:kept, :merged) order by id" + heldRows.clause())
                .param("kept", keptId)
                .param("merged", mergedId)
                .query(Long.class)
                .list()
                .size();
        if (held < 2) {
            throw new StaleRecord("BUSINESS", keptId);
        }
    }
}

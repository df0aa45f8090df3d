package org.yuemao.review;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.BulkHistory;
import org.yuemao.base.BatchedUpdate;
import org.yuemao.base.Names;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.bulk.BulkPlan.Held;
import org.yuemao.base.bulk.BulkRun;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.base.bulk.Portions;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;

/**
 * Takes records of one kind through their review, one or many at a time in one transaction. Each is looked at again while it is
 * held: those that somebody else has decided on or changed meanwhile stay as they are, and the outcome says why.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ReviewService {
    private static final int NAMED = 5;

    private final Map<ReviewKind, ReviewedRecords> records;
    private final BulkHistory history;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final Clock clock;

    ReviewService(
            List<ReviewedRecords> records,
            BulkHistory history,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            JdbcTemplate statements,
            Clock clock) {
        this.records = records.stream().collect(Collectors.toMap(ReviewedRecords::kind, Function.identity()));
        this.history = history;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Takes a step with many records.
     *
     * @param versions the version that the person has seen of each record, by its id
     * @param why where the step says why
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public ReviewOutcome take(ReviewStep step, ReviewKind kind, Map<Long, Long> versions, String why) {
        return switch (step) {
            case SUBMIT -> submit(kind, versions);
            case TAKE_BACK -> takeBack(kind, versions);
            case APPROVE -> approve(kind, versions);
            case RETURN -> returnWithRemark(kind, versions, why);
            case REOPEN -> reopen(kind, versions, why);
        };
    }

    /**
     * Hands drafts, and what was returned, to the provincial department.
     *
     * @param versions the version that the person has seen of each record, by its id
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public ReviewOutcome submit(ReviewKind kind, Map<Long, Long> versions) {
        return step(kind, versions, Operations.Kind.SUBMISSION, null, Review::submitted);
    }

    /** Takes back what was submitted, before an official has decided on it. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public ReviewOutcome takeBack(ReviewKind kind, Map<Long, Long> versions) {
        return step(kind, versions, Operations.Kind.TAKING_BACK, null, Review::takenBack);
    }

    /** Reopens what was approved, so that its office can change it; the reason stands in the history. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public ReviewOutcome reopen(ReviewKind kind, Map<Long, Long> versions, String reason) {
        Review.APPROVED.reopened(reason);
        return step(kind, versions, Operations.Kind.REOPENING, reason.strip(), review -> review.reopened(reason));
    }

    /** Approves what was submitted. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public ReviewOutcome approve(ReviewKind kind, Map<Long, Long> versions) {
        requireOfficial();
        return step(kind, versions, Operations.Kind.APPROVAL, null, Review::approved);
    }

    /** Returns what was submitted or approved to its office, saying why. */
    @Transactional
    @PreAuthorize(Rights.OVERSEE)
    public ReviewOutcome returnWithRemark(ReviewKind kind, Map<Long, Long> versions, String remark) {
        requireOfficial();
        Review.APPROVED.returned(remark);
        return step(kind, versions, Operations.Kind.RETURN, remark.strip(), review -> review.returned(remark));
    }

    /** Said here as well, since a call from within passes no rule. */
    private void requireOfficial() {
        if (!currentPerson.get().mayOversee()) {
            throw new AccessDeniedException("Only officials decide on what was submitted");
        }
    }

    private ReviewOutcome step(
            ReviewKind kind,
            Map<Long, Long> versions,
            Operations.Kind operation,
            @Nullable String reason,
            UnaryOperator<Review> step) {
        Refusal.when(versions.size() > BulkRun.MOST, null, "base.bulk.refused.many", versions.size(), BulkRun.MOST);
        return versions.size() == 1 && operation != Operations.Kind.REOPENING
                ? step(kind, versions, step)
                : operations.within(new Operation(operation, null, reason, null), () -> step(kind, versions, step));
    }

    private record Known(long id, long version, String officeCode, Names names, Review review) {}

    private record Step(Known known, Review next) {}

    private ReviewOutcome step(ReviewKind kind, Map<Long, Long> versions, UnaryOperator<Review> step) {
        ReviewedRecords owner = Objects.requireNonNull(records.get(kind));
        owner.hold(versions.keySet());
        Map<Long, Known> known = known(kind, versions.keySet());
        List<Step> steps = new ArrayList<>();
        Map<Reason, List<Names>> held = new LinkedHashMap<>();
        int gone = 0;
        Person person = currentPerson.get();
        for (Map.Entry<Long, Long> seen : new TreeMap<>(versions).entrySet()) {
            Known one = known.get(seen.getKey());
            if (one == null) {
                gone++;
                continue;
            }
            try {
                Refusal.when(!person.mayWriteFor(one.officeCode()), null, "base.bulk.held.denied");
                Review next = step.apply(one.review());
                Refusal.when(one.version() != seen.getValue(), null, "review.held.changed");
                steps.add(new Step(one, next));
            } catch (Refusal refusal) {
                held.computeIfAbsent(
                                new Reason(refusal.key(), List.of(refusal.arguments())), reason -> new ArrayList<>())
                        .add(one.names());
            }
        }
        write(kind, owner, steps);
        List<Held> reasons = new ArrayList<>();
        held.forEach((reason, names) -> reasons.add(new Held(
                reason.key,
                reason.arguments,
                names.size(),
                names.stream().limit(NAMED).toList())));
        if (gone > 0) {
            reasons.add(new Held("base.bulk.held.gone", List.of(), gone, List.of()));
        }
        return new ReviewOutcome(steps.size(), reasons);
    }

    private record Reason(String key, List<Object> arguments) {}

    private Map<Long, Known> known(ReviewKind kind, Set<Long> ids) {
        Map<Long, Known> known = new HashMap<>();
        for (List<Long> portion : Portions.of(ids)) {
            database.sql("select r.id, r.version, r.review_state, r.review_remark, " + kind.office() + " as office, "
                            + kind.content() + " from " + kind.from() + " where r.id in (:ids)")
                    .param("ids", portion)
                    .query(row -> {
                        known.put(
                                row.getLong("id"),
                                new Known(
                                        row.getLong("id"),
                                        row.getLong("version"),
                                        row.getString("office"),
                                        new Names(row.getString("name_en"), row.getString("name_zh")),
                                        new Review(
                                                ReviewState.valueOf(row.getString("review_state")),
                                                row.getString("review_remark"))));
                    });
        }
        return known;
    }

    private void write(ReviewKind kind, ReviewedRecords owner, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        statements.execute((Connection connection) -> {
            update(connection, kind, steps);
            return Boolean.TRUE;
        });
        history.enter(
                kind.name(),
                steps.stream()
                        .map(one -> BulkHistory.Entry.changed(
                                one.known().id(), one.known().review(), one.next()))
                        .toList());
        owner.reviewed(steps.stream().map(Step::known).collect(Collectors.toMap(Known::id, Known::review)));
        publisher.publishEvent(new ReviewsMoved(kind));
        if (steps.size() > 1) {
            publisher.publishEvent(new ManyChanged(kind.name(), steps.size()));
        }
    }

    /** Whatever was submitted before is told by the history; the column says since when it waits now. */
    private void update(Connection connection, ReviewKind kind, List<Step> steps) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String person = currentPerson.username();
        boolean submits = steps.getFirst().next().reviewState() == ReviewState.SUBMITTED;
        try (BatchedUpdate rows = submits
                ? BatchedUpdate.of(
                        connection,
                        kind.table(),
                        kind.name(),
                        "review_state",
                        "review_remark",
                        "changed_at",
                        "changed_by",
                        "submitted_at")
                : BatchedUpdate.of(
                        connection,
                        kind.table(),
                        kind.name(),
                        "review_state",
                        "review_remark",
                        "changed_at",
                        "changed_by")) {
            for (Step one : steps) {
                List<@Nullable Object> content = new ArrayList<>();
                content.add(one.next().reviewState().name());
                content.add(one.next().reviewRemark());
                content.add(now);
                content.add(person);
                if (submits) {
                    content.add(now);
                }
                rows.add(one.known().id(), one.known().version(), content.toArray());
            }
            rows.send();
        }
    }
}

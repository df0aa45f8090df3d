package org.yuemao.security;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts attempts to come in and makes those wait that follow many failed ones, so that guessing is slow, and nobody can keep
 * a person out; docs/decisions/sign-in.md says how. In the database: a restart forgets nothing, and all nodes count together.
 */
@Service
@PreAuthorize("permitAll()")
public class SignInAttempts {
    /** So many may fail one after another before the next has to wait. */
    static final int FREE = 5;

    static final int FREE_OF_KNOWN_DEVICE = 10;

    /** From one source, whatever they are for: an office may share an address. */
    static final int FREE_OF_SOURCE = 50;

    /** While so many fail within an hour from everywhere, a source that is not known yet has a single free attempt. */
    static final int ATTACK = 100;

    /** The longest that anybody waits. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration LONGEST_WAIT_OF_SOURCE = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);

    /** Failed attempts are forgotten after so long without another. */
    private static final Duration COUNTED = Duration.ofHours(2);

    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient database;
    private final DeskKey key;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final AtomicReference<LocalDate> thinned = new AtomicReference<>(LocalDate.MIN);

    private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);

    /** Counting and noting of one subject go one after another, or many at once would all be the first. */
    private final List<Object> turns =
            IntStream.range(0, 64).mapToObj(number -> new Object()).toList();

    SignInAttempts(JdbcClient database, DeskKey key, Clock clock, PlatformTransactionManager transactions) {
        this.database = database;
        this.key = key;
        this.clock = clock;
        alone = new TransactionTemplate(transactions);
        // An attempt stays counted when what it was for is refused, and taken back.
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What somebody tries. */
    public enum Kind {
        /** To sign in by a password. */
        PASSWORD,
        /** The code of the second factor, after the password. */
        CODE,
        /** The current password, to change it. */
        OWN_PASSWORD,
        /** To sign in by the provider. */
        PROVIDER
    }

    /** What came of it. */
    public enum Outcome {
        FAILED,
        SLOWED,
        CODE_AWAITED,
        SUCCEEDED
    }

    /** An attempt as administrators see it; no username where there is no such account: it may be anything that was typed. */
    public record Attempt(
            Instant at,
            Kind kind,
            @Nullable String username,
            String address,
            boolean knownDevice,
            @Nullable String browser,
            Outcome outcome) {}

    /**
     * Begins an attempt, which has failed unless {@link #end} says otherwise.
     *
     * @param subject the username as typed, or the number of an account
     * @return its number
     * @throws SignInSlowed where it has to wait
     */
    public long begin(Kind kind, String subject, @Nullable Long accountId, Origin origin) {
        String subjectKey = key.code("attempt", kind + "\n" + subject.strip().toLowerCase(Locale.ROOT));
        synchronized (turns.get(Math.floorMod(subjectKey.hashCode(), turns.size()))) {
            thin();
            Duration wait = kind == Kind.PASSWORD ? waitOfAnybody(subjectKey, origin) : waitOfPerson(subjectKey);
            if (wait.isPositive()) {
                counts.incrementAndGet(Outcome.SLOWED.ordinal());
                alone.executeWithoutResult(status -> noteSlowed(kind, subjectKey, accountId, origin));
                throw new SignInSlowed(wait);
            }
            counts.incrementAndGet(Outcome.FAILED.ordinal());
            return Objects.requireNonNull(
                    alone.execute(status -> insert(kind, subjectKey, accountId, origin, Outcome.FAILED)));
        }
    }

    /** Says what came of an attempt. */
    public void end(long attempt, @Nullable Long accountId, Outcome outcome) {
        counts.incrementAndGet(outcome.ordinal());
        alone.executeWithoutResult(status -> database.sql(
                        "update sign_in_attempt set outcome = :outcome, account_id = :account where id = :id")
                .param("outcome", outcome.name())
                .param("account", accountId, Types.BIGINT)
                .param("id", attempt)
                .update());
    }

    /** How many came to this on this node since its start; {@link Outcome#FAILED} are all that were looked at. */
    public long counted(Outcome outcome) {
        return counts.get(outcome.ordinal());
    }

    /** The newest attempts, of one account or of all and of none; at most so many. */
    @PreAuthorize(Rights.MANAGE)
    public List<Attempt> newest(@Nullable Long accountId, int most) {
        return database.sql("""
                        select s.*, a.username from sign_in_attempt s left join account a on a.id = s.account_id"""
                        + (accountId == null ? "" : " where s.account_id = :account")
                        + " order by s.id desc fetch first " + most + " rows only")
                .params(accountId == null ? Map.of() : Map.of("account", accountId))
                .query((row, index) -> new Attempt(
                        row.getObject("attempted_at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("username"),
                        row.getString("address"),
                        row.getString("device") != null,
                        row.getString("browser"),
                        Outcome.valueOf(row.getString("outcome"))))
                .list();
    }

    /** Who has no session yet: a known device by itself, everybody else by the account and the source. */
    private Duration waitOfAnybody(String subjectKey, Origin origin) {
        if (origin.device() != null) {
            Failures own = failures(
                    "subject_key = :subject and device = :device",
                    Map.of("subject", subjectKey, "device", origin.device()),
                    true);
            return wait(own, FREE_OF_KNOWN_DEVICE, LONGEST_WAIT);
        }
        Failures here = failures(
                "subject_key = :subject and source = :source and device is null",
                Map.of("subject", subjectKey, "source", origin.source()),
                true);
        Duration wait = wait(here, isAttacked(subjectKey) ? 1 : FREE, LONGEST_WAIT);
        Failures source = failures("source = :source and device is null", Map.of("source", origin.source()), false);
        Duration waitOfSource = wait(source, FREE_OF_SOURCE, LONGEST_WAIT_OF_SOURCE);
        return wait.compareTo(waitOfSource) > 0 ? wait : waitOfSource;
    }

    /** Who has shown a password already, or has signed in: by the account alone, since a stranger does not come here. */
    private Duration waitOfPerson(String subjectKey) {
        return wait(failures("subject_key = :subject", Map.of("subject", subjectKey), true), FREE, LONGEST_WAIT);
    }

    private record Failures(int number, @Nullable Instant last) {}

    private Failures failures(String where, Map<String, String> of, boolean sinceSuccess) {
        Instant from = clock.instant().minus(COUNTED);
        if (sinceSuccess) {
            from = database.sql("select max(attempted_at) from sign_in_attempt where outcome = 'SUCCEEDED' and " + where
                            + " and attempted_at > :from")
                    .params(of)
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .query(OffsetDateTime.class)
                    .optional()
                    .map(OffsetDateTime::toInstant)
                    .orElse(from);
        }
        return database.sql("select count(*), max(attempted_at) from sign_in_attempt where outcome = 'FAILED' and "
                        + where + " and attempted_at > :from")
                .params(of)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, index) -> {
                    OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
                    return new Failures(row.getInt(1), last == null ? null : last.toInstant());
                })
                .single();
    }

    private boolean isAttacked(String subjectKey) {
        return database.sql("""
                        select count(*) from sign_in_attempt where outcome = 'FAILED' and subject_key = :subject
                            and device is null and attempted_at > :from""")
                        .param("subject", subjectKey)
                        .param(
                                "from",
                                clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                >= ATTACK;
    }

    /** Twice as long after each that fails, up to the longest. */
    private Duration wait(Failures failures, int free, Duration longest) {
        if (failures.number() < free || failures.last() == null) {
            return Duration.ZERO;
        }
        Duration grown = FIRST_WAIT.multipliedBy(1L << Math.min(failures.number() - free, 10));
        Duration whole = grown.compareTo(longest) < 0 ? grown : longest;
        return Duration.between(clock.instant(), failures.last().plus(whole));
    }

    private long insert(Kind kind, String subjectKey, @Nullable Long accountId, Origin origin, Outcome outcome) {
        GeneratedKeyHolder number = new GeneratedKeyHolder();
        database.sql("""
                        insert into sign_in_attempt (attempted_at, kind, subject_key, account_id, address, source, device,
                            browser, outcome)
                        values (:at, :kind, :subject, :account, :address, :source, :device, :browser, :outcome)""")
                .param("at", OffsetDateTime.now(clock))
                .param("kind", kind.name())
                .param("subject", subjectKey)
                .param("account", accountId, Types.BIGINT)
                .param("address", origin.address())
                .param("source", origin.source())
                .param("device", origin.device(), Types.VARCHAR)
                .param("browser", origin.browser(), Types.VARCHAR)
                .param("outcome", outcome.name())
                .update(number, "id");
        return Objects.requireNonNull(number.getKey()).longValue();
    }

    /** Once a minute for a subject and a source: whoever does not stop should not fill the database. */
    private void noteSlowed(Kind kind, String subjectKey, @Nullable Long accountId, Origin origin) {
        int noted = database.sql("""
                        select count(*) from sign_in_attempt where outcome = 'SLOWED' and subject_key = :subject
                            and source = :source and attempted_at > :from""")
                .param("subject", subjectKey)
                .param("source", origin.source())
                .param("from", clock.instant().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (noted == 0) {
            insert(kind, subjectKey, accountId, origin, Outcome.SLOWED);
        }
    }

    /** Once a day. */
    private void thin() {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(thinned.getAndSet(today))) {
            alone.executeWithoutResult(status -> database.sql("delete from sign_in_attempt where attempted_at < :end")
                    .param("end", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                    .update());
        }
    }
}

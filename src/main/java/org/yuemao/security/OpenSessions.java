package org.yuemao.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The sessions in which people have signed in, on this node: sessions live in its memory. One that has been ended answers
 * nothing more from that moment; its windows are led to the sign-in page. What another node has ended is seen every two
 * seconds, by the sign-in epoch of the account.
 */
@Component
public class OpenSessions implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSessions.class);
    private static final long PACE_SECONDS = 2;

    private final Map<String, Entry> sessions = new ConcurrentHashMap<>();
    private final JdbcClient database;
    private final ObjectProvider<OpenWindows> windows;
    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sessions").factory());

    OpenSessions(JdbcClient database, ObjectProvider<OpenWindows> windows, Clock clock) {
        this.database = database;
        this.windows = windows;
        this.clock = clock;
        ticker.scheduleWithFixedDelay(this::look, PACE_SECONDS, PACE_SECONDS, TimeUnit.SECONDS);
    }

    /** The sessions of an account, the one used last first. */
    public List<OpenSession> of(long accountId) {
        return sessions.values().stream()
                .filter(entry -> !entry.ended && entry.accountId == accountId)
                .map(Entry::shown)
                .sorted(Comparator.comparing(OpenSession::lastActive).reversed())
                .toList();
    }

    /** How many sessions each account has that has any. */
    public Map<Long, Integer> numbers() {
        Map<Long, Integer> numbers = new HashMap<>();
        sessions.values().stream()
                .filter(entry -> !entry.ended)
                .forEach(entry -> numbers.merge(entry.accountId, 1, Integer::sum));
        return numbers;
    }

    /** Ends those sessions of an account that are meant; how many these were. */
    public int end(long accountId, Predicate<OpenSession> meant) {
        List<Entry> ending = sessions.values().stream()
                .filter(entry -> !entry.ended && entry.accountId == accountId && meant.test(entry.shown()))
                .toList();
        ending.forEach(this::end);
        return ending.size();
    }

    /** Somebody has signed in. */
    void begin(Person person, SignInDetails details, HttpSession session) {
        Entry entry = new Entry(person, details, session, clock.instant());
        sessions.put(details.number(), entry);
        session.setAttribute(Entry.NAME, entry);
    }

    /**
     * Notes that a session is used.
     *
     * @param active whether by the person, and not by a window that is open
     * @return whether it goes on; one that has been ended is gone for this request already
     */
    boolean use(HttpServletRequest request, boolean active) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(Entry.NAME) instanceof Entry entry)) {
            return true;
        }
        if (entry.ended) {
            return false;
        }
        if (active) {
            entry.lastActive = clock.instant();
        }
        return true;
    }

    /** Before it is in the database, so that the session that goes on is never taken for an old one. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void prepare(SignInsEnded ended) {
        Entry kept = ended.kept() == null ? null : sessions.get(ended.kept());
        if (kept != null) {
            kept.nextEpoch = ended.epoch();
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void endAll(SignInsEnded ended) {
        end(ended.accountId(), one -> !one.number().equals(ended.kept()));
    }

    /** Ends the sessions of accounts that have changed since, on whichever node. */
    void look() {
        clearAway();
        List<Long> accounts = sessions.values().stream()
                .filter(entry -> !entry.ended)
                .map(entry -> entry.accountId)
                .distinct()
                .toList();
        if (accounts.isEmpty()) {
            return;
        }
        try {
            Map<Long, Integer> epochs = new HashMap<>();
            database.sql("select id, sign_in_epoch from account where enabled").query(row -> {
                epochs.put(row.getLong(1), row.getInt(2));
            });
            sessions.values().stream()
                    .filter(entry -> !entry.ended && !entry.isOf(epochs.get(entry.accountId)))
                    .toList()
                    .forEach(this::end);
        } catch (RuntimeException e) {
            LOG.error("The open sessions could not be compared with the accounts", e);
        }
    }

    /** What was ended before the last look: by now its windows have heard of it. */
    private void clearAway() {
        sessions.values().stream().filter(entry -> entry.ended).toList().forEach(entry -> {
            if (entry.heard) {
                sessions.remove(entry.details.number());
                invalidate(entry.session);
            }
            entry.heard = true;
        });
    }

    private void end(Entry entry) {
        entry.ended = true;
        // Elsewhere: the windows may be busy, and may belong to whoever ends them.
        Thread.startVirtualThread(() -> {
            try {
                windows.ifAvailable(open -> open.leave(entry.session));
            } catch (RuntimeException e) {
                LOG.warn("The windows of a session that has ended could not be led to the sign-in page", e);
            }
        });
    }

    static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException goneAlready) {
            LOG.debug("A session was gone already", goneAlready);
        }
    }

    @Override
    public void destroy() {
        ticker.shutdownNow();
    }

    /** Lies in the session, and hears when that is gone, for whatever reason. */
    private final class Entry implements HttpSessionBindingListener {
        private static final String NAME = "org.yuemao.security.OpenSession";

        private final long accountId;
        private final SignInDetails details;
        private final HttpSession session;
        private final Instant since;
        private final int epoch;
        private volatile int nextEpoch;
        private volatile Instant lastActive;
        private volatile boolean ended;
        private volatile boolean heard;

        Entry(Person person, SignInDetails details, HttpSession session, Instant now) {
            accountId = person.accountId();
            epoch = person.signInEpoch();
            nextEpoch = epoch;
            this.details = details;
            this.session = session;
            since = now;
            lastActive = now;
        }

        boolean isOf(@Nullable Integer current) {
            return current != null && (current == epoch || current == nextEpoch);
        }

        OpenSession shown() {
            return new OpenSession(details.number(), accountId, details.origin(), since, lastActive);
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            sessions.remove(details.number());
        }
    }
}

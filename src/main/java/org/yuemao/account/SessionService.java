package org.yuemao.account;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.OpenSession;
import org.yuemao.security.OpenSessions;
import org.yuemao.security.Rights;
import org.yuemao.security.SignInDetails;

/** Lists and ends open sessions: people their own, administrators everybody's. Of this node, in whose memory they are. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class SessionService {
    private final OpenSessions sessions;
    private final CurrentPerson currentPerson;
    private final AccountService accounts;
    private final ChangeLog changeLog;
    private final Clock clock;

    private record Ended(@Nullable String sessionsEndedAt) {}

    SessionService(
            OpenSessions sessions,
            CurrentPerson currentPerson,
            AccountService accounts,
            ChangeLog changeLog,
            Clock clock) {
        this.sessions = sessions;
        this.currentPerson = currentPerson;
        this.accounts = accounts;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /** The own sessions. */
    public List<OpenSession> own() {
        return sessions.of(currentPerson.get().accountId());
    }

    /** Whether the session is the one that asks. */
    public boolean isThis(OpenSession session) {
        return currentPerson
                .signIn()
                .map(SignInDetails::number)
                .filter(session.number()::equals)
                .isPresent();
    }

    /** Ends one of the own sessions. */
    @Transactional
    public void endOwn(OpenSession session) {
        long id = currentPerson.get().accountId();
        if (sessions.end(id, one -> one.number().equals(session.number())) > 0) {
            log(id);
        }
    }

    /** Ends all own sessions but the one that asks, on every node. */
    @Transactional
    public void endOthers() {
        long id = currentPerson.get().accountId();
        accounts.endOtherSessionsOf(id);
        log(id);
    }

    /** The sessions of an account. */
    @PreAuthorize(Rights.MANAGE)
    public List<OpenSession> of(long accountId) {
        return sessions.of(accountId);
    }

    /** How many sessions each account has that has any. */
    @PreAuthorize(Rights.MANAGE)
    public Map<Long, Integer> numbers() {
        return sessions.numbers();
    }

    /** Ends a session of an account. */
    @PreAuthorize(Rights.MANAGE)
    @Transactional
    public void end(long accountId, OpenSession session) {
        if (sessions.end(accountId, one -> one.number().equals(session.number())) > 0) {
            log(accountId);
        }
    }

    /** Ends all sessions of an account, on every node. */
    @PreAuthorize(Rights.MANAGE)
    @Transactional
    public void endAll(long accountId) {
        accounts.endSessionsOf(accountId);
        log(accountId);
    }

    private void log(long accountId) {
        changeLog.changed(
                AccountService.KIND,
                accountId,
                new Ended(null),
                new Ended(OffsetDateTime.now(clock).toString()));
    }
}

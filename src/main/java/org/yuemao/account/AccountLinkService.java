package org.yuemao.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.account.AccountLink.Purpose;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.LinkSecret;
import org.yuemao.security.Rights;

/** Makes, opens and revokes the one-time links by which people set their own password. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.MANAGE)
public class AccountLinkService {
    /** How long a link may be used. */
    public static final Duration VALID = Duration.ofDays(7);

    private static final String KIND = AccountService.KIND;
    private static final RowMapper<AccountLink> LINK = (row, index) -> read(row);
    private static final String OPEN = "used_at is null and revoked_at is null and expires_at > :now";

    private final JdbcClient database;
    private final AccountService accounts;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    /** As the history of the account has it: until when, nothing of its secret. */
    private record Logged(
            @Nullable String linkExpiresAt,
            @Nullable String linkUsedAt,
            @Nullable String linkRevokedAt) {
        private static final Logged NONE = new Logged(null, null, null);
    }

    AccountLinkService(
            JdbcClient database,
            AccountService accounts,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** Whose password a link sets, to say so to who opens it. */
    public record OpenedLink(long accountId, String username, String fullName, Purpose purpose) {}

    /** Makes a link for an account; those that it had before open nothing any more. */
    @Transactional
    public NewAccountLink make(long accountId) {
        // Held, so that of two administrators who make one at the same time only one link opens.
        boolean hasPassword = database.sql("select password_hash from account where id = :id for update")
                .param("id", accountId)
                .query((row, index) -> row.getString(1) != null)
                .optional()
                .orElseThrow(() -> new RecordNotFound("account", accountId));
        ofAccount(accountId).ifPresent(this::revoke);
        String secret = LinkSecret.create();
        OffsetDateTime now = OffsetDateTime.now(clock);
        Purpose purpose = hasPassword ? Purpose.NEW_PASSWORD : Purpose.INVITATION;
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into account_link (account_id, purpose, secret_hash, created_at, created_by, expires_at)
                        values (:account, :purpose, :hash, :now, :person, :expires)""")
                .param("account", accountId)
                .param("purpose", purpose.name())
                .param("hash", LinkSecret.hash(secret))
                .param("now", now)
                .param("person", currentPerson.username())
                .param("expires", now.plus(VALID))
                .update(key, "id");
        AccountLink link = new AccountLink(
                Objects.requireNonNull(key.getKey()).longValue(),
                accountId,
                purpose,
                now.toInstant(),
                currentPerson.username(),
                now.plus(VALID).toInstant());
        changeLog.changed(KIND, accountId, Logged.NONE, logged(link, null, null));
        return new NewAccountLink(link, secret);
    }

    /** The link of an account that can be used still. */
    public Optional<AccountLink> ofAccount(long accountId) {
        return database.sql("select * from account_link where account_id = :account and " + OPEN)
                .param("account", accountId)
                .param("now", OffsetDateTime.now(clock))
                .query(LINK)
                .optional();
    }

    /** Revokes a link: it opens nothing from now on. */
    @Transactional
    public void revoke(AccountLink link) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        int revoked = database.sql("update account_link set revoked_at = :now where id = :id and " + OPEN)
                .param("now", now)
                .param("id", link.id())
                .update();
        if (revoked > 0) {
            changeLog.changed(KIND, link.accountId(), logged(link, null, null), logged(link, null, now));
        }
    }

    /** What the link with the secret opens; nothing where it is unknown, used, revoked or too old, or the account is locked. */
    @PreAuthorize("permitAll()")
    public Optional<OpenedLink> open(String secret) {
        return find(secret, "")
                .flatMap(link -> database.sql("select username, full_name from account where id = :id and enabled")
                        .param("id", link.accountId())
                        .query((row, index) ->
                                new OpenedLink(link.accountId(), row.getString(1), row.getString(2), link.purpose()))
                        .optional());
    }

    /**
     * Sets the password of the account that the link is for, and uses the link up.
     *
     * @throws Refusal where the link opens nothing any more, or the password is not good enough
     */
    @PreAuthorize("permitAll()")
    @Transactional
    public OpenedLink use(String secret, String password) {
        OpenedLink opened = open(secret).orElseThrow(() -> new Refusal(null, "account.link.gone"));
        AccountLink link = find(secret, " for update").orElseThrow(() -> new Refusal(null, "account.link.gone"));
        accounts.setPasswordByLink(link.accountId(), password, () -> markUsed(link));
        return opened;
    }

    /**
     * Uses a link up by something else than a new password, in the name of its account's person.
     *
     * @return whether it opened an account
     */
    @PreAuthorize("permitAll()")
    @Transactional
    boolean useFor(String secret, Consumer<OpenedLink> binding) {
        Optional<OpenedLink> opened = open(secret);
        Optional<AccountLink> held = find(secret, " for update");
        if (opened.isEmpty() || held.isEmpty()) {
            return false;
        }
        AccountLink link = held.get();
        accounts.asPersonOf(link.accountId(), () -> {
            binding.accept(opened.get());
            markUsed(link);
        });
        return true;
    }

    private void markUsed(AccountLink link) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        database.sql("update account_link set used_at = :now where id = :id")
                .param("now", now)
                .param("id", link.id())
                .update();
        changeLog.changed(KIND, link.accountId(), logged(link, null, null), logged(link, now, null));
    }

    private Optional<AccountLink> find(String secret, String lock) {
        return LinkSecret.hasForm(secret)
                ? database.sql("select * from account_link where secret_hash = :hash and " + OPEN + lock)
                        .param("hash", LinkSecret.hash(secret))
                        .param("now", OffsetDateTime.now(clock))
                        .query(LINK)
                        .optional()
                : Optional.empty();
    }

    private static Logged logged(AccountLink link, @Nullable OffsetDateTime used, @Nullable OffsetDateTime revoked) {
        return new Logged(
                link.expiresAt().toString(),
                used == null ? null : used.toString(),
                revoked == null ? null : revoked.toString());
    }

    private static AccountLink read(ResultSet row) throws SQLException {
        return new AccountLink(
                row.getLong("id"),
                row.getLong("account_id"),
                Purpose.valueOf(row.getString("purpose")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}

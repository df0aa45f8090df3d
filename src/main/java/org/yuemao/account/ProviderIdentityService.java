package org.yuemao.account;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.IntendedBinding;
import org.yuemao.security.ProviderIdentities;
import org.yuemao.security.Rights;
import org.yuemao.security.SignInWays;

/**
 * Which account is opened by what the provider of OpenID Connect calls its person. Only the person can bind it: by the one-time
 * link of the account, or signed in and by showing the password. Nobody types what the provider calls somebody.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ProviderIdentityService implements ProviderIdentities {
    /** What a provider may call somebody (OpenID Connect Core, 2). */
    private static final int LONGEST_SUBJECT = 255;

    private final JdbcClient database;
    private final AccountService accounts;
    private final AccountLinkService links;
    private final SignInWays ways;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    /** As the history of the account has it: since when, and nothing of what the person is called elsewhere. */
    private record Bound(@Nullable String identityBoundAt) {
        private static final Bound NOT = new Bound(null);

        private static Bound since(Identity identity) {
            return new Bound(identity.boundAt().toString());
        }
    }

    ProviderIdentityService(
            JdbcClient database,
            AccountService accounts,
            AccountLinkService links,
            SignInWays ways,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.links = links;
        this.ways = ways;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** What opens an account besides its password: who says who the person is, what it calls the person, and since when. */
    public record Identity(String issuer, String subject, Instant boundAt) {}

    /** That of an account, where it has one. */
    @PreAuthorize(Rights.MANAGE)
    public Optional<Identity> of(long accountId) {
        return find(accountId);
    }

    /** That of the own account, where it has one. */
    public Optional<Identity> own() {
        return find(currentPerson.get().accountId());
    }

    /** Whether a password opens the own account, or could only the provider do so. */
    public boolean passwordOpensOwn() {
        return ways.byPassword()
                && database.sql("select count(*) from account where id = :id and password_hash is not null")
                                .param("id", currentPerson.get().accountId())
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /**
     * Begins to bind the own account: whoever finds an open window should not bind another person to it.
     *
     * @throws Refusal where the password is not right
     */
    @Transactional
    public IntendedBinding beginOwn(String password) {
        accounts.requireOwnPassword(password);
        return IntendedBinding.toOwn(currentPerson.get().accountId());
    }

    /**
     * Lets the own account be opened by its password alone again, and ends its other sessions.
     *
     * @throws Refusal where the password is not right, or opens nothing: then nothing would open the account any more
     */
    @Transactional
    public void unbindOwn(String password) {
        Refusal.when(!passwordOpensOwn(), null, "account.identity.only-way");
        accounts.requireOwnPassword(password);
        long id = currentPerson.get().accountId();
        if (remove(id)) {
            accounts.endOtherSessionsOf(id);
        }
    }

    /** Takes the binding of an account away, and ends its sessions. */
    @Transactional
    @PreAuthorize(Rights.MANAGE)
    public void unbind(long accountId) {
        if (remove(accountId)) {
            accounts.endSessionsOf(accountId);
        }
    }

    @Override
    @Transactional
    @PreAuthorize("permitAll()")
    public boolean bindByLink(String secret, String issuer, String subject) {
        return links.useFor(secret, link -> {
            write(link.accountId(), issuer, subject);
            accounts.endSessionsOf(link.accountId());
        });
    }

    @Override
    @Transactional
    public void bindOwn(String issuer, String subject) {
        write(currentPerson.get().accountId(), issuer, subject);
    }

    private Optional<Identity> find(long accountId) {
        return database.sql("select * from provider_identity where account_id = :account")
                .param("account", accountId)
                .query((row, index) -> new Identity(
                        row.getString("issuer"),
                        row.getString("subject"),
                        row.getObject("bound_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void write(long accountId, String issuer, String subject) {
        Refusal.when(subject.length() > LONGEST_SUBJECT, null, "account.identity.long");
        // Held, so that two who bind at the same time do so one after the other.
        database.sql("select id from account where id = :id for update")
                .param("id", accountId)
                .query(Long.class)
                .single();
        Refusal.when(
                database.sql("""
                                select count(*) from provider_identity
                                where issuer = :issuer and subject = :subject and account_id <> :account""")
                                .param("issuer", issuer)
                                .param("subject", subject)
                                .param("account", accountId)
                                .query(Integer.class)
                                .single()
                        > 0,
                null,
                "account.identity.taken");
        Bound before = find(accountId).map(Bound::since).orElse(Bound.NOT);
        OffsetDateTime now = OffsetDateTime.now(clock);
        delete(accountId);
        database.sql("""
                        insert into provider_identity (account_id, issuer, subject, bound_at)
                        values (:account, :issuer, :subject, :now)""")
                .param("account", accountId)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("now", now)
                .update();
        changeLog.changed(
                AccountService.KIND,
                accountId,
                before,
                new Bound(now.toInstant().toString()));
    }

    private boolean remove(long accountId) {
        Optional<Identity> there = find(accountId);
        there.ifPresent(identity -> {
            delete(accountId);
            changeLog.changed(AccountService.KIND, accountId, Bound.since(identity), Bound.NOT);
        });
        return there.isPresent();
    }

    private void delete(long accountId) {
        database.sql("delete from provider_identity where account_id = :account")
                .param("account", accountId)
                .update();
    }
}

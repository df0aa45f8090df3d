package org.yuemao.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.DeskKey;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;
import org.yuemao.security.SecondFactors;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInSlowed;

/** The second factor of people who sign in by password: an app's codes, and recovery codes for when the phone is lost. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class SecondFactorService implements SecondFactors {
    /** So many recovery codes are given out. */
    public static final int RECOVERY_CODES = 10;

    private static final String PURPOSE = "second-factor";
    private static final String ROLES = "second-factor-roles";

    /** Without letters and digits that look alike; ten of them are some 49 bits, and each guess is slowed. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int RECOVERY_LENGTH = 10;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final JdbcClient database;
    private final DeskKey key;
    private final CurrentPerson currentPerson;
    private final SignInAttempts attempts;
    private final AccountService accounts;
    private final ChangeLog changeLog;
    private final Clock clock;

    private record Factor(@Nullable String secondFactorSince) {
        private static final Factor NONE = new Factor(null);
    }

    private record RecoveryCodes(int recoveryCodesLeft) {}

    private record Rules(Set<Role> secondFactorRoles) {}

    SecondFactorService(
            JdbcClient database,
            DeskKey key,
            CurrentPerson currentPerson,
            SignInAttempts attempts,
            AccountService accounts,
            ChangeLog changeLog,
            Clock clock) {
        this.database = database;
        this.key = key;
        this.currentPerson = currentPerson;
        this.attempts = attempts;
        this.accounts = accounts;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /** The own factor: since when, and how many recovery codes have not been used. */
    public record Own(Instant since, int recoveryCodesLeft) {}

    @Override
    @PreAuthorize("permitAll()")
    public boolean has(Person person) {
        return find(person.accountId(), "").isPresent();
    }

    @Override
    @PreAuthorize("permitAll()")
    public boolean isRequiredOf(Person person) {
        return requiredRoles().contains(person.role());
    }

    /** The own factor, where there is one. */
    public Optional<Own> own() {
        long id = currentPerson.get().accountId();
        return database.sql("select since from second_factor where account_id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .optional()
                .map(since -> new Own(since.toInstant(), recoveryCodesLeft(id)));
    }

    /** A new secret, which is kept once {@link #setUp} is given a code that follows from it. */
    public FactorSecret create() {
        return FactorSecret.create();
    }

    /**
     * Sets the own factor up.
     *
     * @return the recovery codes, which are not kept as they are
     * @throws Refusal where the code does not follow from the secret
     */
    @Transactional
    public List<String> setUp(FactorSecret secret, String code) {
        Person person = currentPerson.get();
        long step = secret.step(digits(code), clock.instant())
                .orElseThrow(() -> new Refusal("code", "account.factor.code.wrong"));
        // Held, so that two windows do not set up two of them.
        database.sql("select id from account where id = :id for update")
                .param("id", person.accountId())
                .query(Long.class)
                .single();
        Refusal.when(has(person), null, "account.factor.there");
        OffsetDateTime now = OffsetDateTime.now(clock);
        database.sql("""
                        insert into second_factor (account_id, sealed_secret, since, last_step)
                        values (:id, :secret, :now, :step)""")
                .param("id", person.accountId())
                .param("secret", key.seal(PURPOSE, person.accountId(), secret.bytes()))
                .param("now", now)
                .param("step", step)
                .update();
        List<String> codes = writeRecoveryCodes(person.accountId());
        changeLog.changed(AccountService.KIND, person.accountId(), Factor.NONE, new Factor(now.toString()));
        return codes;
    }

    /** Gives out new recovery codes; the old ones open nothing any more. Asks for a code, so that an open window is not enough. */
    @Transactional
    public List<String> recoveryCodesAnew(String code) {
        Person person = currentPerson.get();
        int before = recoveryCodesLeft(person.accountId());
        requireCode(person, code);
        database.sql("delete from recovery_code where account_id = :id")
                .param("id", person.accountId())
                .update();
        List<String> codes = writeRecoveryCodes(person.accountId());
        changeLog.changed(
                AccountService.KIND, person.accountId(), new RecoveryCodes(before), new RecoveryCodes(RECOVERY_CODES));
        return codes;
    }

    /** Gives the own factor up, unless the role has to have one. */
    @Transactional
    public void giveUp(String code) {
        Person person = currentPerson.get();
        Refusal.when(isRequiredOf(person), null, "account.factor.required");
        requireCode(person, code);
        remove(person.accountId());
        accounts.endOtherSessionsOf(person.accountId());
    }

    /** Takes a lost factor away from an account; its person signs in by password alone until setting up a new one. */
    @Transactional
    @PreAuthorize(Rights.MANAGE)
    public void takeAway(long accountId) {
        if (remove(accountId)) {
            accounts.endSessionsOf(accountId);
        }
    }

    /** The roles that may not sign in by password alone. */
    @PreAuthorize("permitAll()")
    public Set<Role> requiredRoles() {
        return database.sql("select content from desk_property where name = :name")
                .param("name", ROLES)
                .query(String.class)
                .optional()
                .map(content -> Arrays.stream(content.split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Role::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))))
                .orElseGet(() -> EnumSet.noneOf(Role.class));
    }

    /**
     * Says which roles may not sign in by password alone; whoever has no factor is signed out, and sets it up at the next
     * sign-in. The session that asks goes on.
     */
    @Transactional
    @PreAuthorize(Rights.MANAGE)
    public void require(Set<Role> roles) {
        Set<Role> before = requiredRoles();
        String content = roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
        int kept = database.sql("update desk_property set content = :content where name = :name")
                .param("content", content)
                .param("name", ROLES)
                .update();
        if (kept == 0) {
            database.sql("insert into desk_property (name, content) values (:name, :content)")
                    .param("content", content)
                    .param("name", ROLES)
                    .update();
        }
        changeLog.changed("desk", 0, new Rules(before), new Rules(roles));
        Set<Role> added = new HashSet<>(roles);
        added.removeAll(before);
        if (!added.isEmpty()) {
            endSessionsWithoutFactor(added);
        }
    }

    private void endSessionsWithoutFactor(Set<Role> roles) {
        long own = currentPerson.get().accountId();
        database.sql("select a.id from account a where a.role in (:roles) and not exists ("
                        + "select 1 from second_factor f where f.account_id = a.id)")
                .param("roles", roles.stream().map(Role::name).toList())
                .query(Long.class)
                .list()
                .forEach(id -> {
                    if (id == own) {
                        accounts.endOtherSessionsOf(id);
                    } else {
                        accounts.endSessionsOf(id);
                    }
                });
    }

    @Override
    @Transactional
    @PreAuthorize("permitAll()")
    public boolean accepts(Person person, String code) {
        OptionalLong step = find(person.accountId(), " for update")
                .map(secret -> secret.step(digits(code), clock.instant()))
                .orElse(OptionalLong.empty());
        if (step.isPresent()) {
            // Each code once, and none older than the last: whoever has looked over a shoulder comes too late.
            return database.sql("""
                            update second_factor set last_step = :step where account_id = :id and last_step < :step""")
                            .param("step", step.getAsLong())
                            .param("id", person.accountId())
                            .update()
                    > 0;
        }
        return acceptsRecoveryCode(person, code);
    }

    private boolean acceptsRecoveryCode(Person person, String code) {
        int before = recoveryCodesLeft(person.accountId());
        boolean used = database.sql("""
                        update recovery_code set used_at = :now where account_id = :id and code_hash = :hash
                            and used_at is null""")
                        .param("now", OffsetDateTime.now(clock))
                        .param("id", person.accountId())
                        .param("hash", hash(person.accountId(), code))
                        .update()
                > 0;
        if (used) {
            currentPerson.runAs(
                    person,
                    () -> changeLog.changed(
                            AccountService.KIND,
                            person.accountId(),
                            new RecoveryCodes(before),
                            new RecoveryCodes(before - 1)));
        }
        return used;
    }

    private void requireCode(Person person, String code) {
        long attempt;
        try {
            attempt = attempts.begin(
                    SignInAttempts.Kind.CODE,
                    Long.toString(person.accountId()),
                    person.accountId(),
                    currentPerson.origin());
        } catch (SignInSlowed slowed) {
            throw new Refusal("code", "account.attempts.slowed", slowed.seconds());
        }
        Refusal.when(!accepts(person, code), "code", "account.factor.code.wrong");
        attempts.end(attempt, person.accountId(), SignInAttempts.Outcome.SUCCEEDED);
    }

    private boolean remove(long accountId) {
        Optional<OffsetDateTime> since = database.sql(
                        "select since from second_factor where account_id = :id for update")
                .param("id", accountId)
                .query(OffsetDateTime.class)
                .optional();
        database.sql("delete from second_factor where account_id = :id")
                .param("id", accountId)
                .update();
        since.ifPresent(
                one -> changeLog.changed(AccountService.KIND, accountId, new Factor(one.toString()), Factor.NONE));
        return since.isPresent();
    }

    private List<String> writeRecoveryCodes(long accountId) {
        List<String> codes = Stream.generate(SecondFactorService::recoveryCode)
                .distinct()
                .limit(RECOVERY_CODES)
                .toList();
        codes.forEach(code -> database.sql("insert into recovery_code (account_id, code_hash) values (:id, :hash)")
                .param("id", accountId)
                .param("hash", hash(accountId, code))
                .update());
        return codes;
    }

    private int recoveryCodesLeft(long accountId) {
        return database.sql("select count(*) from recovery_code where account_id = :id and used_at is null")
                .param("id", accountId)
                .query(Integer.class)
                .single();
    }

    /** Nothing where the key is not the one that has sealed it: then only recovery codes of that key would do, too. */
    private Optional<FactorSecret> find(long accountId, String lock) {
        return database.sql("select sealed_secret from second_factor where account_id = :id" + lock)
                .param("id", accountId)
                .query(String.class)
                .optional()
                .map(kept -> key.open(PURPOSE, accountId, kept)
                        .map(FactorSecret::new)
                        // Whoever has one must show it, even where the desk has lost its key.
                        .orElseGet(FactorSecret::create));
    }

    private String hash(long accountId, String code) {
        return key.code(
                "recovery", accountId + "\n" + code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
    }

    private static String recoveryCode() {
        return CHANCE.ints(RECOVERY_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining())
                .replaceAll("(.{5})(?=.)", "$1-");
    }

    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }
}

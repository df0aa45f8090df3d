package org.yuemao.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.account.AccountListItem.State;
import org.yuemao.account.Preferences.Appearance;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;
import org.yuemao.security.SignInAttempts;
import org.yuemao.security.SignInDetails;
import org.yuemao.security.SignInSlowed;
import org.yuemao.security.SignInsEnded;

/** Opens and changes accounts, and remembers how each person wants to see the desk. */
@Service
@PreAuthorize(Rights.MANAGE)
@Transactional(readOnly = true)
public class AccountService {
    private static final int LONGEST_EMAIL = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+\\.[^@\\s<>,;\"]+");
    private static final int LONGEST_NAME = 100;
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._-]{2,60}");
    /** How the history names accounts. */
    static final String KIND = "account";

    private static final RowMapper<Account> ACCOUNT = (row, index) -> new Account(
            row.getLong("id"),
            row.getLong("version"),
            new AccountData(
                    row.getString("username"),
                    row.getString("full_name"),
                    Role.valueOf(row.getString("role")),
                    row.getString("office_code"),
                    row.getBoolean("enabled")));

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final CurrentPerson currentPerson;
    private final ChangeLog changeLog;
    private final Places places;
    private final SetUpToken token;
    private final PasswordRules rules;
    private final SignInAttempts attempts;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private volatile boolean setUp;

    AccountService(
            JdbcClient database,
            PasswordEncoder passwords,
            CurrentPerson currentPerson,
            ChangeLog changeLog,
            Places places,
            SetUpToken token,
            PasswordRules rules,
            SignInAttempts attempts,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.currentPerson = currentPerson;
        this.changeLog = changeLog;
        this.places = places;
        this.token = token;
        this.rules = rules;
        this.attempts = attempts;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Whether there is an account at all; accounts are never removed, so once there is one the answer stays. */
    @PreAuthorize("permitAll()")
    public boolean isSetUp() {
        if (!setUp) {
            setUp = database.sql("select count(*) from account")
                            .query(Long.class)
                            .single()
                    > 0;
        }
        return setUp;
    }

    /**
     * Opens the first administrator's account.
     *
     * @throws Refusal where the token is not the one on the console, or a field has to be mended
     */
    @PreAuthorize("permitAll()")
    @Transactional
    public synchronized void setUp(String givenToken, String username, String fullName, String password) {
        if (isSetUp()) {
            throw new Refusal(null, "account.set-up.done");
        }
        if (!token.matches(givenToken)) {
            throw new Refusal("token", "account.token.wrong");
        }
        insert(new AccountData(username, fullName, Role.ADMINISTRATOR, Places.PROVINCE, true), password);
        token.use();
    }

    /** All accounts by username. */
    public List<Account> list() {
        return database.sql("select * from account order by username")
                .query(ACCOUNT)
                .list();
    }

    /** All accounts by username, with what there is to see of how they are opened. */
    public List<AccountListItem> overview() {
        Instant now = clock.instant();
        return database.sql("""
                        select a.*,
                            (select count(*) from second_factor f where f.account_id = a.id) as factors,
                            (select count(*) from provider_identity i where i.account_id = a.id) as identities,
                            (select max(l.expires_at) from account_link l where l.account_id = a.id and l.used_at is null
                                and l.revoked_at is null and l.expires_at > :now) as link_until,
                            (select count(*) from sign_in_attempt s where s.account_id = a.id
                                and s.outcome in ('FAILED', 'SLOWED') and s.attempted_at > :day) as failed
                        from account a order by a.username""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("day", now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query((row, index) -> new AccountListItem(
                        Objects.requireNonNull(ACCOUNT.mapRow(row, index)),
                        !row.getBoolean("enabled")
                                ? State.LOCKED
                                : row.getString("password_hash") == null && row.getInt("identities") == 0
                                        ? State.INVITED
                                        : State.ACTIVE,
                        moment(row, "last_sign_in_at"),
                        row.getInt("factors") > 0,
                        row.getInt("identities") > 0,
                        moment(row, "link_until"),
                        row.getInt("failed")))
                .list();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** An account as it stands now. */
    public Optional<Account> find(long id) {
        return database.sql("select * from account where id = :id")
                .param("id", id)
                .query(ACCOUNT)
                .optional();
    }

    /** Who changed an account last, and when; nothing where nobody has. */
    public Optional<LastChange> lastChange(long id) {
        return database.sql("""
                        select person, recorded_at from change_entry where record_kind = :kind and record_id = :id
                        order by id desc limit 1""")
                .param("kind", KIND)
                .param("id", Long.toString(id))
                .query((row, index) -> new LastChange(
                        row.getString("person"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Opens an account for a person, who sets the password by a link of {@link AccountLinkService}. */
    @Transactional
    public long open(AccountData data) {
        return insert(data, null);
    }

    /** Opens an account, and says where its person can be reached by mail; nowhere where that is blank. */
    @Transactional
    public long open(AccountData data, String email) {
        long id = open(data);
        reachAt(id, email);
        return id;
    }

    /** Changes an account, and where its person can be reached by mail; nowhere where that is blank. */
    @Transactional
    public void change(long id, long version, AccountData data, String email) {
        change(id, version, data);
        reachAt(id, email);
    }

    /** Changes whose account it is, what that person is, and whether it may be used. */
    @Transactional
    public void change(long id, long version, AccountData data) {
        Account account = lock(id, version);
        AccountData checked = checked(data);
        if (id == currentPerson.get().accountId()
                && (!checked.enabled() || checked.role() != account.data().role())) {
            throw new Refusal(checked.enabled() ? "role" : "enabled", "account.own");
        }
        refuseTaken(checked.username(), id);
        database.sql("""
                        update account set version = version + 1, username = :username, full_name = :fullName, role = :role,
                            office_code = :office, enabled = :enabled
                        where id = :id""")
                .param("username", checked.username())
                .param("fullName", checked.fullName())
                .param("role", checked.role().name())
                .param("office", checked.officeCode())
                .param("enabled", checked.enabled())
                .param("id", id)
                .update();
        changeLog.changed(KIND, id, account.data(), checked);
        // Whoever has signed in is who signed in, with the rights of that moment.
        if (!account.data().equals(checked)) {
            endSessionsOf(id);
        }
    }

    /**
     * Gives the own account a new password.
     *
     * @throws Refusal where the old one is not right, or the new one not good enough
     */
    @PreAuthorize(Rights.READ)
    @Transactional
    public void changeOwnPassword(String old, String password) {
        Person person = currentPerson.get();
        requireOwn(person, old, ownHash(person));
        Refusal.when(old.equals(password), "password", "account.password.old.same");
        rules.require(password, person.username(), person.fullName());
        keepPassword(person.accountId(), password);
        endOtherSessionsOf(person.accountId());
    }

    /** Ends all sessions of an account, on every node, once the transaction is done. Whether it may is for who calls to say. */
    @PreAuthorize("permitAll()")
    void endSessionsOf(long id) {
        endSessions(id, null);
    }

    /** Ends all sessions of the own account but the one that asks. */
    @PreAuthorize(Rights.READ)
    void endOtherSessionsOf(long id) {
        endSessions(id, currentPerson.signIn().map(SignInDetails::number).orElse(null));
    }

    private void endSessions(long id, @Nullable String kept) {
        database.sql("update account set sign_in_epoch = sign_in_epoch + 1 where id = :id")
                .param("id", id)
                .update();
        int epoch = database.sql("select sign_in_epoch from account where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
        publisher.publishEvent(new SignInsEnded(id, epoch, kept));
    }

    /** Sets the password on behalf of the person whose account it is, who has not signed in, and does what goes with it. */
    @PreAuthorize("permitAll()")
    void setPasswordByLink(long id, String password, Runnable besides) {
        Account account = database.sql("select * from account where id = :id for update")
                .param("id", id)
                .query(ACCOUNT)
                .single();
        rules.require(password, account.data().username(), account.data().fullName());
        asPersonOf(id, () -> {
            keepPassword(id, password);
            endSessionsOf(id);
            besides.run();
        });
    }

    /** Does something in the name of the person whose account it is, who has proved to be that without signing in. */
    @PreAuthorize("permitAll()")
    void asPersonOf(long id, Runnable work) {
        AccountData data = database.sql("select * from account where id = :id")
                .param("id", id)
                .query(ACCOUNT)
                .single()
                .data();
        currentPerson.runAs(
                new Person(id, data.username(), data.fullName(), "", data.role(), data.officeCode(), true), work);
    }

    /**
     * Has the person who has signed in show the password once more, before something that matters.
     *
     * @throws Refusal where it is not right, or has to wait
     */
    @PreAuthorize(Rights.READ)
    void requireOwnPassword(String given) {
        Person person = currentPerson.get();
        requireOwn(person, given, ownHash(person));
    }

    private @Nullable String ownHash(Person person) {
        return database.sql("select password_hash from account where id = :id")
                .param("id", person.accountId())
                .query((row, index) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(hash -> hash)
                .orElse(null);
    }

    /** Whoever finds an open window should not guess there either. */
    private void requireOwn(Person person, String given, @Nullable String hash) {
        long attempt;
        try {
            attempt = attempts.begin(
                    SignInAttempts.Kind.OWN_PASSWORD,
                    Long.toString(person.accountId()),
                    person.accountId(),
                    currentPerson.origin());
        } catch (SignInSlowed slowed) {
            throw new Refusal("old", "account.attempts.slowed", slowed.seconds());
        }
        Refusal.when(hash == null || !passwords.matches(given, hash), "old", "account.password.old.wrong");
        attempts.end(attempt, person.accountId(), SignInAttempts.Outcome.SUCCEEDED);
    }

    private void keepPassword(long id, String password) {
        database.sql("update account set version = version + 1, password_hash = :hash where id = :id")
                .param("hash", passwords.encode(password))
                .param("id", id)
                .update();
        // That it was set and when, never what it is, nor its hash.
        changeLog.changed(
                KIND,
                id,
                new PasswordSet(null),
                new PasswordSet(OffsetDateTime.now(clock).toString()));
    }

    /** Where the person who has signed in can be reached by mail, if that is known. */
    @PreAuthorize(Rights.READ)
    public Optional<String> ownEmail() {
        return Optional.ofNullable(emailOf(currentPerson.get().accountId()));
    }

    /** Says where the person who has signed in can be reached by mail; nowhere where it is blank. */
    @PreAuthorize(Rights.READ)
    @Transactional
    public void reachMeAt(String email) {
        reachAt(currentPerson.get().accountId(), email);
    }

    /** Where the person of an account can be reached by mail, if that is known. */
    public Optional<String> email(long id) {
        return Optional.ofNullable(emailOf(id));
    }

    /** Says where the person of an account can be reached by mail; nowhere where it is blank. */
    @Transactional
    public void reachAt(long id, String email) {
        String address = email.isBlank() ? null : email.strip();
        Refusal.when(
                address != null
                        && (address.length() > LONGEST_EMAIL
                                || !EMAIL.matcher(address).matches()),
                "email",
                "account.email.form");
        String before = emailOf(id);
        if (Objects.equals(before, address)) {
            return;
        }
        database.sql("update account set email = :email where id = :id")
                .param("email", address, Types.VARCHAR)
                .param("id", id)
                .update();
        // That it was set and when, not which it is: the history is never changed, and an address is somebody's own.
        changeLog.changed(
                KIND,
                id,
                new EmailSet(null),
                new EmailSet(OffsetDateTime.now(clock).toString()));
    }

    private @Nullable String emailOf(long id) {
        return database.sql("select email from account where id = :id")
                .param("id", id)
                .query((row, index) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(email -> email)
                .orElse(null);
    }

    private record EmailSet(@Nullable String emailSetAt) {}

    /** How the person who has signed in wants to see the desk; nothing where nobody has signed in. */
    @PreAuthorize("permitAll()")
    public Optional<Preferences> preferences() {
        return currentPerson.find().flatMap(person -> database.sql(
                        "select language, color_scheme from account where id = :id")
                .param("id", person.accountId())
                .query((row, index) -> new Preferences(
                        Locale.forLanguageTag(row.getString("language")),
                        Appearance.valueOf(row.getString("color_scheme"))))
                .optional());
    }

    /** Remembers the language for the person who has signed in. */
    @PreAuthorize(Rights.READ)
    @Transactional
    public void prefer(Locale language) {
        Person person = currentPerson.get();
        database.sql("update account set language = :language where id = :id")
                .param("language", language.getLanguage().equals("zh") ? "zh-CN" : "en")
                .param("id", person.accountId())
                .update();
    }

    /** Remembers the appearance for the person who has signed in. */
    @PreAuthorize(Rights.READ)
    @Transactional
    public void prefer(Appearance appearance) {
        Person person = currentPerson.get();
        database.sql("update account set color_scheme = :appearance where id = :id")
                .param("appearance", appearance.name())
                .param("id", person.accountId())
                .update();
    }

    /** Who changed an account, and when. */
    public record LastChange(String person, Instant at) {}

    private record PasswordSet(@Nullable String passwordSetAt) {}

    private long insert(AccountData data, @Nullable String password) {
        AccountData checked = checked(data);
        refuseTaken(checked.username(), 0);
        if (password != null) {
            rules.require(password, checked.username(), checked.fullName());
        }
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into account (version, username, full_name, password_hash, role, office_code, language,
                            color_scheme, enabled, created_at)
                        values (0, :username, :fullName, :hash, :role, :office, 'zh-CN', 'SYSTEM', :enabled, :now)""")
                .param("username", checked.username())
                .param("fullName", checked.fullName())
                .param("hash", password == null ? null : passwords.encode(password), Types.VARCHAR)
                .param("role", checked.role().name())
                .param("office", checked.officeCode())
                .param("enabled", checked.enabled())
                .param("now", OffsetDateTime.now(clock))
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        changeLog.created(KIND, id, checked);
        return id;
    }

    private Account lock(long id, long version) {
        Account account = database.sql("select * from account where id = :id for update")
                .param("id", id)
                .query(ACCOUNT)
                .optional()
                .orElseThrow(() -> new RecordNotFound(KIND, id));
        if (account.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return account;
    }

    private AccountData checked(AccountData data) {
        String username = data.username().strip().toLowerCase(Locale.ROOT);
        String fullName = data.fullName().strip();
        if (!USERNAME.matcher(username).matches()) {
            throw new Refusal("username", "account.username.form");
        }
        if (fullName.isEmpty() || fullName.length() > LONGEST_NAME) {
            throw new Refusal("fullName", "account.full-name.length", LONGEST_NAME);
        }
        if (places.office(data.officeCode()) == null) {
            throw new Refusal("officeCode", "account.office.unknown");
        }
        return new AccountData(username, fullName, data.role(), data.officeCode(), data.enabled());
    }

    private void refuseTaken(String username, long except) {
        if (database.sql("select count(*) from account where username = :username and id <> :id")
                        .param("username", username)
                        .param("id", except)
                        .query(Long.class)
                        .single()
                > 0) {
            throw new Refusal("username", "account.username.taken", username);
        }
    }
}

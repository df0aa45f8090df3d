package org.yuemao.security;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The people who have an account. */
@Component
class People implements UserDetailsService {
    private final JdbcClient database;
    private final Clock clock;

    People(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> new UsernameNotFoundException("No such account"));
    }

    Optional<Person> find(String username) {
        return database.sql("select * from account where username = :username")
                .param("username", username.strip().toLowerCase(Locale.ROOT))
                .query((row, index) -> new Person(
                        row.getLong("id"),
                        row.getString("username"),
                        row.getString("full_name"),
                        // Who is invited has none yet.
                        Objects.requireNonNullElse(row.getString("password_hash"), ""),
                        Role.valueOf(row.getString("role")),
                        row.getString("office_code"),
                        row.getBoolean("enabled"),
                        row.getInt("sign_in_epoch")))
                .optional();
    }

    /** Whom a provider calls so. */
    Optional<Person> findIdentity(String issuer, String subject) {
        return database.sql("select a.username from provider_identity i join account a on a.id = i.account_id"
                        + " where i.issuer = :issuer and i.subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(String.class)
                .optional()
                .flatMap(this::find);
    }

    void hashAnew(Person person, String hash) {
        database.sql("update account set password_hash = :hash where id = :id and password_hash = :old")
                .param("hash", hash)
                .param("id", person.accountId())
                .param("old", person.passwordHash())
                .update();
    }

    void noteSignIn(Person person) {
        database.sql("update account set last_sign_in_at = :now where id = :id")
                .param("now", OffsetDateTime.now(clock))
                .param("id", person.accountId())
                .update();
    }
}

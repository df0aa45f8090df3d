package org.yuemao.security;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ready accounts of the fictional sample year, which the sign-in page offers to everybody. */
@Service
@PreAuthorize("permitAll()")
@Transactional(readOnly = true)
public class SampleAccounts {
    /** The password of all sample accounts; no secret, since the sample year is nobody's data. */
    public static final String PASSWORD = "guangdong-2021";

    private static final List<String> USERNAMES = List.of("viewer", "clerk", "official", "administrator");

    private final JdbcClient database;

    SampleAccounts(JdbcClient database) {
        this.database = database;
    }

    /** A sample account. */
    public record SampleAccount(String username, Role role, String officeCode) {}

    /** The sample accounts; none unless this database holds the sample year. */
    public List<SampleAccount> offered() {
        return isSample()
                ? database
                        .sql("select username, role, office_code from account where username in (:usernames)")
                        .param("usernames", USERNAMES)
                        .query((row, index) -> new SampleAccount(
                                row.getString("username"),
                                Role.valueOf(row.getString("role")),
                                row.getString("office_code")))
                        .list()
                        .stream()
                        .sorted((one, other) -> one.role().compareTo(other.role()))
                        .toList()
                : List.of();
    }

    /** Whether this database holds the sample year. */
    public boolean isSample() {
        return database.sql("select content from desk_property where name = 'sample'")
                .query(String.class)
                .optional()
                .filter("true"::equals)
                .isPresent();
    }
}

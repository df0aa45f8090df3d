package org.yuemao.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the columns by which businesses are compared. Rows that older rules have filled, or none, are filled when the desk
 * starts, some hundred in a transaction, so that an interrupted start goes on where it ended.
 */
@Component
class Likenesses implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(Likenesses.class);

    /** The columns of a business {@code b} that say what is compared. */
    static final String COLUMNS = columns("b", "");

    private final NameFolding folding;
    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final TransactionTemplate transaction;

    Likenesses(
            NameFolding folding,
            JdbcClient database,
            JdbcTemplate statements,
            PlatformTransactionManager transactions) {
        this.folding = folding;
        this.database = database;
        this.statements = statements;
        transaction = new TransactionTemplate(transactions);
    }

    /** The columns of a business that say what is compared, each with a prefix to its name. */
    static String columns(String table, String prefix) {
        return Stream.of(
                        "folded_zh",
                        "folded_en",
                        "city_code",
                        "country_code",
                        "credit_code",
                        "organisation_code",
                        "plain_phone",
                        "plain_email",
                        "plain_website")
                .map(column -> table + "." + column + " as " + prefix + column)
                .collect(Collectors.joining(", "));
    }

    /** What is compared of a business with the data. */
    Likeness of(BusinessData data) {
        return Likeness.of(data, folding);
    }

    /** What is compared of the business of a row. */
    static Likeness read(ResultSet row) throws SQLException {
        return read(row, "");
    }

    /** The same where the columns have a prefix. */
    static Likeness read(ResultSet row, String prefix) throws SQLException {
        String city = row.getString(prefix + "city_code");
        return new Likeness(
                name(row.getString(prefix + "folded_zh")),
                name(row.getString(prefix + "folded_en")),
                city != null ? city : row.getString(prefix + "country_code"),
                row.getString(prefix + "credit_code"),
                row.getString(prefix + "organisation_code"),
                row.getString(prefix + "plain_phone"),
                row.getString(prefix + "plain_email"),
                row.getString(prefix + "plain_website"));
    }

    private static @Nullable FoldedName name(@Nullable String text) {
        return text == null ? null : new FoldedName(text);
    }

    /** Writes what is compared of a business, in the transaction that writes its data. */
    void keep(long id, BusinessData data) {
        write(List.of(new Row(id, of(data))));
    }

    /** Writes what is compared of many businesses, their data by id, in the transaction that writes these. */
    void keepAll(Map<Long, BusinessData> businesses) {
        List<Row> rows = businesses.entrySet().stream()
                .map(one -> new Row(one.getKey(), of(one.getValue())))
                .toList();
        if (!rows.isEmpty()) {
            write(rows);
        }
    }

    private record Row(long id, Likeness likeness) {}

    private void write(List<Row> rows) {
        statements.batchUpdate("""
                update business set folded_zh = ?, folded_en = ?, organisation_code = ?, plain_phone = ?,
                    plain_email = ?, plain_website = ?, folding = ? where id = ?""", rows, rows.size(), (statement, row) -> {
            Likeness one = row.likeness();
            statement.setString(1, one.zh() == null ? null : one.zh().text());
            statement.setString(2, one.en() == null ? null : one.en().text());
            statement.setString(3, one.organisation());
            statement.setString(4, one.phone());
            statement.setString(5, one.email());
            statement.setString(6, one.website());
            statement.setInt(7, NameFolding.VERSION);
            statement.setLong(8, row.id());
        });
        statements.batchUpdate(
                "delete from business_near_name where business_id = ?",
                rows,
                rows.size(),
                (statement, row) -> statement.setLong(1, row.id()));
        record Near(long id, String place, String name) {}
        List<Near> near = rows.stream()
                .flatMap(row -> nearNames(row).stream().map(name -> new Near(row.id(), place(row), name)))
                .toList();
        statements.batchUpdate(
                "insert into business_near_name (place_code, near_name, business_id) values (?, ?, ?)",
                near,
                Math.max(1, near.size()),
                (statement, one) -> {
                    statement.setString(1, one.place());
                    statement.setString(2, one.name());
                    statement.setLong(3, one.id());
                });
    }

    private static Set<String> nearNames(Row row) {
        return row.likeness().place() == null ? Set.of() : row.likeness().nearNames();
    }

    private static String place(Row row) {
        return String.valueOf(row.likeness().place());
    }

    @Override
    public void afterSingletonsInstantiated() {
        int done = 0;
        int batch = foldSome();
        if (batch > 0) {
            LOG.info("Folding the names of businesses, to find those entered twice. 正在整理企业名称，以便查找重复企业。");
        }
        while (batch > 0) {
            done += batch;
            batch = foldSome();
        }
        if (done > 0) {
            LOG.info("The names of {} businesses are folded. 企业名称已整理。", done);
        }
    }

    private int foldSome() {
        Integer folded = transaction.execute(status -> {
            List<Row> rows = database.sql("""
                            select id, credit_code, name_en, name_zh, city_code, country_code, phone, email, website
                            from business where folding <> :version
                            order by id fetch first 500 rows only for update""")
                    .param("version", NameFolding.VERSION)
                    .query((row, index) -> new Row(row.getLong("id"), of(data(row))))
                    .list();
            if (!rows.isEmpty()) {
                write(rows);
            }
            return rows.size();
        });
        return folded == null ? 0 : folded;
    }

    private static BusinessData data(ResultSet row) throws SQLException {
        return new BusinessData(
                row.getString("credit_code"),
                null,
                row.getString("name_en"),
                row.getString("name_zh"),
                row.getString("city_code"),
                row.getString("country_code"),
                Set.of(),
                null,
                null,
                row.getString("phone"),
                row.getString("email"),
                row.getString("website"));
    }
}

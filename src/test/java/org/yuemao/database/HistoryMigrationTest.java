package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A history from before operations and seals becomes one that has them. */
class HistoryMigrationTest {

    @ParameterizedTest
    @EnumSource
    void makesAnOperationOfEachImportAndRefusesChangesFromThenOn(Databases kind) {
        DataSource source = kind.create();
        Flyway.configure().dataSource(source).target("20").load().migrate();
        JdbcClient database = JdbcClient.create(source);
        for (String file : new String[] {"empty.csv", "fairs.xlsx"}) {
            database.sql("insert into import_run (kind, file_name, file_size, person, state, begun_at)"
                            + " values ('events', :file, 1, 'clerk', 'DONE', current_timestamp)")
                    .param("file", file)
                    .update();
        }
        String entry = "insert into change_entry (recorded_at, person, record_kind, record_id, action, import_id)"
                + " values (current_timestamp, 'clerk', :kind, '1', 'CREATED', %s)";
        String run = "(select id from import_run where file_name = 'fairs.xlsx')";
        for (String of : new String[] {"EVENT", "EVENT", "BUSINESS"}) {
            database.sql(entry.formatted(run)).param("kind", of).update();
        }
        database.sql(entry.formatted("null")).param("kind", "EVENT").update();

        Flyway.configure().dataSource(source).load().migrate();
        assertThat(database.sql(
                                "select kind || ' ' || person || ' ' || subject || ' ' || entries from change_operation")
                        .query(String.class)
                        .list())
                .containsExactly("IMPORT clerk fairs.xlsx 3");
        assertThat(database.sql("select record_kind || ' ' || entries from change_operation_part order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("BUSINESS 1", "EVENT 2");
        assertThat(database.sql("select count(*) from change_entry c join change_operation o on o.id = c.operation_id")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        String next = kind == Databases.H2
                ? "select next value for change_operation_number"
                : "select nextval('change_operation_number')";
        long last = database.sql("select max(id) from change_operation")
                .query(Long.class)
                .single();
        assertThat(database.sql(next).query(Long.class).single()).isGreaterThan(last);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.sql("delete from change_entry").update())
                .withStackTraceContaining("append-only");
    }
}

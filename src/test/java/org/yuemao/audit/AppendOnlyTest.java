package org.yuemao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.audit.WrittenHistory.Said;
import org.yuemao.base.Operations;
import org.yuemao.base.Operations.Operation;
import org.yuemao.database.Databases;
import org.yuemao.database.Tampering;

/** The database itself refuses to change what was recorded. */
class AppendOnlyTest {

    @ParameterizedTest
    @EnumSource
    void refusesToChangeOrDeleteWhatWasRecorded(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            JdbcClient database = desk.database;
            desk.within(
                    Operation.of(Operations.Kind.ENTRY), () -> desk.changeLog.created("EVENT", 1, new Said("Fair", 1)));
            desk.sealing.sealAll();
            for (String deed : List.of(
                    "update change_entry set person = 'nobody'",
                    "delete from change_entry",
                    "update field_change set value_after = 'Another'",
                    "delete from field_change where field = 'name'",
                    "update change_operation set reason = 'None'",
                    "delete from change_operation",
                    "delete from change_operation_part",
                    "update change_seal set hash = ''",
                    "delete from change_seal",
                    "update change_chain set last_entry = 0")) {
                assertThatExceptionOfType(DataAccessException.class)
                        .as(deed)
                        .isThrownBy(() -> database.sql(deed).update())
                        .withStackTraceContaining("append-only");
            }
            if (kind == Databases.POSTGRESQL) {
                assertThatExceptionOfType(DataAccessException.class)
                        .isThrownBy(() -> database.sql("truncate change_entry, field_change")
                                .update())
                        .withStackTraceContaining("append-only");
            }
            assertThat(database.sql("select value_after from field_change where field = 'name'")
                            .query(String.class)
                            .single())
                    .isEqualTo("Fair");
            Tampering.with(desk.source, () -> assertThat(
                            database.sql("delete from field_change").update())
                    .isPositive());
        }
    }
}

package org.yuemao.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.yuemao.base.Dialect;

/** Writes many rows in the transaction that is under way. */
@Component
class RowInserts {
    private final JdbcTemplate database;
    private final Dialect dialect;

    RowInserts(JdbcTemplate database, Dialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /** Writes them; on PostgreSQL there is one answer to wait for, whatever the tables. */
    void write(RowsToInsert<?>... all) {
        List<RowsToInsert<?>> filled =
                Stream.<RowsToInsert<?>>of(all).filter(rows -> !rows.isEmpty()).toList();
        if (filled.isEmpty()) {
            return;
        }
        if (!dialect.isPostgres()) {
            filled.forEach(rows -> rows.send(database));
            return;
        }
        List<Object> parameters = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (int i = 0; i < filled.size(); i++) {
            RowsToInsert<?> rows = filled.get(i);
            parameters.addAll(rows.parameters());
            boolean last = i == filled.size() - 1;
            statement
                    .append(last ? " " : (i == 0 ? "with part" : ", part") + i + " as (")
                    .append(rows.statement())
                    .append(last ? "" : ")");
        }
        database.update(statement.toString(), parameters.toArray());
    }
}

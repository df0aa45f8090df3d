package org.yuemao.summary;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yuemao.base.BatchedInsert;

/** Many rows for one table, described column by column, and written as the database at hand takes them fastest. */
final class RowsToInsert<R> {
    private final String table;
    private final List<R> rows;
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final List<Object[]> contents = new ArrayList<>();

    RowsToInsert(String table, List<R> rows) {
        this.table = table;
        this.rows = rows;
    }

    void numbers(String name, Function<R, Long> content) {
        add(name, "bigint", name, rows.stream().map(content).toArray(Long[]::new));
    }

    void texts(String name, Function<R, String> content) {
        add(name, "varchar", name, rows.stream().map(content).toArray(String[]::new));
    }

    void amounts(String name, Function<R, BigDecimal> content) {
        add(name, "numeric(24, 2)", name, rows.stream().map(content).toArray(BigDecimal[]::new));
    }

    void flags(String name, Function<R, Boolean> content) {
        add(name, "boolean", name, rows.stream().map(content).toArray(Boolean[]::new));
    }

    void days(String name, Function<R, LocalDate> content) {
        // The drivers agree on arrays of texts, not on arrays of days.
        String[] days = rows.stream().map(row -> content.apply(row).toString()).toArray(String[]::new);
        add(name, "varchar", "cast(" + name + " as date)", days);
    }

    private void add(String name, String type, String select, Object[] content) {
        names.add(name);
        types.add(type);
        selected.add(select);
        contents.add(content);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** One statement for all rows, which has one array for each column as its parameters, not named. */
    String statement() {
        List<String> arrays =
                types.stream().map(type -> "cast(? as " + type + " array)").toList();
        return "insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", selected)
                + " from unnest(" + String.join(", ", arrays) + ") added(" + String.join(", ", names) + ")";
    }

    List<Object[]> parameters() {
        return contents;
    }

    /** Sends the rows one by one in batches: H2 runs in this process, and takes longer to look into arrays. */
    void send(JdbcTemplate database) {
        database.execute((Connection connection) -> {
            try (BatchedInsert insert = BatchedInsert.of(connection, table, names.toArray(String[]::new))) {
                for (int row = 0; row < rows.size(); row++) {
                    Object[] of = new Object[contents.size()];
                    for (int column = 0; column < of.length; column++) {
                        of[column] = contents.get(column)[row];
                    }
                    insert.add(of);
                }
            }
            return Boolean.TRUE;
        });
    }
}

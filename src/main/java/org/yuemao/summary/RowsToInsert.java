package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows as one array a column: a single statement, however many there are, that the databases have to parse once. */
final class RowsToInsert<R> {
    private final List<R> rows;
    private final List<String> names = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final List<Object> contents = new ArrayList<>();

    RowsToInsert(List<R> rows) {
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

    void days(String name, Function<R, LocalDate> content) {
        // The drivers agree on arrays of texts, not on arrays of days.
        String[] days = rows.stream().map(row -> content.apply(row).toString()).toArray(String[]::new);
        add(name, "varchar", "cast(" + name + " as date)", days);
    }

    private void add(String name, String type, String select, Object content) {
        names.add(name);
        types.add(type);
        selected.add(select);
        contents.add(content);
    }

    /** Writes the rows. */
    void insertInto(String table, JdbcClient database) {
        List<String> arrays =
                types.stream().map(type -> "cast(? as " + type + " array)").toList();
        JdbcClient.StatementSpec insert = database.sql(
                "insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", selected)
                        + " from unnest(" + String.join(", ", arrays) + ") added(" + String.join(", ", names) + ")");
        for (Object content : contents) {
            insert = insert.param(content);
        }
        insert.update();
    }
}

package org.yuemao.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Has the database itself refuse to change or delete what the history says. Whoever may drop triggers can get past it; the
 * chain of seals finds what was done then. See docs/decisions/history.md.
 */
public final class AppendOnly {
    private static final List<String> TABLES = List.of(
            "change_entry", "field_change", "change_operation", "change_operation_part", "change_chain", "change_seal");

    private AppendOnly() {}

    /** From now on the tables of the history take new rows alone. */
    public static void impose(Connection connection) throws SQLException {
        boolean h2 = isH2(connection);
        try (Statement statement = connection.createStatement()) {
            if (!h2) {
                statement.execute("""
                        create or replace function refuse_change_of_history() returns trigger language plpgsql as $$
                        begin
                            raise exception 'The history is append-only: % of % is refused', tg_op, tg_table_name
                                using errcode = '45000';
                        end $$""");
            }
            for (String table : TABLES) {
                statement.execute(
                        h2
                                ? "create trigger " + trigger(table) + " before update, delete on " + table + " call '"
                                        + AppendOnlyTrigger.class.getName() + "'"
                                : "create trigger " + trigger(table) + " before update or delete or truncate on "
                                        + table + " for each statement execute function refuse_change_of_history()");
            }
        }
    }

    /** Lifts it, for tests that do what nobody may. */
    public static void lift(Connection connection) throws SQLException {
        boolean h2 = isH2(connection);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop trigger " + trigger(table) + (h2 ? "" : " on " + table));
            }
        }
    }

    private static String trigger(String table) {
        return "tg_" + table + "_append_only";
    }

    private static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }
}

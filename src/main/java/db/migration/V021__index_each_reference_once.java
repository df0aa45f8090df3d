package db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Takes away the second index of a column: H2 makes one of its own for each foreign key that is created with its table, and
 * later ours stands beside it. A foreign key that is added anew takes the index that there is. Each row written is written to
 * fewer indexes, and those left find more room in the cache.
 */
public final class V021__index_each_reference_once extends BaseJavaMigration {
    private static final String SUPERFLUOUS = """
            select k.table_name, k.constraint_name, k.column_name, r.delete_rule, u.table_name, u.column_name
            from information_schema.referential_constraints r
            join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
            join information_schema.key_column_usage u on u.constraint_name = r.unique_constraint_name
                and u.ordinal_position = k.ordinal_position
            where k.table_schema = 'PUBLIC'
                and (select count(*) from information_schema.key_column_usage c
                    where c.constraint_name = r.constraint_name) = 1
                and (select count(*) from information_schema.index_columns i
                    where i.table_name = k.table_name and i.column_name = k.column_name
                        and (select count(*) from information_schema.index_columns o
                            where o.index_name = i.index_name and o.table_name = i.table_name) = 1) > 1
            order by k.table_name, k.constraint_name""";

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
            return;
        }
        List<String> statements = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SUPERFLUOUS)) {
            while (rows.next()) {
                String table = "alter table \"" + rows.getString(1) + "\"";
                String constraint = " constraint \"" + rows.getString(2) + "\"";
                statements.add(table + " drop" + constraint);
                // What is there has been held to it until now.
                statements.add(table + " add" + constraint + " foreign key (\"" + rows.getString(3)
                        + "\") references \""
                        + rows.getString(5) + "\" (\"" + rows.getString(6) + "\") on delete " + rows.getString(4)
                        + " nocheck");
            }
        }
        try (var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}

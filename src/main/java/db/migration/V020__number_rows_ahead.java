package db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Has H2 give out the numbers of rows a thousand at a time instead of 32: it waits for the disk each time. PostgreSQL does not,
 * and would keep them apart for each connection, so that the order of numbers would no more be that of entry.
 */
public final class V020__number_rows_ahead extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
            return;
        }
        List<String> columns = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select table_name, column_name from information_schema.columns"
                        + " where is_identity = 'YES' and table_schema = 'PUBLIC' order by 1")) {
            while (rows.next()) {
                columns.add("alter table \"" + rows.getString(1) + "\" alter column \"" + rows.getString(2)
                        + "\" set cache 1000");
            }
        }
        try (var statement = connection.createStatement()) {
            for (String column : columns) {
                statement.execute(column);
            }
        }
    }
}

package db.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.yuemao.audit.AppendOnly;

/**
 * Makes an operation of each import that is in the history, gives the history the indexes by which it is searched, and has the
 * database refuse from now on to change or delete any of it.
 */
public final class V023__keep_history_append_only extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into change_operation (id, kind, recorded_at, person, subject, entries, import_id)
                    select r.id, 'IMPORT', max(c.recorded_at), r.person, r.file_name, count(*), r.id
                    from import_run r join change_entry c on c.import_id = r.id group by r.id, r.person, r.file_name""");
            statement.execute("""
                    insert into change_operation_part (operation_id, record_kind, entries)
                    select import_id, record_kind, count(*) from change_entry where import_id is not null
                    group by import_id, record_kind""");
            statement.execute("update change_entry set operation_id = import_id where import_id is not null");
            try (ResultSet last = statement.executeQuery("select coalesce(max(id), 0) + 1 from change_operation")) {
                last.next();
                long next = last.getLong(1);
                statement.execute("alter sequence change_operation_number restart with " + next);
            }
            statement.execute("alter table change_entry drop column import_id");
            // Those that stand alone are listed without reading past the millions that imports have brought.
            statement.execute("create index ix_change_entry_operation on change_entry"
                    + " (operation_id, recorded_at desc, id desc)");
            statement.execute("create index ix_change_entry_person on change_entry"
                    + " (operation_id, person, recorded_at desc, id desc)");
            statement.execute("create index ix_change_entry_kind on change_entry"
                    + " (operation_id, record_kind, recorded_at desc, id desc)");
        }
        AppendOnly.impose(connection);
    }
}

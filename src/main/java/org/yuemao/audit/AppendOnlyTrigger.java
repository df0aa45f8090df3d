package org.yuemao.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses on H2 what {@link AppendOnly} refuses; H2 makes one of each table that has it. */
public final class AppendOnlyTrigger implements Trigger {
    /** Of a condition that the database does not know of itself. */
    private static final String STATE = "45000";

    private String table = "";

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName;
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        throw new SQLException("The history is append-only: a change of " + table + " is refused", STATE);
    }
}

package org.yuemao.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.yuemao.audit.AppendOnly;

/** Does to the history what the desk never does: changes what was recorded, past the triggers that refuse it. */
public final class Tampering {
    private Tampering() {}

    /** Something that is done to the tables. */
    public interface Deed {
        void run() throws SQLException;
    }

    /** Does it while nothing refuses it. */
    public static void with(DataSource database, Deed deed) {
        try {
            try (Connection connection = database.getConnection()) {
                AppendOnly.lift(connection);
            }
            try {
                deed.run();
            } finally {
                try (Connection connection = database.getConnection()) {
                    AppendOnly.impose(connection);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

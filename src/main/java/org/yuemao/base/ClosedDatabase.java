package org.yuemao.base;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * Gives up the connections of a database that has closed itself, as H2 does when the disk is full in the middle of a write:
 * once all are given up, the next one opens the database anew, as it was after the last commit.
 */
public class ClosedDatabase implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}

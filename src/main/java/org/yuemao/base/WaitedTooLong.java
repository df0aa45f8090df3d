package org.yuemao.base;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * Tells as what it is that a row was held by somebody else for too long, so that people are told to try again. H2 reports it as a
 * time that has run out (50200), which Spring takes for a query that was too slow; PostgreSQL's own state for it (55P03) Spring
 * does not know.
 */
@Component
class WaitedTooLong extends SQLExceptionSubclassTranslator {
    private static final int OF_H2 = 50200;
    private static final String OF_POSTGRES = "55P03";

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException refused) {
        return refused.getErrorCode() == OF_H2 || OF_POSTGRES.equals(refused.getSQLState())
                ? new CannotAcquireLockException(buildMessage(task, sql, refused), refused)
                : super.doTranslate(task, sql, refused);
    }
}

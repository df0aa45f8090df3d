package org.yuemao.base;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Which of the two databases the desk runs on, for the few statements that they know by different words. */
@Component
public class Dialect {
    private final boolean postgres;

    Dialect(DataSource source) throws MetaDataAccessException {
        postgres =
                "PostgreSQL".equals(JdbcUtils.extractDatabaseMetaData(source, meta -> meta.getDatabaseProductName()));
    }

    /** Whether it is PostgreSQL; else it is H2. */
    public boolean isPostgres() {
        return postgres;
    }
}

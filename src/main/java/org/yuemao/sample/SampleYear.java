package org.yuemao.sample;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.business.NameFolding;
import org.yuemao.summary.Recount;

/**
 * Loads the fictional sample year at start where {@code yuemao.sample=true} asks for it, before the desk answers anybody.
 * The whole load is one transaction, so that a database holds all of it or nothing.
 */
@Component
@ConditionalOnBooleanProperty("yuemao.sample")
class SampleYear implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(SampleYear.class);
    private static final List<String> OWN =
            List.of("account", "event", "business", "participation", "zone", "indicator_observation", "target");

    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final SampleLoad load;
    private final Recount recount;
    private final TransactionTemplate transaction;
    private final HikariDataSource connections;

    SampleYear(
            JdbcClient database,
            JdbcTemplate statements,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            Recount recount,
            HikariDataSource connections) {
        this.connections = connections;
        this.recount = recount;
        this.database = database;
        this.statements = statements;
        this.load = new SampleLoad(statements, passwords, new NameFolding(database));
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean loaded = Boolean.TRUE.equals(transaction.execute(status -> {
            if (holdsSample()) {
                return false;
            }
            if (OWN.stream().anyMatch(this::hasRows)) {
                throw new DeskHasOwnData();
            }
            LOG.info("Loading the sample year, which is fictional. 正在载入虚构的示例年度。");
            load.load();
            recount.rebuild();
            return true;
        }));
        if (loaded) {
            compact();
            LOG.info("The sample year is loaded. 示例年度已载入。");
        }
    }

    /**
     * Writes the file of an embedded database anew: one large transaction leaves it some thirty times as large as what it
     * holds. Nobody else uses the database yet; the pool opens it again.
     */
    private void compact() {
        String product = statements.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
        if ("H2".equals(product)) {
            statements.execute("shutdown compact");
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private boolean holdsSample() {
        return database.sql("select count(*) from desk_property where name = 'sample' and content = 'true'")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean hasRows(String table) {
        return database.sql("select count(*) from (select 1 from " + table + " fetch first 1 row only) first_row")
                        .query(Long.class)
                        .single()
                > 0;
    }
}

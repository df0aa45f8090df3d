package org.yuemao.sample;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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
    private final SampleLoad load;
    private final Recount recount;
    private final TransactionTemplate transaction;

    SampleYear(
            JdbcClient database,
            JdbcTemplate statements,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            Recount recount) {
        this.recount = recount;
        this.database = database;
        this.load = new SampleLoad(statements, passwords, new NameFolding(database));
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            if (holdsSample()) {
                return;
            }
            if (OWN.stream().anyMatch(this::hasRows)) {
                throw new DeskHasOwnData();
            }
            LOG.info("Loading the sample year, which is fictional. 正在载入虚构的示例年度。");
            load.load();
            recount.rebuild();
            LOG.info("The sample year is loaded. 示例年度已载入。");
        });
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

package org.yuemao.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds rows until the transaction ends, so that writers wait for each other instead of deadlocking: events first, then
 * businesses, then the cells of the roll-ups, and rows of one table in the order of their ids.
 */
@Component
public class HeldRows {
    private static final int PORTION = 500;

    private final JdbcClient database;
    private final String clause;

    HeldRows(JdbcClient database, Dialect dialect) {
        this.database = database;
        // A row that refers to another holds that one's key there until its transaction ends. Nobody changes keys, and
        // who entered participations of a business need not be waited for by everybody who writes about it.
        clause = dialect.isPostgres() ? " for no key update" : " for update";
    }

    /** What makes a query hold its rows, to be written at its end. */
    public String clause() {
        return clause;
    }

    /** Holds the rows with these ids, and tells which of them there are. */
    public List<Long> hold(String table, Collection<Long> ids) {
        Set<Long> ordered = new TreeSet<>(ids);
        List<Long> held = new ArrayList<>();
        List<Long> portion = new ArrayList<>();
        for (Long id : ordered) {
            portion.add(id);
            if (portion.size() == PORTION) {
                held.addAll(holdPortion(table, portion));
                portion.clear();
            }
        }
        if (!portion.isEmpty()) {
            held.addAll(holdPortion(table, portion));
        }
        return held;
    }

    private List<Long> holdPortion(String table, List<Long> ids) {
        return database.sql("select id from " + table + " where id in (:ids) order by id" + clause)
                .param("ids", ids)
                .query(Long.class)
                .list();
    }
}

package org.yuemao.business;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Refusal;

/**
 * Takes businesses out of the tables, in a transaction that has begun. One that takes part in an event stays, since the event's
 * figures count it; so does one into which others were merged, since their codes and histories lead to it.
 */
@Component
class BusinessRemoval {
    private static final List<String> BESIDES = List.of(
            "business_near_name where business_id",
            "business_pair_verdict where first_id",
            "business_pair_verdict where second_id");

    private final JdbcClient database;
    private final JdbcTemplate statements;
    private final HeldRows heldRows;

    BusinessRemoval(JdbcClient database, JdbcTemplate statements, HeldRows heldRows) {
        this.database = database;
        this.statements = statements;
        this.heldRows = heldRows;
    }

    /** Removes what belongs to one business that its entity does not know of; refused while something depends on it. */
    void clear(long id) {
        List<Long> one = List.of(id);
        int participations = count("select count(*) from participation where business_id in (:ids)", one);
        Refusal.when(participations > 0, null, "business.refused.takes-part", participations);
        int merged = count("select count(*) from business where merged_into in (:ids)", one);
        Refusal.when(merged > 0, null, "business.refused.merged-into", merged);
        delete(one, BESIDES);
    }

    /** Holds them until the transaction ends, in the order in which everybody does. */
    void hold(Collection<Long> ids) {
        heldRows.hold("business", ids);
    }

    /** Removes all of them, or is refused. */
    void removeAll(Collection<Long> ids) {
        heldRows.hold("business", ids);
        int busy = count("select count(distinct business_id) from participation where business_id in (:ids)", ids);
        Refusal.when(busy > 0, null, "business.rows.busy", busy);
        int kept = count("select count(distinct merged_into) from business where merged_into in (:ids)", ids);
        Refusal.when(kept > 0, null, "business.rows.merged-into", kept);
        delete(ids, BESIDES);
        delete(ids, List.of("business_sector where business_id", "business where id"));
    }

    private int count(String query, Collection<Long> ids) {
        return database.sql(query).param("ids", ids).query(Integer.class).single();
    }

    private void delete(Collection<Long> ids, List<String> tables) {
        for (String table : tables) {
            statements.batchUpdate(
                    "delete from " + table + " = ?", ids, 1000, (statement, id) -> statement.setLong(1, id));
        }
    }
}

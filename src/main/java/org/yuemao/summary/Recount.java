package org.yuemao.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.HeldRows;
import org.yuemao.participation.ParticipationsChanged;

/** Counts everything anew from the base tables, to prove the roll-ups right or to fill them after a bulk load. */
@Service
@PreAuthorize("permitAll()")
@Transactional(readOnly = true)
public class Recount {
    private static final String COUNTED_BY_EVENT = """
            select p.event_id, coalesce(b.city_code, '-') as city_code, count(*) as participations,
                coalesce(sum(p.intended_deals), 0) as intended_deals, coalesce(sum(p.signed_deals), 0) as signed_deals,
                coalesce(sum(p.booth_area_sqm), 0) as booth_area_sqm
            from participation p join business b on b.id = p.business_id %s
            group by p.event_id, coalesce(b.city_code, '-')""";

    private static final String EVENT_CELLS = COUNTED_BY_EVENT.formatted("");
    private static final String BUSINESS_CELLS = businessCells("");

    private final JdbcClient database;
    private final HeldRows heldRows;

    Recount(JdbcClient database, HeldRows heldRows) {
        this.database = database;
        this.heldRows = heldRows;
    }

    private static String businessCells(String onlyThose) {
        return String.join(
                " union all ",
                businesses("e.programme", "'*'", onlyThose),
                businesses("'*'", "'*'", onlyThose),
                businesses("e.programme", "s.sector_code", onlyThose),
                businesses("'*'", "s.sector_code", onlyThose));
    }

    private static String businesses(String programme, String sector, String onlyThose) {
        return "select e.event_year, %s as programme, %s as sector_code, coalesce(b.city_code, '-') as city_code,"
                        .formatted(programme, sector)
                + " count(distinct p.business_id) as businesses from participation p"
                + " join event e on e.id = p.event_id join business b on b.id = p.business_id"
                + (sector.startsWith("s.") ? " join event_sector s on s.event_id = e.id" : "")
                + " where e." + RollUps.COUNTED + onlyThose
                + " group by e.event_year, coalesce(b.city_code, '-')"
                + (programme.startsWith("e.") ? ", e.programme" : "")
                + (sector.startsWith("s.") ? ", s.sector_code" : "");
    }

    /** What the roll-ups say otherwise than a full recount, a sentence each; nothing when they are right. */
    public List<String> compare() {
        List<String> differences = new ArrayList<>();
        // H2 knows no full join, so both sides are added up.
        differences.addAll(
                database.sql("""
                        select 'event ' || event_id || ', city ' || city_code || ': kept less counted '
                            || sum(participations) || ' participations, CNY ' || sum(intended_deals) || ' intended, CNY '
                            || sum(signed_deals) || ' signed, sqm ' || sum(booth_area_sqm)
                        from (
                            select event_id, city_code, participations, intended_deals, signed_deals, booth_area_sqm
                            from event_cell
                            union all
                            select event_id, city_code, -participations, -intended_deals, -signed_deals, -booth_area_sqm
                            from (%s) r) both_sides
                        group by event_id, city_code
                        having sum(participations) <> 0 or sum(intended_deals) <> 0 or sum(signed_deals) <> 0
                            or sum(booth_area_sqm) <> 0""".formatted(EVENT_CELLS)).query(String.class).list());
        differences.addAll(
                database.sql("""
                        select 'businesses of ' || key_text || ': kept ' || sum(kept) || ', counted ' || sum(counted)
                        from (
                            select event_year || ' ' || programme || ' ' || sector_code || ' ' || city_code as key_text,
                                businesses as kept, 0 as counted from business_cell
                            union all
                            select event_year || ' ' || programme || ' ' || sector_code || ' ' || city_code, 0, businesses
                            from (%s) r) both_sides
                        group by key_text having sum(kept) <> sum(counted)""".formatted(BUSINESS_CELLS)).query(String.class).list());
        return differences;
    }

    /** Fills the roll-ups anew from the base tables. */
    @Transactional
    public void rebuild() {
        database.sql("delete from event_cell").update();
        database.sql("delete from business_cell").update();
        database.sql("insert into event_cell (event_id, city_code, participations, intended_deals, signed_deals,"
                        + " booth_area_sqm) " + EVENT_CELLS)
                .update();
        database.sql("insert into business_cell (event_year, programme, sector_code, city_code, businesses) "
                        + BUSINESS_CELLS)
                .update();
    }

    /** Counts the cells of these events and of their years anew, after many of their participations changed at once. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationsChanged change) {
        if (change.eventIds().isEmpty() || !change.each().isEmpty()) {
            // What is told one by one is added up.
            return;
        }
        List<Integer> years = database.sql("select distinct event_year from event where id in (:events)")
                .param("events", change.eventIds())
                .query(Integer.class)
                .list();
        hold(years);
        database.sql("delete from event_cell where event_id in (:events)")
                .param("events", change.eventIds())
                .update();
        database.sql("insert into event_cell (event_id, city_code, participations, intended_deals, signed_deals,"
                        + " booth_area_sqm) " + COUNTED_BY_EVENT.formatted("where p.event_id in (:events)"))
                .param("events", change.eventIds())
                .update();
        countBusinesses(years);
    }

    /** Counts the businesses of these years anew, after what decides where they count has changed of many events. */
    @Transactional(propagation = Propagation.MANDATORY)
    void businessesOf(Set<Integer> years) {
        hold(years);
        countBusinesses(years);
    }

    private void countBusinesses(Collection<Integer> years) {
        database.sql("delete from business_cell where event_year in (:years)")
                .param("years", years)
                .update();
        database.sql("insert into business_cell (event_year, programme, sector_code, city_code, businesses) "
                        + businessCells(" and e.event_year in (:years)"))
                .param("years", years)
                .update();
    }

    /** Whoever changes a cell of these years holds its event or its business; so nobody does until this has ended. */
    private void hold(Collection<Integer> years) {
        hold("select id from event where event_year in (:years) order by id", years);
        hold(
                "select b.id from business b where exists (select 1 from participation p join event e on e.id = p.event_id"
                        + " where p.business_id = b.id and e.event_year in (:years)) order by b.id",
                years);
    }

    private void hold(String rows, Collection<Integer> years) {
        database.sql(rows + heldRows.clause())
                .param("years", years)
                .query(Long.class)
                .list();
    }
}

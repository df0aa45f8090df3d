package org.yuemao.base.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.base.Sought;

/** The sectors of many rows: a table with the id of the row in one column and a sector's code in {@code sector_code}. */
public final class SectorRows {
    private final String table;
    private final String column;
    private final JdbcClient database;
    private final JdbcTemplate statements;

    public SectorRows(String table, String column, JdbcClient database, JdbcTemplate statements) {
        this.table = table;
        this.column = column;
        this.database = database;
        this.statements = statements;
    }

    /** The sectors of the rows with these ids. */
    public Map<Long, Set<String>> read(Collection<Long> ids) {
        Map<Long, Set<String>> sectors = new HashMap<>();
        database.sql("select s." + column + ", s.sector_code from " + Sought.ids("ids") + " join " + table + " s on s."
                        + column + " = sought.id")
                .param("ids", Sought.ids(ids))
                .query(row -> {
                    sectors.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                            .add(row.getString(2));
                });
        return sectors;
    }

    private record One(long id, String sector) {}

    /** Writes what differs between the sectors before and after, by the ids of the rows. */
    public void write(Map<Long, Set<String>> before, Map<Long, Set<String>> after) {
        List<One> gone = new ArrayList<>();
        List<One> come = new ArrayList<>();
        after.forEach((id, now) -> {
            Set<String> was = before.getOrDefault(id, Set.of());
            was.stream().filter(sector -> !now.contains(sector)).forEach(sector -> gone.add(new One(id, sector)));
            now.stream().filter(sector -> !was.contains(sector)).forEach(sector -> come.add(new One(id, sector)));
        });
        send("delete from " + table + " where " + column + " = ? and sector_code = ?", gone);
        send("insert into " + table + " (" + column + ", sector_code) values (?, ?)", come);
    }

    private void send(String sql, List<One> all) {
        statements.batchUpdate(sql, all, 1_000, (row, one) -> {
            row.setLong(1, one.id);
            row.setString(2, one.sector);
        });
    }
}

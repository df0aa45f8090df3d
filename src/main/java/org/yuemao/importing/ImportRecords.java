package org.yuemao.importing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which imports there were, and what people meant by the headers of their files. */
@Repository
class ImportRecords {
    private final JdbcClient database;
    private final Clock clock;

    ImportRecords(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An import that ran when the program ended has left nothing: its transaction ended with it. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void closeInterrupted() {
        database.sql("update import_run set state = 'INTERRUPTED', ended_at = :now where state = 'RUNNING'")
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Notes that an import begins, in a transaction of its own, so that a sudden end leaves a trace. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public long begin(String kind, ImportFile file, String person) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into import_run (kind, file_name, file_size, person, state, begun_at)
                        values (:kind, :name, :size, :person, 'RUNNING', :now)""")
                .param("kind", kind)
                .param("name", file.name())
                .param("size", file.size())
                .param("person", person)
                .param("now", OffsetDateTime.now(clock))
                .update(key, "id");
        Number id = key.getKey();
        return id == null ? 0 : id.longValue();
    }

    /** Notes that it is done: in the transaction that has written its rows, so that both are there or neither. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(long id, ImportJob.Counts counts) {
        database.sql("""
                        update import_run set state = 'DONE', rows_new = :fresh, rows_changed = :changed,
                            rows_unchanged = :unchanged, rows_wrong = :wrong, ended_at = :now where id = :id""")
                .param("fresh", counts.fresh())
                .param("changed", counts.changed())
                .param("unchanged", counts.unchanged())
                .param("wrong", counts.wrong())
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    /** Notes that nothing was kept of it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void ended(long id, ImportRun.State state, @Nullable String failure) {
        database.sql("update import_run set state = :state, failure = :failure, ended_at = :now where id = :id")
                .param("state", state.name())
                .param("failure", failure)
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    /** The last imports, newest first: of one person, or of everybody. */
    List<ImportRun> last(@Nullable String person, int most) {
        return database.sql("select * from import_run where :person is null or person = :person"
                        + " order by id desc limit :most")
                .param("person", person, java.sql.Types.VARCHAR)
                .param("most", most)
                .query((row, index) -> run(row))
                .list();
    }

    private static ImportRun run(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new ImportRun(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("person"),
                ImportRun.State.valueOf(row.getString("state")),
                row.getLong("rows_new"),
                row.getLong("rows_changed"),
                row.getLong("rows_unchanged"),
                row.getLong("rows_wrong"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    /** What the person has meant by headers of such files, by folded header; blank for what was not imported. */
    Map<String, String> mapping(String person, String kind) {
        Map<String, String> mapping = new HashMap<>();
        database.sql("select header, column_id from import_mapping where person = :person and kind = :kind")
                .param("person", person)
                .param("kind", kind)
                .query(row -> {
                    mapping.put(row.getString(1), row.getString(2));
                });
        return mapping;
    }

    /** Remembers what the person means by the headers. */
    @Transactional
    public void remember(String person, String kind, Map<String, String> mapping) {
        mapping.forEach((header, column) -> {
            int known = database.sql("update import_mapping set column_id = :column"
                            + " where person = :person and kind = :kind and header = :header")
                    .param("column", column)
                    .param("person", person)
                    .param("kind", kind)
                    .param("header", header)
                    .update();
            if (known == 0) {
                database.sql("insert into import_mapping (person, kind, header, column_id)"
                                + " values (:person, :kind, :header, :column)")
                        .param("column", column)
                        .param("person", person)
                        .param("kind", kind)
                        .param("header", header)
                        .update();
            }
        });
    }
}

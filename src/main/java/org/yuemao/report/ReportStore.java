package org.yuemao.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.summary.Included;

/**
 * Keeps the reports that people have ordered, with their files: in the database, so that every node can hand them out and a
 * backup has them too.
 */
@Repository
class ReportStore {
    private static final int PART = 256 * 1024;
    private static final String UNDER_WAY = "state in ('WAITING', 'RUNNING')";

    private final JdbcClient database;
    private final Clock clock;

    ReportStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What was being made when the program ended cannot be gone on with. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void closeInterrupted() {
        database.sql("update report set state = 'INTERRUPTED', ended_at = :now where " + UNDER_WAY)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    @Transactional
    public long add(long account, ReportOrder order) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into report (account_id, report_year, programme, included, languages, format, state, ordered_at)
                        values (:account, :year, :programme, :included, :languages, :format, 'WAITING', :now)""")
                .param("account", account)
                .param("year", order.year())
                .param("programme", ReportProgrammes.kept(order.programme()))
                .param("included", order.included().name())
                .param("languages", order.languages().name())
                .param("format", order.format().name())
                .param("now", OffsetDateTime.now(clock))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    @Transactional
    public void begun(long id) {
        database.sql("update report set state = 'RUNNING' where id = :id and state = 'WAITING'")
                .param("id", id)
                .update();
    }

    @Transactional
    public void ended(long id, ReportState state) {
        database.sql("update report set state = :state, ended_at = :now where id = :id and " + UNDER_WAY)
                .param("state", state.name())
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
    }

    /** Keeps the file, and no more than {@link ReportService#KEPT} reports of the person. */
    @Transactional
    public void done(long account, long id, ReportContent content, @Nullable Integer pages, InputStream file)
            throws IOException {
        long size = 0;
        int part = 0;
        for (byte[] some = file.readNBytes(PART); some.length > 0; some = file.readNBytes(PART)) {
            database.sql("insert into report_part (report_id, part, content) values (:id, :part, :content)")
                    .param("id", id)
                    .param("part", part++)
                    .param("content", some)
                    .update();
            size += some.length;
        }
        database.sql("""
                        update report set state = 'DONE', ended_at = :now, as_of = :as_of, last_change = :last,
                            file_size = :size, pages = :pages
                        where id = :id""")
                .param("now", OffsetDateTime.now(clock))
                .param("as_of", content.asOf().atOffset(ZoneOffset.UTC))
                .param("last", content.lastChange())
                .param("size", size)
                .param("pages", pages, java.sql.Types.INTEGER)
                .param("id", id)
                .update();
        database.sql("""
                        delete from report where account_id = :account and state not in ('WAITING', 'RUNNING') and id not in
                            (select id from report where account_id = :account order by id desc limit :kept)""")
                .param("account", account)
                .param("kept", ReportService.KEPT)
                .update();
    }

    @Transactional
    public void remove(long account, long id) {
        database.sql("delete from report where id = :id and account_id = :account and not " + UNDER_WAY)
                .param("id", id)
                .param("account", account)
                .update();
    }

    /** The reports of the person, the newest first. */
    @Transactional(readOnly = true)
    public List<Report> of(long account) {
        long last = ReportComposer.lastChange(database);
        return database.sql("select * from report where account_id = :account order by id desc")
                .param("account", account)
                .query((row, index) -> read(row, last))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Report> find(long account, long id) {
        long last = ReportComposer.lastChange(database);
        return database.sql("select * from report where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account)
                .query((row, index) -> read(row, last))
                .optional();
    }

    /** Writes the file out, some of it at a time. */
    void copy(long id, OutputStream out) throws IOException {
        for (int part = 0; ; part++) {
            Optional<byte[]> some = database.sql(
                            "select content from report_part where report_id = :id and part = :part")
                    .param("id", id)
                    .param("part", part)
                    .query(byte[].class)
                    .optional();
            if (some.isEmpty()) {
                return;
            }
            out.write(some.get());
        }
    }

    private static Report read(ResultSet row, long lastChange) throws SQLException {
        Instant asOf = moment(row, "as_of");
        return new Report(
                row.getLong("id"),
                new ReportOrder(
                        row.getInt("report_year"),
                        ReportProgrammes.read(row.getString("programme")),
                        Included.valueOf(row.getString("included")),
                        ReportLanguages.valueOf(row.getString("languages")),
                        ReportFormat.valueOf(row.getString("format"))),
                ReportState.valueOf(row.getString("state")),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                moment(row, "ended_at"),
                asOf,
                row.getObject("file_size", Long.class),
                row.getObject("pages", Integer.class),
                asOf != null && row.getLong("last_change") < lastChange,
                0);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}

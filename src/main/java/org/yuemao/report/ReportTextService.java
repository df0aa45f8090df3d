package org.yuemao.report;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Keeps what people write for the sections of reports. The provincial department speaks in them, so only it may write. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ReportTextService {
    /** The most characters of a text. */
    public static final int LONGEST = 4000;

    private static final String KIND = "REPORT_TEXT";
    private static final RowMapper<Kept> ROW = (row, index) -> new Kept(
            row.getLong("id"),
            new ReportText(
                    row.getLong("version"),
                    new ReportTextData(
                            row.getInt("report_year"),
                            ReportProgrammes.read(row.getString("programme")),
                            row.getString("section"),
                            row.getString("text_zh"),
                            row.getString("text_en")),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                    row.getString("changed_by")));

    private final JdbcClient database;
    private final ReportSections sections;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    private record Kept(long id, ReportText text) {}

    ReportTextService(
            JdbcClient database,
            ReportSections sections,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.database = database;
        this.sections = sections;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Whether the person who has signed in may write the texts. */
    public boolean mayWrite() {
        return currentPerson
                .find()
                .filter(person -> person.mayWriteFor(Places.PROVINCE))
                .isPresent();
    }

    /** The texts of all sections of the reports on a year and a programme, or on both, written or not. */
    public List<ReportText> texts(int year, @Nullable Programme programme) {
        List<Kept> kept = database.sql("select * from report_text where report_year = :year and programme = :programme")
                .param("year", year)
                .param("programme", ReportProgrammes.kept(programme))
                .query(ROW)
                .list();
        return sections.all().stream()
                .map(section -> kept.stream()
                        .map(Kept::text)
                        .filter(text -> text.data().section().equals(section.id()))
                        .findFirst()
                        .orElseGet(() -> unwritten(year, programme, section.id())))
                .toList();
    }

    /** The texts of one section, written or not. */
    public ReportText text(int year, @Nullable Programme programme, String section) {
        Kept kept = find(year, programme, section, "");
        return kept == null ? unwritten(year, programme, section) : kept.text();
    }

    private static ReportText unwritten(int year, @Nullable Programme programme, String section) {
        return new ReportText(0, new ReportTextData(year, programme, section, null, null), null, null);
    }

    /**
     * Writes the texts of a section; where one is empty, it is generated again.
     *
     * @param version that they were read with
     * @throws StaleRecord where somebody else has written since
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void write(long version, ReportTextData data) {
        currentPerson.requireWriteFor(Places.PROVINCE);
        check(data);
        Kept kept = find(data.year(), data.programme(), data.section(), " for update");
        if ((kept == null ? 0 : kept.text().version()) != version) {
            throw new StaleRecord(KIND, kept == null ? 0 : kept.id());
        }
        if (kept == null) {
            changeLog.created(KIND, insert(data), data);
        } else if (kept.text().data().equals(data)) {
            return;
        } else {
            database.sql("update report_text set version = version + 1, text_zh = :zh, text_en = :en,"
                            + " changed_at = :now, changed_by = :person where id = :id")
                    .param("zh", data.zh(), java.sql.Types.VARCHAR)
                    .param("en", data.en(), java.sql.Types.VARCHAR)
                    .param("now", OffsetDateTime.now(clock))
                    .param("person", currentPerson.username())
                    .param("id", kept.id())
                    .update();
            changeLog.changed(KIND, kept.id(), kept.text().data(), data);
        }
        publisher.publishEvent(new ReportTextChanged(data.year(), data.programme(), data.section()));
    }

    private long insert(ReportTextData data) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into report_text (version, report_year, programme, section, text_zh, text_en, changed_at,
                            changed_by)
                        values (1, :year, :programme, :section, :zh, :en, :now, :person)""")
                .param("year", data.year())
                .param("programme", ReportProgrammes.kept(data.programme()))
                .param("section", data.section())
                .param("zh", data.zh(), java.sql.Types.VARCHAR)
                .param("en", data.en(), java.sql.Types.VARCHAR)
                .param("now", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private @Nullable Kept find(int year, @Nullable Programme programme, String section, String held) {
        return database.sql("select * from report_text where report_year = :year and programme = :programme"
                        + " and section = :section" + held)
                .param("year", year)
                .param("programme", ReportProgrammes.kept(programme))
                .param("section", section)
                .query(ROW)
                .optional()
                .orElse(null);
    }

    private void check(ReportTextData data) {
        Refusal.when(
                data.year() < Period.FIRST_YEAR || data.year() > Period.LAST_YEAR,
                null,
                "report.refused.year",
                Period.FIRST_YEAR,
                Period.LAST_YEAR);
        Refusal.when(sections.find(data.section()).isEmpty(), null, "report.refused.section");
        checkLength("zh", data.zh());
        checkLength("en", data.en());
    }

    private static void checkLength(String field, @Nullable String text) {
        Refusal.when(text != null && text.length() > LONGEST, field, "report.refused.long", LONGEST);
    }
}

package org.yuemao.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Formats;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;

/** Reads everything that a report says at one moment, and puts it into words. */
@Component
class ReportComposer {
    private static final int COUNTING = 5;

    private final SummaryService summaries;
    private final ReportTextService texts;
    private final ReportSections sections;
    private final Wording wording;
    private final Places places;
    private final JdbcClient database;
    private final TransactionTemplate oneMoment;
    private final Clock clock;

    private record Read(Instant asOf, long lastChange, Overview overview, Map<String, ReportTextData> texts) {}

    ReportComposer(
            SummaryService summaries,
            ReportTextService texts,
            ReportSections sections,
            Wording wording,
            Places places,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.summaries = summaries;
        this.texts = texts;
        this.sections = sections;
        this.wording = wording;
        this.places = places;
        this.database = database;
        this.clock = clock;
        oneMoment = new TransactionTemplate(transactions);
        // All queries of it see the database as the first one did.
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /** The last change that has been recorded by now. */
    static long lastChange(JdbcClient database) {
        return database.sql("select coalesce(max(id), 0) from change_entry")
                .query(Long.class)
                .single();
    }

    ReportContent compose(ReportOrder order) {
        Read read = Objects.requireNonNull(oneMoment.execute(status -> {
            Instant now = clock.instant();
            return new Read(
                    now,
                    lastChange(database),
                    summaries.overview(
                            new SummaryFilter(order.year(), order.programme(), null, null, order.included())),
                    texts.texts(order.year(), order.programme()).stream()
                            .collect(Collectors.toMap(text -> text.data().section(), ReportText::data)));
        }));
        return new ReportContent(
                order,
                read.asOf(),
                read.lastChange(),
                order.languages().locales().stream()
                        .map(language -> edition(order, read, language))
                        .toList());
    }

    /** What the sections of a report say by themselves now, by section. */
    Map<String, String> generated(int year, @Nullable Programme programme, Locale language) {
        Overview overview = summaries.overview(new SummaryFilter(year, programme, null, null, Included.USUAL));
        return sections.all().stream()
                .collect(Collectors.toMap(ReportSection::id, section -> section.generatedText(overview, language)));
    }

    private ReportContent.Edition edition(ReportOrder order, Read read, Locale language) {
        return new ReportContent.Edition(
                language,
                wording.of("report.document.title", language, String.valueOf(order.year())),
                programme(order.programme(), language) + " · "
                        + wording.of(order.included().nameKey(), language),
                Objects.requireNonNull(places.office(Places.PROVINCE)).names().in(language),
                wording.of(
                        "report.document.state",
                        language,
                        Formats.moment(read.asOf(), language),
                        Formats.integer(read.lastChange(), language)),
                sections.all().stream()
                        .map(section -> part(section, read, language))
                        .toList(),
                Stream.concat(
                                Stream.of(order.included().howKey()),
                                IntStream.rangeClosed(1, COUNTING).mapToObj(rule -> "report.counting." + rule))
                        .map(key -> wording.of(key, language))
                        .toList());
    }

    private String programme(@Nullable Programme programme, Locale language) {
        return wording.of("report.programme." + ReportProgrammes.kept(programme), language);
    }

    private ReportContent.Part part(ReportSection section, Read read, Locale language) {
        ReportTextData written = read.texts().get(section.id());
        String text = written == null ? null : Formats.chinese(language) ? written.zh() : written.en();
        return new ReportContent.Part(
                section.id(),
                wording.of("report.section." + section.id(), language),
                text == null ? section.generatedText(read.overview(), language) : text,
                text == null,
                section.figures(read.overview(), language),
                section.charts(read.overview(), language).stream()
                        .filter(chart -> !chart.isEmpty())
                        .toList());
    }
}

package org.yuemao.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.WholeList;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessSort;
import org.yuemao.business.BusinessTable;
import org.yuemao.business.CreditCode;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.EventData;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventService;
import org.yuemao.event.EventSort;
import org.yuemao.event.EventStatus;
import org.yuemao.event.EventTable;
import org.yuemao.event.Programme;
import org.yuemao.importing.TableFile;
import org.yuemao.importing.TableRow;
import org.yuemao.importing.TableRows;
import org.yuemao.indicator.IndicatorTables;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationSort;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.place.Places;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneFilter;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneListItem;
import org.yuemao.zone.ZoneLists;
import org.yuemao.zone.ZoneService;
import org.yuemao.zone.ZoneSort;
import org.yuemao.zone.ZoneTable;

/** Whole lists as files, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListExportTest {
    private static final int BUSINESSES = 1_203;
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
    private static final List<String> NASTY = List.of(
            "=1+1",
            "=HYPERLINK(\"http://example.com\";\"x\")",
            "+86 755 1234",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(A1:A9)",
            "\t=1",
            "'=1",
            "''@x",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            "a\n=1",
            "_x003D_1",
            "a,b;c\"d\"",
            "00123",
            "1E5",
            "TRUE",
            "2021-03-05",
            "<img src=x onerror=alert(1)>",
            "\"><script>alert(1)</script>",
            "javascript:alert(1)",
            "]]>&amp;&#60;");
    private static final Map<Databases, ConfigurableApplicationContext> RUNNING = new EnumMap<>(Databases.class);

    @TempDir
    private Path folder;

    @BeforeEach
    void signIn() {
        JustTheServices.signIn();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    static void end() {
        RUNNING.values().forEach(ConfigurableApplicationContext::close);
        RUNNING.clear();
    }

    @ParameterizedTest
    @EnumSource
    void handsOverEveryRowInTheOrderOfThePages(Databases database) {
        BusinessLists businesses = the(database, BusinessLists.class);
        ParticipationLists participations = the(database, ParticipationLists.class);
        EventLists events = the(database, EventLists.class);
        ZoneLists zones = the(database, ZoneLists.class);
        for (boolean descending : List.of(false, true)) {
            for (BusinessFilter filter : List.of(
                    BusinessFilter.ALL,
                    BusinessFilter.search("7"),
                    new BusinessFilter("", "440300", "lighting", null))) {
                for (BusinessSort sort : BusinessSort.values()) {
                    assertThat(ids(BusinessListItem::id, businesses.page(filter, sort, descending, 0, 5_000)))
                            .isEqualTo(ids(each -> businesses.each(
                                    filter,
                                    sort,
                                    descending,
                                    one -> each.accept(one.business().id()))));
                }
            }
            for (ParticipationFilter filter : List.of(
                    new ParticipationFilter("", null, null, 2041, null, null, null, null),
                    new ParticipationFilter("9", null, null, null, Programme.GTW, "440300", "lighting", null))) {
                for (ParticipationSort sort : ParticipationSort.values()) {
                    assertThat(ids(ParticipationListItem::id, participations.page(filter, sort, descending, 0, 5_000)))
                            .isEqualTo(ids(each -> participations.each(
                                    filter,
                                    sort,
                                    descending,
                                    one -> each.accept(one.item().id()))));
                }
            }
            for (EventSort sort : EventSort.values()) {
                assertThat(ids(EventListItem::id, events.page(EventFilter.all(), sort, descending, "zh", 0, 100)))
                        .isEqualTo(ids(each ->
                                events.each(EventFilter.all(), sort, descending, "zh", one -> each.accept(one.id()))));
            }
            for (ZoneSort sort : ZoneSort.values()) {
                assertThat(ids(ZoneListItem::id, zones.page(ZoneFilter.ALL, sort, descending, "en", 0, 100)))
                        .isEqualTo(ids(each ->
                                zones.each(ZoneFilter.ALL, sort, descending, "en", one -> each.accept(one.id()))));
            }
        }
        assertThat(ids(each -> businesses.each(
                        BusinessFilter.ALL,
                        null,
                        false,
                        one -> each.accept(one.business().id()))))
                .hasSize(BUSINESSES)
                .doesNotHaveDuplicates();
    }

    private static <T> List<Long> ids(java.util.function.ToLongFunction<T> id, List<T> page) {
        return page.stream().map(id::applyAsLong).toList();
    }

    private static List<Long> ids(Consumer<Consumer<Long>> rows) {
        List<Long> ids = new ArrayList<>();
        rows.accept(ids::add);
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatAnImportReadsAsUnchanged(Databases database) throws IOException {
        for (Locale language : LANGUAGES) {
            for (ExportFormat format : ExportFormat.values()) {
                WholeList<?> businesses =
                        the(database, BusinessTable.class).of(BusinessFilter.ALL, BusinessSort.CITY, true);
                assertThat(verdicts(database, businesses, the(database, BusinessRows.class), format, language))
                        .as("%s %s", format, language)
                        .hasSize(BUSINESSES)
                        .containsOnly(Verdict.UNCHANGED);
                WholeList<?> participations = the(database, ParticipationTable.class)
                        .of(ParticipationFilter.ofEvent(event(database)), null, false, null, language);
                assertThat(verdicts(database, participations, the(database, ParticipationRows.class), format, language))
                        .as("%s %s", format, language)
                        .hasSize(BUSINESSES)
                        .containsOnly(Verdict.UNCHANGED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNumbersAsNumbersDaysAsDaysAndCodesAsText(Databases database) throws IOException {
        Path file = written(
                database,
                the(database, ParticipationTable.class)
                        .of(
                                ParticipationFilter.ofEvent(event(database)),
                                ParticipationSort.SIGNED_DEALS,
                                true,
                                null,
                                Locale.ENGLISH),
                ExportFormat.XLSX,
                Locale.ENGLISH);
        List<TableRow> rows = read(file);
        Map<String, Integer> titles = titles(rows);
        TableRow first = rows.get(1);
        assertThat(first.at(place(titles, "Signed deals (CNY)")).value()).isEqualTo(new BigDecimal("1202.5"));
        assertThat(first.at(place(titles, "First day")).value()).isEqualTo(LocalDate.of(2041, 3, 5));
        assertThat(first.at(place(titles, "Unified social credit code")).value())
                .isInstanceOf(String.class);
        assertThat(first.at(place(titles, "Event")).text()).isEqualTo("=Fair");
        assertThat(first.at(place(titles, "Last changed by")).text()).isEqualTo("official");
        assertThat(first.at(place(titles, "Last changed")).text())
                .startsWith("20")
                .hasSize(16);
    }

    @ParameterizedTest
    @EnumSource
    void letsNoTextBecomeAFormula(Databases database) throws IOException {
        for (WholeList<?> list : List.of(
                the(database, BusinessTable.class).of(BusinessFilter.ALL, null, false),
                the(database, ParticipationTable.class)
                        .of(ParticipationFilter.ofEvent(1), null, false, null, Locale.ENGLISH),
                the(database, EventTable.class).of(EventFilter.all(), EventSort.CODE, true, "en"),
                the(database, ZoneTable.class).of(ZoneFilter.ALL, ZoneSort.NAME, true, Locale.ENGLISH),
                the(database, ZoneTable.class).figures(ZoneFilter.ALL, ZoneSort.NAME, true, Locale.ENGLISH),
                the(database, IndicatorTables.class).observations(Stream.of(), "440000", null, Locale.ENGLISH),
                the(database, IndicatorTables.class).targets(Stream.of(), null, Locale.ENGLISH))) {
            List<EntryColumn<?>> texts = list.columns().stream()
                    .filter(column -> !column.id().equals("changedAt"))
                    .filter(column ->
                            column.type().shape() == Shape.TEXT || column.type().shape() == Shape.LONG_TEXT)
                    .toList();
            assertThat(texts).as(list.subject().titleKey()).isNotEmpty();
            List<ListColumn<String>> columns = texts.stream()
                    .map(column -> new ListColumn<String>(column, text -> text))
                    .toList();
            WholeList<String> nasty = WholeList.of(list.subject(), columns, NASTY.stream());
            for (ExportFormat format : ExportFormat.values()) {
                Path file = written(database, nasty, format, Locale.ENGLISH);
                List<TableRow> rows = read(file);
                for (int row = 0; row < NASTY.size(); row++) {
                    for (int column = 0; column < columns.size(); column++) {
                        assertThat(rows.get(row + 1).at(column).value())
                                .as(
                                        "%s in %s as %s",
                                        NASTY.get(row), texts.get(column).id(), format)
                                .isEqualTo(NASTY.get(row));
                    }
                }
                if (format == ExportFormat.XLSX) {
                    assertThat(sheet(file)).doesNotContain("<f>", "<f ");
                } else {
                    assertThat(Files.readString(file, StandardCharsets.UTF_8).split("[,\r\n]+"))
                            .as("what a spreadsheet would compute")
                            .noneMatch(field -> field.matches("\"?[=+\\-@\\t＝＋－＠].*") && !field.equals("=1\""));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void whatBreaksOffDoesNotLookComplete(ExportFormat format) throws IOException {
        WholeList<String> breaking = new WholeList<>(
                WholeList.Subject.of("business.title"),
                List.of(ListColumn.shown(
                        "a", "business.name", org.yuemao.base.entry.CellTypes.text(50), 10, text -> text)),
                () -> 3,
                consumer -> {
                    IntStream.range(0, 3_000).forEach(i -> consumer.accept("row " + i));
                    throw new IllegalStateException("the database is gone");
                });
        Closing out = new Closing();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> export().write(breaking, format, Locale.ENGLISH, out));
        assertThat(out.closed).isFalse();
        Path file = folder.resolve("broken." + format.ending());
        Files.write(file, out.toByteArray());
        if (format == ExportFormat.XLSX) {
            Throwable refused = catchThrowable(() -> read(file));
            assertThat(refused).isInstanceOf(org.yuemao.base.Refusal.class);
        } else {
            assertThat(Files.readAllLines(file).getLast()).startsWith("NOT COMPLETE");
        }
    }

    private static final class Closing extends ByteArrayOutputStream {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheQueryWhenNobodyTakesTheFileAnyMore(Databases database) {
        com.zaxxer.hikari.HikariDataSource pool =
                (com.zaxxer.hikari.HikariDataSource) the(database, javax.sql.DataSource.class);
        OutputStream gone = new OutputStream() {
            private int left = 1_000;

            @Override
            public void write(int one) throws IOException {
                if (left-- <= 0) {
                    throw new IOException("Broken pipe");
                }
            }
        };
        WholeList<?> list = the(database, BusinessTable.class).of(BusinessFilter.ALL, null, false);
        for (ExportFormat format : ExportFormat.values()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> export().write(list, format, Locale.ENGLISH, gone))
                    .withMessage("Broken pipe");
        }
        // What the desk does by itself may hold one for a moment.
        await().untilAsserted(() ->
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichListAndDayInTheNameOfTheFile(Databases database) {
        WholeList<?> list =
                the(database, EventTable.class).of(EventFilter.all().ofYear(2021), EventSort.CODE, true, "en");
        assertThat(export().fileName(list, ExportFormat.XLSX, Locale.ENGLISH))
                .isEqualTo("Events 2021, 2026-01-02.xlsx");
        assertThat(export().fileName(list, ExportFormat.CSV, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("2021年活动（2026-01-02）.csv");
        WholeList<?> ofOne = the(database, ParticipationTable.class)
                .of(ParticipationFilter.ofEvent(1), null, false, "GTW-2041-001", Locale.ENGLISH);
        assertThat(export().fileName(ofOne, ExportFormat.CSV, Locale.ENGLISH))
                .isEqualTo("Participations of GTW-2041-001, 2026-01-02.csv");
        WholeList<?> strange = the(database, ParticipationTable.class)
                .of(ParticipationFilter.ofEvent(1), null, false, "a/b\\c:\"d\"\r\n", Locale.ENGLISH);
        assertThat(export().fileName(strange, ExportFormat.CSV, Locale.ENGLISH)).doesNotContain("/", "\\", "\"", "\n");
    }

    private static ListExport export() {
        return new ListExport(
                RUNNING.values().stream()
                        .map(context -> context.getBean(Wording.class))
                        .findFirst()
                        .orElseGet(() -> the(Databases.H2, Wording.class)),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneId.of("UTC")));
    }

    private List<Verdict> verdicts(
            Databases database, WholeList<?> list, RecordRows rows, ExportFormat format, Locale language)
            throws IOException {
        List<TableRow> read = read(written(database, list, format, language));
        Map<String, Integer> titles = titles(read);
        Wording wording = the(database, Wording.class);
        List<TypedRow> typed = read.stream()
                .skip(1)
                .map(row -> new TypedRow(
                        row.number(),
                        rows.columns().stream().collect(Collectors.toMap(EntryColumn::id, column -> row.at(
                                        place(titles, wording.of(column.titleKey(), language)))
                                .text()))))
                .toList();
        EntryRun run = new EntryRun(true, false);
        List<RowPlan> plans = new ArrayList<>();
        for (int from = 0; from < typed.size(); from += 500) {
            plans.addAll(rows.plan(typed.subList(from, Math.min(typed.size(), from + 500)), run));
        }
        assertThat(plans.stream()
                        .filter(plan -> plan.verdict() != Verdict.UNCHANGED)
                        .limit(3)
                        .map(plan -> plan.row() + " " + plan.problems() + " " + plan.changes()))
                .isEmpty();
        return plans.stream().map(RowPlan::verdict).toList();
    }

    private Path written(Databases database, WholeList<?> list, ExportFormat format, Locale language)
            throws IOException {
        Path file = folder.resolve("list." + format.ending());
        try (OutputStream out = Files.newOutputStream(file)) {
            new ListExport(the(database, Wording.class), the(database, Clock.class)).write(list, format, language, out);
        }
        return file;
    }

    private static List<TableRow> read(Path file) {
        List<TableRow> read = new ArrayList<>();
        try (TableFile table = TableFile.open(file, "list");
                TableRows rows = table.rows(table.tables().getFirst())) {
            rows.forEachRemaining(read::add);
        }
        return read;
    }

    private static Map<String, Integer> titles(List<TableRow> read) {
        Map<String, Integer> titles = new HashMap<>();
        List<String> texts = read.getFirst().texts();
        for (int i = 0; i < texts.size(); i++) {
            assertThat(titles.put(texts.get(i), i))
                    .as("once only: " + texts.get(i))
                    .isNull();
        }
        return titles;
    }

    private static int place(Map<String, Integer> titles, String title) {
        return java.util.Objects.requireNonNull(titles.get(title), title);
    }

    private static String sheet(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("sheet1.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("No sheet");
    }

    private static long event(Databases database) {
        return the(database, JdbcClient.class)
                .sql("select min(id) from event where event_year = 2041")
                .query(Long.class)
                .single();
    }

    private static <T> T the(Databases database, Class<T> bean) {
        ConfigurableApplicationContext running = RUNNING.get(database);
        if (running == null) {
            running = JustTheServices.on(database);
            RUNNING.put(database, running);
            fill(database);
        }
        return running.getBean(bean);
    }

    private static void fill(Databases database) {
        EventService events = the(database, EventService.class);
        String code = events.schedule(event("=Fair", 2041)).code();
        events.schedule(event("Other", 2041));
        events.schedule(event("Third", 2042));
        ZoneService zones = the(database, ZoneService.class);
        long zone = zones.establish(new ZoneData(
                        ZoneKind.UPGRADING_BASE,
                        "-Base",
                        "基地",
                        "440300",
                        null,
                        LocalDate.of(2020, 1, 2),
                        new BigDecimal("12.5"),
                        "@operator",
                        Set.of("lighting")))
                .id();
        zones.establish(
                new ZoneData(ZoneKind.OVERSEAS_WAREHOUSE, "Porto", null, null, "PT", null, null, null, Set.of()));
        the(database, ZoneFigureService.class)
                .record(zone, org.yuemao.base.Period.ofYear(2021), Metric.EXPORTS, new BigDecimal("1000"), null);
        ParticipationRows rows = the(database, ParticipationRows.class);
        List<TypedRow> typed =
                IntStream.range(0, BUSINESSES).mapToObj(i -> row(i, code)).toList();
        new TransactionTemplate(the(database, PlatformTransactionManager.class)).executeWithoutResult(status -> {
            EntryRun run = new EntryRun(false, false);
            List<RowPlan> plans = rows.plan(typed, run);
            assertThat(plans).allSatisfy(plan -> assertThat(plan.problems()).isEmpty());
            rows.write(plans, run);
            rows.finish(run);
        });
    }

    private static TypedRow row(int i, String event) {
        Map<String, String> cells = new HashMap<>();
        String nasty = NASTY.get(i % 14).strip();
        cells.put("eventCode", event);
        if (i % 10 == 0) {
            cells.put("missingCodeReason", nasty);
        } else {
            cells.put("creditCode", code(i));
        }
        cells.put("nameZh", nasty.replace("\n", " ") + " 公司 " + i);
        if (i % 3 == 0) {
            cells.put("nameEn", nasty.replace("\n", " ") + " Ltd " + i);
        }
        cells.put(i % 7 == 0 ? "countryCode" : "cityCode", i % 7 == 0 ? "JP" : i % 2 == 0 ? "440300" : "440100");
        cells.put("sectors", i % 4 == 0 ? "" : "lighting; toys-gifts");
        cells.put("size", i % 5 == 0 ? "" : "LARGE");
        cells.put("contact", nasty.replace("\n", " "));
        cells.put("phone", "+86 755 " + i);
        cells.put("role", i % 2 == 0 ? "BUYER" : "EXHIBITOR");
        cells.put("boothArea", i % 6 == 0 ? "" : i + ".25");
        cells.put("signedDeals", i % 3 == 0 ? "" : i + ".5");
        cells.put("intendedDeals", i == 1 ? "123456789012345.67" : "");
        cells.put("remark", nasty);
        return new TypedRow(i + 2, cells);
    }

    private static String code(int i) {
        String seventeen = "91440300" + (760_000_000 + i);
        return seventeen + CreditCode.checkCharacter(seventeen);
    }

    private static EventData event(String name, int year) {
        return new EventData(
                Programme.GTW,
                name,
                null,
                LocalDate.of(year, 3, 5),
                LocalDate.of(year, 3, 7),
                EventForm.ON_SITE,
                "JP",
                null,
                "Tokyo",
                null,
                null,
                Places.PROVINCE,
                Set.of("lighting"),
                EventStatus.PLANNED,
                null,
                null,
                null,
                null);
    }
}

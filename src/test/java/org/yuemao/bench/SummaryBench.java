package org.yuemao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.yuemao.base.bulk.ManyChanged;
import org.yuemao.business.NameFolding;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.Counted;
import org.yuemao.summary.CountedRows;
import org.yuemao.summary.Included;
import org.yuemao.summary.Measure;
import org.yuemao.summary.Overview;
import org.yuemao.summary.Recount;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;

/**
 * Measures summaries at 60 thousand, 600 thousand and 6 million participations, on H2 and on PostgreSQL, against the same numbers
 * by direct SQL over the base tables, which must say the same. Events and businesses grow with the participations, as if more
 * and more provinces joined. What is measured is computed each time: a change is committed before, so that nothing is remembered.
 */
final class SummaryBench {
    private static final int[] SIZES = {60_000, 600_000, 6_000_000};
    private static final int FIRST_YEAR = 2017;
    private static final int YEARS = 5;
    private static final int PER_EVENT = 200;
    private static final int REPETITIONS = 15;
    private static final int WRITES = 300;

    /** Of H2 while it is being filled, in KB. */
    private static final int FILLING_CACHE = 1_500_000;

    /** What H2 takes by itself in a process of this size: 64 MB for each GB. */
    private static final long USUAL_CACHE = 64 * 1024 * Runtime.getRuntime().maxMemory() / (1 << 30);

    private static final SummaryFilter ALL = new SummaryFilter(2021, null, null, null, Included.APPROVED);

    private final Measures measures = new Measures();
    private final int largest;

    private SummaryBench(int largest) {
        this.largest = largest;
    }

    /** Takes the folder of the data, or makes one that is removed afterwards. */
    public static void main(String[] arguments) throws IOException {
        boolean ownFolder = arguments.length == 0;
        Path data = ownFolder ? Files.createTempDirectory("bench") : Files.createDirectories(Path.of(arguments[0]));
        System.setProperty("yuemao.data", data.toString());
        System.setProperty("yuemao.test.synchronous-commit", "on");
        int code = 1;
        try {
            SummaryBench bench = new SummaryBench(Integer.getInteger("yuemao.bench.largest", SIZES[2]));
            String only = System.getProperty("yuemao.bench.database", "");
            for (Databases kind : only.isEmpty() ? Databases.values() : new Databases[] {Databases.valueOf(only)}) {
                bench.run(kind);
            }
            code = bench.measures.conclude();
        } catch (RuntimeException | AssertionError | SQLException e) {
            System.err.println("The benchmark could not be finished: " + e);
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        System.exit(code);
    }

    private void run(Databases kind) throws SQLException {
        Map<Integer, List<Double>> overviews = new HashMap<>();
        for (int size : SIZES) {
            if (size > largest) {
                continue;
            }
            try (ConfigurableApplicationContext desk = JustTheServices.on(kind)) {
                JustTheServices.signIn();
                long begun = System.nanoTime();
                JdbcClient database = desk.getBean(JdbcClient.class);
                if (kind == Databases.H2) {
                    // Filling is not measured, and takes an hour where the index of businesses does not fit into the
                    // cache.
                    database.sql("set cache_size " + FILLING_CACHE).update();
                    String key = database.sql("""
                                    select k.constraint_name from information_schema.key_column_usage k
                                    join information_schema.table_constraints c on c.constraint_name = k.constraint_name
                                    where k.table_name = 'PARTICIPATION' and k.column_name = 'BUSINESS_ID'
                                        and c.constraint_type = 'FOREIGN KEY'""").query(String.class).single();
                    database.sql("alter table participation drop constraint \"" + key + "\"")
                            .update();
                    database.sql("drop index ix_participation_business").update();
                    fill(desk.getBean(DataSource.class), size);
                    // The index first, or the reference makes one of its own beside it.
                    database.sql("create index ix_participation_business on participation (business_id)")
                            .update();
                    database.sql("alter table participation add constraint \"" + key
                                    + "\" foreign key (business_id) references business")
                            .update();
                    database.sql("set cache_size " + USUAL_CACHE).update();
                    // It would answer a query that it has just answered without looking.
                    database.sql("set optimize_reuse_results 0").update();
                } else {
                    fill(desk.getBean(DataSource.class), size);
                }
                long filled = System.nanoTime();
                desk.getBean(Recount.class).rebuild();
                System.out.printf(
                        "%s, %,d participations: filled in %.0f s, roll-ups counted in %.0f s%n",
                        kind, size, (filled - begun) / 1e9, (System.nanoTime() - filled) / 1e9);
                overviews.put(size, measure(kind, desk, size));
            }
        }
        if (overviews.size() == SIZES.length) {
            measures.against(
                    kind + ": overview at 6 million",
                    Objects.requireNonNull(overviews.get(SIZES[2])),
                    "at 60 thousand",
                    Objects.requireNonNull(overviews.get(SIZES[0])),
                    2,
                    "ms");
        }
    }

    private List<Double> measure(Databases kind, ConfigurableApplicationContext desk, int size) {
        String at = kind + ", " + String.format("%,d", size) + ": ";
        SummaryService summaries = desk.getBean(SummaryService.class);
        CountedRows rows = desk.getBean(CountedRows.class);
        JdbcClient database = desk.getBean(JdbcClient.class);
        List<Double> overview = times(desk, () -> summaries.overview(ALL));
        measures.below(at + "overview, all its queries", overview, 50, "ms");
        measures.below(
                at + "overview of a city and a sector",
                times(
                        desk,
                        () -> summaries.overview(
                                new SummaryFilter(2021, null, "440300", "lighting", Included.APPROVED))),
                50,
                "ms");
        Counted all = Counted.of(Measure.PARTICIPATIONS, ALL);
        int count = Math.toIntExact(rows.totals(all).participations());
        // With the sums that stand above the rows, as the page shows them.
        List<Double> first = times(desk, () -> {
            rows.totals(all);
            rows.participations(all, 0, 50);
        });
        measures.below(at + "first page of the participations of a year", first, 100, "ms");
        measures.against(
                at + "last page",
                times(desk, () -> {
                    rows.totals(all);
                    rows.participations(all, count - 50, 50);
                }),
                "first page",
                first,
                3,
                "ms");
        Counted ofCity = new Counted(
                Measure.BUSINESSES,
                2021,
                null,
                null,
                java.util.Set.of("440300"),
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                Included.APPROVED);
        measures.below(
                at + "first page of the businesses of a city",
                times(desk, () -> rows.businesses(ofCity, rows.businesses(ofCity), 0, 50)),
                100,
                "ms");
        String byCityAndYear =
                "select event_year, city_code, sum(businesses) as businesses from (select event_year, city_code,"
                        + " businesses from business_cell where programme = '*' and sector_code = '*' union all select event_year,"
                        + " city_code, businesses from business_change where programme = '*' and sector_code = '*') c"
                        + " group by event_year, city_code having sum(businesses) <> 0";
        String counted =
                "select e.event_year, coalesce(b.city_code, '-') as city_code, count(distinct p.business_id) as businesses"
                        + " from participation p join event e on e.id = p.event_id join business b on b.id = p.business_id"
                        + " where e.status not in ('POSTPONED', 'CANCELLED') group by e.event_year, coalesce(b.city_code, '-')";
        assertThat(numbers(database, byCityAndYear)).isEqualTo(numbers(database, counted));
        int few = size == SIZES[2] ? 1 : 3;
        measures.against(
                at + "businesses by city and year",
                times(desk, () -> numbers(database, byCityAndYear)),
                "by direct SQL",
                Measures.times(few, () -> time(() -> numbers(database, counted))),
                1,
                "ms");
        same(summaries.overview(ALL), database);
        measures.against(
                at + "overview",
                overview,
                "its sums, cities and months by direct SQL",
                Measures.times(few, () -> time(() -> direct(database))),
                1,
                "ms");
        writes(at, kind, desk);
        return overview;
    }

    private static Map<String, Long> numbers(JdbcClient database, String sql) {
        Map<String, Long> numbers = new HashMap<>();
        database.sql(sql).query(row -> {
            numbers.put(row.getInt(1) + " " + row.getString(2), row.getLong(3));
        });
        return numbers;
    }

    private record Direct(long participations, BigDecimal signedDeals, long businesses, long events) {}

    private static final String COUNTED =
            " from participation p join event e on e.id = p.event_id join business b on b.id = p.business_id"
                    + " where e.event_year = 2021 and e.status not in ('POSTPONED', 'CANCELLED')";

    private static Direct direct(JdbcClient database) {
        // Grouped as the charts need it, and added up here.
        database.sql("select b.city_code, count(*), count(distinct p.business_id), sum(p.signed_deals)" + COUNTED
                        + " group by b.city_code")
                .query((row, index) -> row.getLong(2))
                .list();
        database.sql("select e.programme, e.event_month, coalesce(e.country_code, e.province_code), count(*),"
                        + " sum(p.signed_deals)" + COUNTED
                        + " group by e.programme, e.event_month, coalesce(e.country_code, e.province_code)")
                .query((row, index) -> row.getLong(4))
                .list();
        return database.sql("select count(*) as participations, coalesce(sum(p.signed_deals), 0) as signed_deals,"
                        + " count(distinct p.business_id) as businesses, count(distinct p.event_id) as events"
                        + COUNTED)
                .query(Direct.class)
                .single();
    }

    private static void same(Overview overview, JdbcClient database) {
        Direct direct = direct(database);
        assertThat(overview.figures().participations()).isEqualTo(direct.participations());
        assertThat(overview.figures().businesses()).isEqualTo(direct.businesses());
        assertThat(overview.figures().events()).isEqualTo(direct.events());
        assertThat(overview.figures().signedDeals()).isEqualByComparingTo(direct.signedDeals());
    }

    /** Participations entered one by one through the service, with the roll-ups and without them. */
    private void writes(String at, Databases kind, ConfigurableApplicationContext desk) {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (ConfigurableApplicationContext bare = JustTheServices.withoutRollUps(desk.getBean(DataSource.class))) {
            Random random = new Random(7);
            for (int round = 0; round < 7; round++) {
                double one = entered(desk, random);
                double other = entered(bare, random);
                if (round > 0) {
                    with.add(one);
                    without.add(other);
                }
            }
        }
        measures.against(at + "a participation entered", with, "without roll-ups", without, 1.5, "ms");
    }

    private static double entered(ConfigurableApplicationContext desk, Random random) {
        ParticipationService participations = desk.getBean(ParticipationService.class);
        JdbcClient database = desk.getBean(JdbcClient.class);
        List<Long> events = database.sql("select id from event where event_year = 2021 order by id limit 40")
                .query(Long.class)
                .list();
        long businesses =
                database.sql("select max(id) from business").query(Long.class).single();
        long taken = 0;
        int done = 0;
        while (done < WRITES) {
            long event = events.get(random.nextInt(events.size()));
            long business = 1 + random.nextLong(businesses);
            boolean there = database.sql(
                                    "select count(*) from participation where event_id = :event and business_id = :business")
                            .param("event", event)
                            .param("business", business)
                            .query(Integer.class)
                            .single()
                    > 0;
            if (there) {
                continue;
            }
            ParticipationData data = new ParticipationData(
                    business,
                    ParticipationRole.EXHIBITOR,
                    Attendance.ON_SITE,
                    BigDecimal.TEN,
                    BigDecimal.valueOf(1_000),
                    BigDecimal.valueOf(500),
                    null);
            long begun = System.nanoTime();
            participations.register(event, data);
            taken += System.nanoTime() - begun;
            done++;
        }
        return taken / 1e6 / WRITES;
    }

    private static List<Double> times(ConfigurableApplicationContext desk, Runnable action) {
        // As in a desk that has been used for some minutes: Java has compiled what is run often.
        for (int round = 0; round < REPETITIONS; round++) {
            forget(desk);
            action.run();
        }
        return Measures.times(REPETITIONS, () -> {
            forget(desk);
            return time(action);
        });
    }

    private static double time(Runnable action) {
        long begun = System.nanoTime();
        action.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Commits a change, after which no summary is remembered. */
    private static void forget(ConfigurableApplicationContext desk) {
        new TransactionTemplate(desk.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> desk.publishEvent(new ManyChanged("EVENT", 0)));
    }

    private static void fill(DataSource source, int size) throws SQLException {
        Random random = new Random(42);
        int events = size / PER_EVENT;
        int businesses = size / 6;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            List<String> cities = texts(connection, "select code from city order by code");
            List<String> countries =
                    texts(connection, "select code from country where code <> 'CN' order by code limit 60");
            List<String> provinces = texts(connection, "select code from province where code < '700000' order by code");
            List<String> sectors = texts(connection, "select code from sector order by code");
            OffsetDateTime now = OffsetDateTime.of(2021, 12, 31, 12, 0, 0, 0, ZoneOffset.UTC);
            try (PreparedStatement rows = connection.prepareStatement(
                    "insert into business (version, missing_code_reason, name_en, city_code, search_text, created_at, created_by,"
                            + " changed_at, changed_by, folding) values (0, 'bench', ?, ?, ?, ?, 'bench', ?, 'bench', "
                            // As if the names had been folded, which takes a while for a million and is not measured
                            // here.
                            + NameFolding.VERSION + ")")) {
                for (int i = 1; i <= businesses; i++) {
                    rows.setString(1, "Business " + i);
                    // Larger cities have more businesses.
                    rows.setString(2, cities.get((int) (cities.size() * Math.pow(random.nextDouble(), 2))));
                    rows.setString(3, "business " + i);
                    rows.setObject(4, now.minusDays(random.nextInt(1_800)));
                    rows.setObject(5, now);
                    batch(rows, i);
                }
                rows.executeBatch();
            }
            try (PreparedStatement rows = connection.prepareStatement(
                            "insert into event (version, code, programme, name_en, first_day, last_day, event_year, event_month,"
                                    + " form, country_code, province_code, office_code, status, net_space_sqm, review_state,"
                                    + " created_at, created_by, changed_at, changed_by)"
                                    + " values (0, ?, ?, ?, ?, ?, ?, ?, 'ON_SITE', ?, ?, '440000', ?, ?, 'APPROVED', ?, 'bench', ?, 'bench')");
                    PreparedStatement of = connection.prepareStatement(
                            "insert into event_sector (event_id, sector_code) values (?, ?)")) {
                for (int i = 1; i <= events; i++) {
                    boolean abroad = i % 2 == 0;
                    LocalDate day = LocalDate.of(FIRST_YEAR + i % YEARS, 1, 1).plusDays(random.nextInt(365));
                    rows.setString(1, (abroad ? "GTW-" : "GTN-") + day.getYear() + "-" + i);
                    rows.setString(2, abroad ? "GTW" : "GTN");
                    rows.setString(3, "Event " + i);
                    rows.setObject(4, day);
                    rows.setObject(5, day.plusDays(2));
                    rows.setInt(6, day.getYear());
                    rows.setInt(7, day.getMonthValue());
                    rows.setString(8, abroad ? countries.get(random.nextInt(countries.size())) : null);
                    rows.setString(9, abroad ? null : provinces.get(random.nextInt(provinces.size())));
                    rows.setString(10, i % 20 == 0 ? "CANCELLED" : i % 7 == 0 ? "CONFIRMED" : "COMPLETED");
                    rows.setBigDecimal(11, BigDecimal.valueOf(random.nextInt(20_000)));
                    rows.setObject(12, day.minusDays(20).atTime(9, 0).atOffset(ZoneOffset.UTC));
                    rows.setObject(13, now);
                    batch(rows, i);
                }
                rows.executeBatch();
                for (int i = 1; i <= events; i++) {
                    int sector = random.nextInt(sectors.size());
                    for (int more = 0; more <= i % 2; more++) {
                        of.setLong(1, i);
                        of.setString(2, sectors.get((sector + more) % sectors.size()));
                        of.addBatch();
                    }
                    if (i % 1_000 == 0) {
                        of.executeBatch();
                    }
                }
                of.executeBatch();
            }
            try (PreparedStatement rows = connection.prepareStatement(
                    "insert into participation (version, event_id, business_id, role, attendance, booth_area_sqm, intended_deals,"
                            + " signed_deals, created_at, created_by, changed_at, changed_by)"
                            + " values (0, ?, ?, 'EXHIBITOR', 'ON_SITE', 9, ?, ?, ?, 'bench', ?, 'bench')")) {
                int row = 0;
                for (int event = 1; event <= events; event++) {
                    OffsetDateTime entered = LocalDate.of(FIRST_YEAR + event % YEARS, 1, 1)
                            .plusDays(random.nextInt(365))
                            .atTime(10, 0)
                            .atOffset(ZoneOffset.UTC);
                    int start = random.nextInt(businesses);
                    int step = 1 + random.nextInt(businesses / PER_EVENT / 2);
                    for (int i = 0; i < PER_EVENT; i++) {
                        rows.setLong(1, event);
                        rows.setLong(2, 1 + (start + (long) i * step) % businesses);
                        rows.setBigDecimal(3, BigDecimal.valueOf(random.nextInt(500_000)));
                        rows.setBigDecimal(4, BigDecimal.valueOf(random.nextInt(200_000)));
                        rows.setObject(5, entered.plusDays(i / 60));
                        rows.setObject(6, entered);
                        batch(rows, ++row);
                        if (row % 100_000 == 0) {
                            connection.commit();
                        }
                    }
                }
                rows.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }
    }

    private static void batch(PreparedStatement rows, int row) throws SQLException {
        rows.addBatch();
        if (row % 1_000 == 0) {
            rows.executeBatch();
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}

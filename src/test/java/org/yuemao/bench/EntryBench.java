package org.yuemao.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.yuemao.business.CreditCode;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.exporting.ExportFormat;
import org.yuemao.exporting.ListExport;
import org.yuemao.exporting.TableColumn;
import org.yuemao.exporting.TableWriter;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportJob;
import org.yuemao.importing.ImportJob.Phase;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportPlan.Meaning;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.ImportService;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationTable;

/**
 * Measures how fast rows get in and out: whole files imported, against a plain batch insert of the very same rows into the
 * very same tables; lists exported; and in a browser, how long a key takes to be seen in a sheet, and a pasted block to be
 * explained. It runs with 256 MB of heap, so that an import that needs more fails.
 */
final class EntryBench {
    private static final List<String> ROLL_UPS = List.of(
            "event_cell",
            "event_cell_day",
            "event_day",
            "summary_cell",
            "place_cell",
            "route_cell",
            "business_cell",
            "business_cell_day",
            "summary_change",
            "business_change");

    private static final int REPETITIONS = 3;
    private static final int BUSINESSES = 43_000;
    private static final int PARTICIPATIONS = 60_000;
    private static final int EVENTS = 264;
    private static final int EXPORTED = 100_000;
    private static final ParticipationFilter EVERYTHING =
            new ParticipationFilter("", null, null, null, null, null, null, null);

    /** As many businesses as no province has, in one file. */
    private static final int MANY = 200_000;

    private static final List<String> CITIES = List.of("440100", "440300", "440600", "441900", "442000");
    private static final List<String> SECTORS = List.of("electronics", "lighting", "furniture", "toys-gifts");
    private static final Map<String, String> CITY_NAMES =
            Map.of("440100", "广州市", "440300", "深圳市", "440600", "佛山市", "441900", "东莞市", "442000", "中山市");
    private static final Map<String, String> SECTOR_NAMES =
            Map.of("electronics", "电子信息", "lighting", "灯饰照明", "furniture", "家具家居", "toys-gifts", "玩具礼品");

    private final Path folder;
    private final Measures measures = new Measures();

    private EntryBench(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder of the data, or makes one that is removed afterwards. */
    public static void main(String[] arguments) throws IOException {
        boolean ownFolder = arguments.length == 0;
        Path data = ownFolder ? Files.createTempDirectory("bench") : Files.createDirectories(Path.of(arguments[0]));
        int code = 1;
        try {
            EntryBench bench = new EntryBench(data);
            bench.run();
            code = bench.measures.conclude();
        } catch (RuntimeException | AssertionError | SQLException | InterruptedException e) {
            System.err.println("The benchmark could not be finished: " + e);
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        // The threads of the browser would keep the program alive.
        System.exit(code);
    }

    private void run() throws IOException, SQLException, InterruptedException {
        System.out.printf(
                "Median of %d [fastest–slowest], H2 with every commit on disk, %d MB of heap:%n",
                REPETITIONS, Runtime.getRuntime().maxMemory() / 1024 / 1024);
        Path businesses = businesses(BUSINESSES);
        Path participations = participations();
        List<Double> businessTimes = new ArrayList<>();
        List<Double> participationTimes = new ArrayList<>();
        List<Double> businessLimits = new ArrayList<>();
        List<Double> participationLimits = new ArrayList<>();
        List<Double> exportTimes = new ArrayList<>();
        for (int i = 0; i <= REPETITIONS; i++) {
            // The first one warms up.
            boolean counts = i > 0;
            try (ConfigurableApplicationContext desk = desk()) {
                DataSource database = desk.getBean(DataSource.class);
                events(desk);
                Marks before = Marks.of(database);
                double time = importAll(desk, "businesses", businesses, BUSINESSES);
                Marks between = Marks.of(database);
                double limit = copied(database, before, List.of("business", "business_sector"));
                double ofParticipations = importAll(desk, "participations", participations, PARTICIPATIONS);
                double limitOfParticipations = copied(database, between, List.of("participation"));
                double export = export(desk);
                if (counts) {
                    businessTimes.add(time);
                    businessLimits.add(limit);
                    participationTimes.add(ofParticipations);
                    participationLimits.add(limitOfParticipations);
                    exportTimes.add(export);
                }
            }
        }
        measures.against(
                "import of 43,000 businesses from .xlsx, checked and written",
                businessTimes,
                "batch insert of the same rows",
                businessLimits,
                4,
                "s");
        measures.against(
                "import of 60,000 participations from .xlsx, checked and written",
                participationTimes,
                "batch insert of the same rows",
                participationLimits,
                4,
                "s");
        measures.below("export of 100,000 participations to .xlsx", exportTimes, 5, "s");
        heap();
        SheetBench.measure(Files.createTempDirectory(folder, "sheet"), measures);
    }

    /** The heap that is in use after collections while ten times as many rows are imported. */
    private void heap() throws IOException, InterruptedException {
        Path file = businesses(MANY);
        try (ConfigurableApplicationContext desk = desk()) {
            ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
            importAll(desk, "businesses", file, MANY);
            double used = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToDouble(pool -> pool.getPeakUsage().getUsed() / 1024.0 / 1024.0)
                    .sum();
            measures.below(
                    "heap while 200,000 businesses are imported from one .xlsx, peak of its pools",
                    List.of(Math.min(used, Runtime.getRuntime().maxMemory() / 1024.0 / 1024.0)),
                    256,
                    "MB");
        }
    }

    private ConfigurableApplicationContext desk() throws IOException {
        Path data = Files.createTempDirectory(folder, "entry");
        System.setProperty("yuemao.data", data.toString());
        ConfigurableApplicationContext desk = JustTheServices.on(Databases.H2);
        JustTheServices.signIn();
        return desk;
    }

    private static void events(ConfigurableApplicationContext desk) {
        EventService events = desk.getBean(EventService.class);
        for (int i = 0; i < EVENTS; i++) {
            LocalDate day = LocalDate.of(2021, 1 + i % 12, 1 + i % 28);
            events.schedule(new EventData(
                    Programme.GTN,
                    "Fair " + i,
                    "展会" + i,
                    day,
                    day.plusDays(2),
                    EventForm.BOTH,
                    null,
                    "310000",
                    null,
                    null,
                    null,
                    "440000",
                    Set.of(SECTORS.get(i % SECTORS.size())),
                    EventStatus.COMPLETED,
                    null,
                    null,
                    null,
                    null));
        }
    }

    private static String code(int number) {
        String seventeen = "91440300" + (100_000_000 + number);
        return seventeen + CreditCode.checkCharacter(seventeen);
    }

    private Path businesses(int rows) throws IOException {
        Random random = new Random(2021);
        Path file = folder.resolve("businesses-" + rows + ".xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                TableWriter table = TableWriter.workbook(
                        out, "企业", titles("统一社会信用代码", "中文名称", "英文名称", "城市", "行业", "规模", "联系人", "电子邮箱", "网站"))) {
            for (int i = 0; i < rows; i++) {
                String city = CITIES.get(random.nextInt(CITIES.size()));
                String sectors = SECTOR_NAMES.get(SECTORS.get(random.nextInt(4)))
                        + (random.nextBoolean() ? "、" + SECTOR_NAMES.get(SECTORS.get(random.nextInt(4))) : "");
                table.row(List.of(
                        code(i),
                        CITY_NAMES.get(city) + "第" + i + "电器有限公司",
                        "No. " + i + " Appliances Co., Ltd.",
                        Objects.requireNonNull(CITY_NAMES.get(city)),
                        sectors,
                        List.of("微型", "小型", "中型", "大型").get(random.nextInt(4)),
                        "李" + i,
                        "office" + i + "@example.com",
                        "www.example" + i + ".com"));
            }
        }
        return file;
    }

    private Path participations() throws IOException {
        Random random = new Random(2021);
        Path file = folder.resolve("participations.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                TableWriter table = TableWriter.workbook(
                        out, "参展", titles("编号", "统一社会信用代码", "身份", "参与方式", "展位面积", "意向成交", "成交额（元）", "备注"))) {
            for (int i = 0; i < PARTICIPATIONS; i++) {
                // Every business in its turn, in an event that it is not in yet.
                int event = (i % BUSINESSES + i / BUSINESSES * 7) % EVENTS;
                table.row(List.of(
                        "GTN-2021-%03d".formatted(event + 1),
                        code(i % BUSINESSES),
                        "参展商",
                        random.nextBoolean() ? "线下" : "线上",
                        new BigDecimal(random.nextInt(9, 90)),
                        new BigDecimal(random.nextInt(1, 900) * 10_000),
                        new BigDecimal(random.nextInt(1, 90) * 10_000),
                        "备注" + i));
            }
        }
        return file;
    }

    private static List<TableColumn> titles(String... titles) {
        return List.of(titles).stream()
                .map(title -> TableColumn.text(title, 20))
                .toList();
    }

    /** Imports the file as a person would who accepts what is proposed; how long checking and writing take, in seconds. */
    private static double importAll(ConfigurableApplicationContext desk, String kind, Path path, int rows)
            throws IOException, InterruptedException {
        ImportService imports = desk.getBean(ImportService.class);
        ImportFile file;
        try (InputStream content = Files.newInputStream(path)) {
            file = imports.receive(path.getFileName().toString(), content);
        }
        long begun = System.nanoTime();
        ImportProposal proposal =
                imports.propose(file, kind, imports.tables(file).getFirst());
        List<String> unknown = proposal.columns().stream()
                .filter(column -> column.column() == null)
                .map(ImportProposal.Column::header)
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Not understood: " + unknown);
        }
        Map<Integer, Meaning> columns = proposal.columns().stream()
                .collect(Collectors.toMap(
                        ImportProposal.Column::index, column -> new Meaning(Objects.requireNonNull(column.column()))));
        ImportPlan plan = new ImportPlan(
                kind, proposal.sheet().index(), proposal.headerRow(), columns, Map.of(), false, Set.of());
        ImportJob job = imports.check(file, plan, proposal);
        await(job, Phase.CHECKED);
        imports.write(job, true);
        await(job, Phase.DONE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (job.counts().fresh() != rows) {
            throw new IllegalStateException("Imported " + job.counts() + " of " + rows);
        }
        imports.discard(file, job);
        return seconds;
    }

    private static void await(ImportJob job, Phase wanted) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runnable look = () -> {
            if (job.phase() == wanted || job.phase() == Phase.FAILED) {
                ended.countDown();
            }
        };
        job.follow(look);
        look.run();
        ended.await();
        job.unfollow(look);
        if (job.phase() != wanted) {
            throw new IllegalStateException("The import failed: " + job.failure());
        }
    }

    /** The last rows of the tables with ids, before something is written. */
    private record Marks(long business, long participation, long entry) {
        static Marks of(DataSource database) throws SQLException {
            return new Marks(
                    last(database, "business"), last(database, "participation"), last(database, "change_entry"));
        }

        private static long last(DataSource database, String table) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement("select coalesce(max(id), 0) from " + table);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }

        String after(String table) {
            return switch (table) {
                case "business" -> "id > " + business;
                case "business_sector" -> "business_id > " + business;
                case "participation" -> "id > " + participation;
                case "change_entry" -> "id > " + entry;
                case "field_change" -> "entry_id > " + entry;
                default -> "true";
            };
        }
    }

    /**
     * How long a plain batch insert takes, in seconds, of the rows that were written since, with their history and the cells
     * of the roll-ups, into the same tables of another database, in one transaction.
     */
    private double copied(DataSource from, Marks since, List<String> tables) throws SQLException {
        DataSource to = Databases.H2.migrated();
        List<String> all = new ArrayList<>(tables);
        all.addAll(List.of("change_entry", "field_change"));
        long taken = 0;
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            target.setAutoCommit(false);
            for (String table : needed(tables)) {
                insert(source, target, table, "true");
            }
            target.commit();
            for (String table : all) {
                taken += insert(source, target, table, since.after(table));
            }
            if (tables.contains("participation")) {
                for (String table : ROLL_UPS) {
                    taken += insert(source, target, table, "true");
                }
            }
            long begun = System.nanoTime();
            target.commit();
            taken += System.nanoTime() - begun;
        } finally {
            if (to instanceof HikariDataSource pool) {
                pool.close();
            }
        }
        return taken / 1e9;
    }

    private static List<String> needed(List<String> tables) {
        return tables.contains("participation")
                ? List.of("event", "event_sector", "import_run", "business")
                : List.of("import_run");
    }

    /** Copies rows; only adding and sending them counts, not reading them. */
    private static long insert(Connection source, Connection target, String table, String condition)
            throws SQLException {
        long taken = 0;
        try (PreparedStatement query = source.prepareStatement("select * from " + table + " where " + condition);
                ResultSet rows = query.executeQuery()) {
            int width = rows.getMetaData().getColumnCount();
            StringBuilder names = new StringBuilder();
            for (int i = 1; i <= width; i++) {
                names.append(i == 1 ? "" : ", ").append(rows.getMetaData().getColumnName(i));
            }
            try (PreparedStatement insert = target.prepareStatement(
                    "insert into " + table + " (" + names + ") values (?" + ", ?".repeat(width - 1) + ")")) {
                List<@Nullable Object[]> batch = new ArrayList<>();
                boolean more = rows.next();
                while (more) {
                    @Nullable Object[] row = new @Nullable Object[width];
                    for (int i = 0; i < width; i++) {
                        row[i] = rows.getObject(i + 1);
                    }
                    batch.add(row);
                    more = rows.next();
                    if (batch.size() == 1_000 || !more) {
                        taken += send(insert, batch);
                        batch.clear();
                    }
                }
            }
        }
        return taken;
    }

    private static long send(PreparedStatement insert, List<@Nullable Object[]> batch) throws SQLException {
        long begun = System.nanoTime();
        for (@Nullable Object[] row : batch) {
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            insert.addBatch();
        }
        insert.executeBatch();
        return System.nanoTime() - begun;
    }

    /** How long a list of 100,000 rows takes to be written as a workbook, in seconds. */
    private double export(ConfigurableApplicationContext desk) {
        int exported = desk.getBean(JdbcClient.class)
                .sql("""
                        insert into participation (version, event_id, business_id, role, attendance, booth_area_sqm,
                            intended_deals, signed_deals, remark, created_at, created_by, changed_at, changed_by)
                        select version, mod(event_id + 99, :events) + 1, business_id, role, attendance, booth_area_sqm,
                            intended_deals, signed_deals, remark, created_at, created_by, changed_at, changed_by
                        from participation order by id limit :more""")
                .param("events", EVENTS)
                .param("more", EXPORTED - PARTICIPATIONS)
                .update();
        if (exported != EXPORTED - PARTICIPATIONS) {
            throw new IllegalStateException("Only " + exported + " more rows to export");
        }
        ListExport exports = desk.getBean(ListExport.class);
        ParticipationTable table = desk.getBean(ParticipationTable.class);
        long begun = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(folder.resolve("export.xlsx"))) {
            new TransactionTemplate(desk.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                try {
                    exports.write(
                            table.of(EVERYTHING, null, false, null, Locale.ENGLISH),
                            ExportFormat.XLSX,
                            Locale.ENGLISH,
                            out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}

package org.yuemao.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Kills a desk that people write to without a pause (SIGKILL), again and again on the same data, at moments of a fixed seed,
 * and looks each time at what the database still holds: everything that was acknowledged, and of what was under way all or
 * nothing. The looking is done in plain SQL on a copy of the file as the kill has left it, while the desk opens the file
 * itself; it knows nothing of the services that have written.
 */
public final class KillRounds {
    /** A kill comes so many milliseconds after the write that it waits for, at most: in between two writes or within one. */
    private static final int LONGEST = 60;

    /**
     * Each so many rounds the desk is killed once more while it opens its file, and the next time opens it as the program
     * does, to migrate it first and close it again, which compacts it; then it recounts everything before it writes.
     */
    private static final int RECOUNT_EVERY = 5;

    private final Path data;
    private final int mostWrites;
    private final List<String> options;
    private final Random random;

    private final Map<Long, Kept> participations = new HashMap<>();
    private final Map<Long, String> events = new HashMap<>();
    private final Set<String> businesses = new HashSet<>();

    private final List<String> lost = new ArrayList<>();
    private final List<String> half = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int acknowledged;
    private int underWay;
    private int rounds;

    private KillRounds(Path data, long seed, int mostWrites, String... options) {
        this.data = data;
        random = new Random(seed);
        this.mostWrites = mostWrites;
        this.options = List.of(options);
    }

    /** How a participation was acknowledged last. */
    private record Kept(long version, BigDecimal signed) {}

    /** What came of all rounds; sentences for what is not as it must be. */
    public record Found(
            int rounds, int acknowledged, int underWay, List<String> lost, List<String> half, List<String> failed) {}

    /**
     * Runs so many rounds on the data in the folder, with further options of the desk.
     *
     * @param mostWrites a round ends after one to so many writes
     */
    public static Found run(int rounds, Path data, long seed, int mostWrites, String... options)
            throws IOException, InterruptedException {
        KillRounds all = new KillRounds(data, seed, mostWrites, options);
        for (int round = 0; round < rounds && all.failed.isEmpty(); round++) {
            all.round(round);
            all.rounds++;
        }
        if (all.failed.isEmpty()) {
            all.conclude(rounds);
        }
        return new Found(all.rounds, all.acknowledged, all.underWay, all.lost, all.half, all.failed);
    }

    private void round(int round) throws IOException, InterruptedException {
        boolean recount = round % RECOUNT_EVERY == RECOUNT_EVERY - 1;
        if (recount) {
            Process opening = start(round, true, false);
            opening.waitFor(random.nextInt(500, 4_000), TimeUnit.MILLISECONDS);
            kill(opening);
        }
        Process desk = start(round, recount || round == 0, recount);
        look(round, killed(desk, random.nextInt(1, mostWrites + 1), random.nextInt(LONGEST)));
    }

    /** One more opening, a recount of everything, and no kill before that has ended. */
    private void conclude(int round) throws IOException, InterruptedException {
        List<String> said = killed(start(round, true, true), 0, 0);
        look(round, said);
        if (!said.contains("recounted")) {
            failed.add("The last recount did not come to its end.");
        }
    }

    private Process start(int round, boolean migrate, boolean recount) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RestlessWriter.class.getName(),
                String.valueOf(round),
                String.valueOf(recount),
                "--yuemao.data=" + data.toAbsolutePath(),
                "--spring.flyway.enabled=" + migrate));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("writer.log").toFile()))
                .start();
    }

    /** Kills the desk so many milliseconds after it has acknowledged so many writes; everything that it has said. */
    private static List<String> killed(Process desk, int writes, int after) throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        CountDownLatch awaited = new CountDownLatch(1);
        Thread reader = Thread.ofPlatform().start(() -> {
            boolean ready = false;
            int done = 0;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(desk.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                    ready |= line.equals("ready");
                    done += line.startsWith("done ") ? 1 : 0;
                    if (ready && done >= writes) {
                        awaited.countDown();
                    }
                }
            } catch (IOException e) {
                said.add("failed " + e);
            }
            // A desk that does not start is seen by what it has not said.
            awaited.countDown();
        });
        awaited.await();
        desk.waitFor(after, TimeUnit.MILLISECONDS);
        kill(desk);
        reader.join();
        return said;
    }

    /** By its handle: the process itself would close what it has said, and acknowledgements with it. */
    private static void kill(Process desk) throws InterruptedException {
        desk.toHandle().destroyForcibly();
        desk.waitFor();
    }

    private void look(int round, List<String> said) throws IOException {
        List<String> complaints = said.stream()
                .filter(line -> line.startsWith("failed ") || line.startsWith("differs "))
                .toList();
        complaints.forEach(line -> (line.startsWith("differs ") ? half : failed).add("Round " + round + ": " + line));
        if (!said.contains("ready")) {
            failed.add("Round " + round + ": the desk did not start; see " + data.resolve("writer.log"));
            return;
        }
        Map<String, String[]> open = read(said);
        underWay += open.size();
        Path copy = Files.createTempDirectory("killed");
        try {
            Files.copy(data.resolve("yuemao.mv.db"), copy.resolve("yuemao.mv.db"));
            try (Connection database = DriverManager.getConnection(
                    "jdbc:h2:async:" + copy.resolve("yuemao") + ";IFEXISTS=TRUE", "yuemao", "")) {
                new Looking(round, database, open).look();
            }
        } catch (SQLException e) {
            failed.add("Round " + round + ": the database does not open: " + e);
        } finally {
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    /** Takes up what was acknowledged; gives what was under way, by person. */
    private Map<String, String[]> read(List<String> said) {
        Map<String, String[]> open = new TreeMap<>();
        for (String line : said) {
            String[] words = line.split(" ");
            if (words[0].equals("try")) {
                open.put(words[1], Arrays.copyOfRange(words, 2, words.length));
            } else if (words[0].equals("busy")) {
                open.remove(words[1]);
            } else if (words[0].equals("done")) {
                acknowledged++;
                String[] tried = open.remove(words[1]);
                if (tried != null) {
                    acknowledge(tried, Arrays.copyOfRange(words, 3, words.length));
                }
            }
        }
        return open;
    }

    private void acknowledge(String[] tried, String[] result) {
        switch (tried[0]) {
            case "schedule", "rename" -> events.put(Long.valueOf(result[0]), tried[tried.length - 1]);
            case "register" -> {
                businesses.add(tried[1]);
                participations.put(
                        Long.valueOf(result[0]), new Kept(Long.parseLong(result[1]), new BigDecimal(tried[2])));
            }
            case "revise" ->
                participations.put(
                        Long.valueOf(tried[1]), new Kept(Long.parseLong(result[1]), new BigDecimal(tried[2])));
            case "withdraw" -> participations.remove(Long.valueOf(tried[1]));
            case "enter" -> businesses.addAll(List.of(tried[1].split(",")));
            case "join" ->
                List.of(result).forEach(id -> participations.put(Long.valueOf(id), new Kept(0, BigDecimal.TEN)));
            default -> throw new IllegalArgumentException(tried[0]);
        }
    }

    /** One look at the database as it was left. */
    private final class Looking {
        private final int round;
        private final Connection database;
        private final Map<String, String[]> open;

        private final Map<Long, Kept> found = new HashMap<>();
        private final Map<Long, String> remarks = new HashMap<>();
        private final Map<Long, String> codes = new HashMap<>();
        private final Map<Long, Map<String, Integer>> history = new HashMap<>();
        private final Set<String> foundBusinesses = new HashSet<>();
        private final Map<Long, String> foundEvents = new HashMap<>();

        Looking(int round, Connection database, Map<String, String[]> open) {
            this.round = round;
            this.database = database;
            this.open = open;
        }

        private interface Row {
            void read(ResultSet row) throws SQLException;
        }

        private void each(String query, Row each) throws SQLException {
            try (Statement statement = database.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }

        void look() throws SQLException {
            each("""
                    select p.id, p.version, p.signed_deals, p.remark, b.credit_code
                    from participation p join business b on b.id = p.business_id""", row -> {
                found.put(row.getLong(1), new Kept(row.getLong(2), row.getBigDecimal(3)));
                remarks.put(row.getLong(1), row.getString(4));
                codes.put(row.getLong(1), row.getString(5));
            });
            each("select credit_code from business", row -> foundBusinesses.add(row.getString(1)));
            each("select id, name_en from event", row -> foundEvents.put(row.getLong(1), row.getString(2)));
            each(
                    "select record_id, action, count(*) from change_entry where record_kind = 'PARTICIPATION'"
                            + " group by record_id, action",
                    row -> history.computeIfAbsent(Long.valueOf(row.getString(1)), id -> new HashMap<>())
                            .put(row.getString(2), row.getInt(3)));
            takeUpWhatWasUnderWay();
            participations.forEach((id, kept) -> {
                if (!same(kept, found.get(id))) {
                    lose("participation " + id + " was acknowledged as " + kept + ", found " + found.get(id));
                }
            });
            found.keySet().stream()
                    .filter(id -> !participations.containsKey(id))
                    .forEach(id -> lose("participation " + id + " is there, though it was withdrawn or never entered"));
            businesses.stream()
                    .filter(code -> !foundBusinesses.contains(code))
                    .forEach(code -> lose("business " + code + " was acknowledged and is gone"));
            foundBusinesses.stream()
                    .filter(code -> !businesses.contains(code))
                    .forEach(code -> breakUp("business " + code + " is there without what it came with"));
            events.forEach((id, name) -> {
                if (!name.equals(foundEvents.get(id))) {
                    lose("event " + id + " was acknowledged as " + name + ", found " + foundEvents.get(id));
                }
            });
            lookAtHistory();
            lookAtSums();
            // What is wrong once is not wrong again in each round that follows.
            participations.clear();
            participations.putAll(found);
            businesses.clear();
            businesses.addAll(foundBusinesses);
            events.putAll(foundEvents);
        }

        private static boolean same(Kept kept, @Nullable Kept other) {
            return other != null
                    && kept.version() == other.version()
                    && kept.signed().compareTo(other.signed()) == 0;
        }

        private void lose(String sentence) {
            lost.add("Round " + round + ": " + sentence);
        }

        private void breakUp(String sentence) {
            half.add("Round " + round + ": " + sentence);
        }

        /** What nobody was told of may be there or not, but whole. */
        private void takeUpWhatWasUnderWay() {
            for (String[] tried : open.values()) {
                switch (tried[0]) {
                    case "schedule" -> {}
                    case "rename" -> {
                        Long id = Long.valueOf(tried[1]);
                        if (tried[2].equals(foundEvents.get(id))) {
                            events.put(id, tried[2]);
                        }
                    }
                    case "register" -> {
                        List<Long> made = with(codes, tried[1]);
                        if (foundBusinesses.contains(tried[1]) && made.size() == 1) {
                            businesses.add(tried[1]);
                            participations.put(made.getFirst(), new Kept(0, new BigDecimal(tried[2])));
                        }
                    }
                    case "revise" -> {
                        Long id = Long.valueOf(tried[1]);
                        Kept before = participations.get(id);
                        if (before != null) {
                            Kept after = new Kept(before.version() + 1, new BigDecimal(tried[2]));
                            if (same(after, found.get(id))) {
                                participations.put(id, after);
                            }
                        }
                    }
                    case "withdraw" -> {
                        if (!found.containsKey(Long.valueOf(tried[1]))) {
                            participations.remove(Long.valueOf(tried[1]));
                        }
                    }
                    case "enter" -> {
                        List<String> all = List.of(tried[1].split(","));
                        long there =
                                all.stream().filter(foundBusinesses::contains).count();
                        if (there == all.size()) {
                            businesses.addAll(all);
                        } else if (there > 0) {
                            breakUp(there + " of " + all.size() + " businesses of a block are there");
                        }
                    }
                    case "join" -> {
                        List<Long> made = with(remarks, tried[1]);
                        if (made.size() == RestlessWriter.BLOCK) {
                            made.forEach(id -> participations.put(id, new Kept(0, BigDecimal.TEN)));
                        } else if (!made.isEmpty()) {
                            breakUp(made.size() + " of a block of participations are there");
                        }
                    }
                    default -> throw new IllegalArgumentException(tried[0]);
                }
            }
        }

        private static List<Long> with(Map<Long, String> of, String wanted) {
            return of.entrySet().stream()
                    .filter(one -> wanted.equals(one.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Each participation has been entered once, changed as often as its version says, and removed if it is gone. */
        private void lookAtHistory() {
            history.forEach((id, entries) -> {
                Kept kept = found.get(id);
                int removed = entries.getOrDefault("REMOVED", 0);
                int changed = entries.getOrDefault("CHANGED", 0);
                if (entries.getOrDefault("CREATED", 0) != 1
                        || removed != (kept == null ? 1 : 0)
                        || kept != null && changed != kept.version()) {
                    breakUp("the history of participation " + id + " is " + entries + ", found " + kept);
                }
            });
            found.keySet().stream()
                    .filter(id -> !history.containsKey(id))
                    .forEach(id -> breakUp("participation " + id + " has no history"));
        }

        private void lookAtSums() throws SQLException {
            each("""
                    select e.id, e.name_en from event e
                    left join (select event_id, count(*) as n, sum(signed_deals) as s from participation group by event_id) p
                        on p.event_id = e.id
                    left join event_cell c on c.event_id = e.id and c.city_code = '*'
                    where coalesce(p.n, 0) <> coalesce(c.participations, 0)
                        or coalesce(p.s, 0) <> coalesce(c.signed_deals, 0)""", row -> breakUp("the sums of event " + row.getLong(1) + " are not those of its participations"));
        }
    }
}

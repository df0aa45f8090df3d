package org.yuemao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;
import org.yuemao.database.KillRounds;

/** Kills a desk that people write to a hundred times, and says what was lost; see {@link KillRounds}. */
final class KillBench {
    private static final int ROUNDS = 100;
    private static final long SEED = 20_260_101;
    private static final int MOST_WRITES = 300;

    private KillBench() {}

    /** Takes the folder of the data, or makes one that is removed afterwards; then options of the desk. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean ownFolder = arguments.length == 0 || arguments[0].isEmpty();
        Path data = ownFolder ? Files.createTempDirectory("bench") : Path.of(arguments[0]);
        Files.createDirectories(data);
        if (Files.exists(data.resolve("yuemao.mv.db"))) {
            System.err.println("There is a database in " + data + ": name a new folder with --data.");
            System.exit(1);
        }
        int code = 1;
        try {
            String[] options = List.of(arguments).stream().skip(1).toArray(String[]::new);
            KillRounds.Found found = KillRounds.run(ROUNDS, data, SEED, MOST_WRITES, options);
            print(found.failed());
            print(found.lost());
            print(found.half());
            System.out.printf(
                    Locale.ENGLISH,
                    "%d rounds, %,d writes acknowledged, %d under way when killed; the database has %,d KB%n",
                    found.rounds(),
                    found.acknowledged(),
                    found.underWay(),
                    Files.size(data.resolve("yuemao.mv.db")) / 1024);
            Measures measures = new Measures();
            measures.below("rounds of %d that failed".formatted(ROUNDS), count(ROUNDS - found.rounds()), 0, "");
            measures.below(
                    "starts and recounts that failed", count(found.failed().size()), 0, "");
            measures.below(
                    "acknowledged writes that were lost", count(found.lost().size()), 0, "");
            measures.below("writes that were there by half", count(found.half().size()), 0, "");
            code = measures.conclude();
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        System.exit(code);
    }

    private static List<Double> count(int number) {
        return List.of((double) number);
    }

    private static void print(List<String> sentences) {
        sentences.stream().limit(20).forEach(System.out::println);
    }
}

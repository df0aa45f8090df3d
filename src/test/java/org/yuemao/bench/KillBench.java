package org.yuemao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                    "%d rounds, %,d writes acknowledged, %d under way when killed, lost %d, half %d; the database has %,d KB%n",
                    found.rounds(),
                    found.acknowledged(),
                    found.underWay(),
                    found.lost().size(),
                    found.half().size(),
                    Files.size(data.resolve("yuemao.mv.db")) / 1024);
            boolean held = found.failed().isEmpty()
                    && found.lost().isEmpty()
                    && found.half().isEmpty();
            code = held && found.rounds() == ROUNDS ? 0 : 1;
        } finally {
            if (ownFolder) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        System.exit(code);
    }

    private static void print(List<String> sentences) {
        sentences.stream().limit(20).forEach(System.out::println);
    }
}

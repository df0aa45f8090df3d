package org.yuemao.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.yuemao.base.Wording;

/**
 * The command {@code restore FILE}: verifies a backup, puts aside what stands in the folder of the data, and puts in its place
 * what the backup holds. Until everything is verified nothing is touched; what was moved is moved back where a later move fails.
 */
public final class RestoreCommand {
    private static final DateTimeFormatter ASIDE = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final Wording WORDING = new Wording();

    private final Path file;
    private final Path data;
    private final Clock clock;
    private final PrintStream out;

    private RestoreCommand(Path file, Path data, Clock clock, PrintStream out) {
        this.file = file;
        this.data = data;
        this.clock = clock;
        this.out = out;
    }

    /** Takes the file and {@code --yuemao.data=FOLDER}; 0 where the backup was restored, otherwise 1 and nothing has changed. */
    public static int run(Clock clock, PrintStream out, String... arguments) {
        Path file = null;
        Path data = Path.of("data");
        for (String argument : arguments) {
            if (argument.startsWith("--yuemao.data=")) {
                data = Path.of(argument.substring("--yuemao.data=".length()));
            } else if (file == null) {
                file = Path.of(argument);
            }
        }
        if (file == null) {
            out.println(sentence("backup.restore.file"));
            return 1;
        }
        return new RestoreCommand(file, data.toAbsolutePath().normalize(), clock, out).restore();
    }

    private int restore() {
        if (!Files.isRegularFile(file)) {
            return refuse("backup.restore.missing", file);
        }
        Path unpacked = null;
        try {
            Files.createDirectories(data);
            if (isInUse()) {
                return refuse("backup.restore.in-use", data);
            }
            unpacked = Files.createTempDirectory(data, ".restore-");
            out.println(sentence("backup.restore.verifying", file));
            Manifest manifest = Verification.of(file, unpacked, Verification.MIGRATIONS);
            if (isInUse()) {
                return refuse("backup.restore.in-use", data);
            }
            Path aside = exchange(unpacked);
            Backup.Contents contents = manifest.contents();
            Object made = MOMENT.withZone(ZoneId.systemDefault()).format(manifest.madeAt());
            out.println(
                    aside == null
                            ? sentence(
                                    "backup.restore.done.new",
                                    made,
                                    contents.events(),
                                    contents.participations(),
                                    contents.rows())
                            : sentence(
                                    "backup.restore.done",
                                    made,
                                    contents.events(),
                                    contents.participations(),
                                    contents.rows(),
                                    aside));
            return 0;
        } catch (DamagedBackup damaged) {
            out.println(sentence(damaged.key(), damaged.arguments()));
            return refuse("backup.restore.refused", file);
        } catch (AccessDeniedException e) {
            return refuse("backup.restore.folder", data);
        } catch (IOException e) {
            out.println(e);
            return refuse("backup.restore.failed", data);
        } finally {
            if (unpacked != null) {
                try {
                    FileSystemUtils.deleteRecursively(unpacked);
                } catch (IOException e) {
                    out.println(e);
                }
            }
        }
    }

    private int refuse(String key, Object... arguments) {
        out.println(sentence(key, arguments));
        return 1;
    }

    /** A running desk holds its database locked. */
    private boolean isInUse() throws IOException {
        Path database = data.resolve(Archive.DATABASE);
        if (!Files.exists(database)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        }
    }

    private record Moved(Path from, Path to) {}

    /** Puts what is there aside and the other in its place; where that was put, or null where nothing was there. */
    private @Nullable Path exchange(Path unpacked) throws IOException {
        List<Path> there = Backups.otherFiles(data);
        Path database = data.resolve(Archive.DATABASE);
        if (Files.exists(database)) {
            there = new ArrayList<>(there);
            there.add(database);
        }
        Path aside = data.resolve(
                Backups.ASIDE + ASIDE.withZone(ZoneId.systemDefault()).format(clock.instant()));
        Deque<Moved> moved = new ArrayDeque<>();
        try {
            for (Path one : there) {
                move(one, aside.resolve(data.relativize(one)), moved);
            }
            for (Path one : filesIn(unpacked)) {
                move(one, data.resolve(unpacked.relativize(one)), moved);
            }
        } catch (IOException e) {
            takeBack(moved, e);
            throw e;
        }
        return there.isEmpty() ? null : aside;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            // Locks and traces that looking at the database has left are nobody's.
            return files.filter(Files::isRegularFile)
                    .filter(one -> !one.getFileName().toString().startsWith("yuemao.")
                            || one.getFileName().toString().equals(Archive.DATABASE))
                    .toList();
        }
    }

    private static void move(Path from, Path to, Deque<Moved> moved) throws IOException {
        Files.createDirectories(to.getParent());
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to);
        moved.push(new Moved(from, to));
    }

    private void takeBack(Deque<Moved> moved, IOException why) {
        for (Moved one : moved) {
            try {
                Files.move(one.to(), one.from());
            } catch (IOException e) {
                why.addSuppressed(e);
                out.println(sentence("backup.restore.left", one.to()));
            }
        }
    }

    /** In both languages: who restores has not signed in. */
    private static String sentence(String key, Object... arguments) {
        return WORDING.of(key, Locale.ENGLISH, arguments) + " " + WORDING.of(key, Locale.SIMPLIFIED_CHINESE, arguments);
    }
}

package org.yuemao.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.yuemao.backup.Manifest.ArchivedFile;
import org.yuemao.base.Dialect;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;

/**
 * The folder of backups. A backup is made while people write, by the database itself, under a name of its own until it has been
 * opened and found to hold all that was committed before it was begun; then it is moved to its name. So whatever stands under
 * such a name was good once.
 */
@Component
class Backups {
    /** Where they are, in the folder of the data. */
    static final String FOLDER = "backups";

    /** What is not worth a place in a backup: itself, what is written anew, and what an earlier restore has put aside. */
    private static final Set<String> LEFT_OUT = Set.of(FOLDER, "imports", "logs");

    /** Of what an earlier restore has put aside. */
    static final String ASIDE = "before-restore-";

    static final String ENDING = ".zip";
    private static final String DAMAGED = ".damaged";
    private static final String UNFINISHED = ".unfinished-";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'yuemao-'yyyy-MM-dd-HHmmss");

    /** The desk itself must have room left. */
    private static final long SPARE = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final JdbcClient database;
    private final Clock clock;
    private final Path data;
    private final Path folder;
    private final String[] migrations;
    private final boolean possible;

    /** The manifests of files that have not changed since they were read. */
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    private record Read(
            long bytes, Instant written, @Nullable Manifest manifest) {}

    Backups(
            JdbcClient database,
            Dialect dialect,
            Clock clock,
            @Value("${yuemao.data}") Path data,
            @Value("${spring.flyway.locations:" + Verification.MIGRATIONS + "}") String[] migrations) {
        this.database = database;
        this.migrations = migrations.clone();
        this.clock = clock;
        this.data = data.toAbsolutePath().normalize();
        folder = this.data.resolve(FOLDER);
        possible = !dialect.isPostgres() && Files.exists(this.data.resolve(Archive.DATABASE));
        if (possible) {
            removeUnfinished();
        }
    }

    /** Whether the desk makes backups itself: of an embedded database in the folder of the data. */
    boolean isPossible() {
        return possible;
    }

    Path folder() {
        return folder;
    }

    /** All backups, the newest first. */
    List<Backup> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Backups::isBackup)
                    .flatMap(file -> describe(file).stream())
                    .sorted(Comparator.comparing(Backup::madeAt).reversed())
                    .toList();
        } catch (IOException e) {
            LOG.warn("The folder of backups {} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    private static boolean isBackup(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(ENDING) || name.endsWith(ENDING + DAMAGED));
    }

    private Optional<Backup> describe(Path file) {
        try {
            String name = file.getFileName().toString();
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            Instant written = about.lastModifiedTime().toInstant();
            Read known = read.get(name);
            if (known == null
                    || known.bytes() != about.size()
                    || !known.written().equals(written)) {
                known = new Read(about.size(), written, readManifest(file));
                read.put(name, known);
            }
            Manifest manifest = name.endsWith(DAMAGED) ? null : known.manifest();
            return Optional.of(
                    manifest == null
                            ? new Backup(name, written, about.size(), null, null)
                            : new Backup(
                                    name,
                                    manifest.madeAt(),
                                    about.size(),
                                    manifest.contents(),
                                    verified.getOrDefault(name, manifest.madeAt())));
        } catch (IOException gone) {
            // Thinned out or moved away in between.
            return Optional.empty();
        }
    }

    private static @Nullable Manifest readManifest(Path file) {
        try {
            return new Archive(file).manifest();
        } catch (DamagedBackup damaged) {
            return null;
        }
    }

    /** What is told of a backup that is being made. */
    interface Steps {
        void reached(BackupStep step);
    }

    /**
     * Makes a backup, verifies it, and then thins out older ones.
     *
     * @throws Refusal where there is no room, or the folder cannot be written to
     */
    Backup make(Steps steps) {
        requirePossible();
        Path unfinished = folder.resolve(UNFINISHED + clock.millis());
        try {
            createFolder();
            requireRoom(2);
            Files.createDirectory(unfinished);
            Backup made = make(unfinished, steps);
            LOG.info("A backup was made and verified: {}", made.name());
            thin();
            return made;
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new Refusal(null, "backup.refused.folder", folder.toString());
        } catch (IOException | DataAccessException | DamagedBackup e) {
            LOG.error("A backup could not be made", e);
            // Whatever else went wrong, a full disk is what a person can mend.
            requireRoom(0);
            throw new Refusal(null, "backup.refused.failed");
        } finally {
            delete(unfinished);
        }
    }

    private void createFolder() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    private Backup make(Path unfinished, Steps steps) throws IOException, DamagedBackup {
        Path file = unfinished.resolve("backup.zip");
        Archive archive = new Archive(file);
        steps.reached(BackupStep.COPYING);
        long before = lastEntry();
        Instant madeAt = clock.instant();
        database.sql("backup to ?").param(file.toString()).update();
        long after = lastEntry();
        List<Path> others = others();
        if (!others.isEmpty()) {
            archive.add(data, others);
        }
        steps.reached(BackupStep.VERIFYING);
        Manifest manifest = describe(archive, unfinished.resolve("unpacked"), madeAt, before, after);
        steps.reached(BackupStep.SEALING);
        archive.seal(manifest);
        archive.requireWhole(archive.manifest());
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Path named = named(madeAt);
        Files.move(file, named, StandardCopyOption.ATOMIC_MOVE);
        return describe(named).orElseThrow(() -> new NoSuchFileException(named.toString()));
    }

    /** Opens what was written, reads all of it, and says what it holds. */
    private static Manifest describe(Archive archive, Path unpacked, Instant madeAt, long before, long after)
            throws IOException, DamagedBackup {
        Files.createDirectory(unpacked);
        List<ArchivedFile> files = archive.unpack(unpacked);
        try (DatabaseCopy copy = DatabaseCopy.open(unpacked)) {
            long last = copy.lastEntry();
            if (last < before || last > after) {
                throw new DamagedBackup("backup.damaged.rows");
            }
            return new Manifest(Manifest.FORMAT, program(), madeAt, copy.schema(), copy.readAll(), files);
        } finally {
            FileSystemUtils.deleteRecursively(unpacked);
        }
    }

    static String program() {
        return Objects.requireNonNullElse(Backups.class.getPackage().getImplementationVersion(), "");
    }

    private long lastEntry() {
        return database.sql("select coalesce(max(id), 0) from change_entry")
                .query(Long.class)
                .single();
    }

    private Path named(Instant madeAt) {
        String name = NAME.withZone(zone()).format(madeAt);
        Path file = folder.resolve(name + ENDING);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i + ENDING);
        }
        return file;
    }

    private ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** Whatever else stands in the folder of the data, such as keys. */
    private List<Path> others() throws IOException {
        return otherFiles(data);
    }

    /** All files in the folder of the data that a backup holds besides the database. */
    static List<Path> otherFiles(Path data) throws IOException {
        List<Path> others = new ArrayList<>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes about) {
                return !one.equals(data) && isLeftOut(one) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path one, BasicFileAttributes about) {
                // The database itself, its locks and traces.
                boolean ofDatabase = one.getFileName().toString().startsWith("yuemao.");
                if (about.isRegularFile() && !ofDatabase && !isLeftOut(one)) {
                    others.add(one);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path one, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return others;
    }

    private static boolean isLeftOut(Path one) {
        String name = one.getFileName().toString();
        return LEFT_OUT.contains(name) || name.startsWith(ASIDE) || name.startsWith(".");
    }

    /** Room for so many more copies of the database. */
    private void requireRoom(int copies) {
        try {
            long needed = copies * Files.size(data.resolve(Archive.DATABASE)) + SPARE;
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new Refusal(null, "backup.refused.room", needed >> 20, free >> 20, folder.toString());
            }
        } catch (IOException e) {
            LOG.warn("The room on the disk is not known: {}", e.toString());
        }
    }

    private void requirePossible() {
        Refusal.when(!possible, null, "backup.refused.server");
    }

    /** Removes what need not be kept; nothing that is not known to be good is counted, nor removed. */
    void thin() {
        Map<Instant, Backup> good = all().stream()
                .filter(Backup::isGood)
                .collect(Collectors.toMap(Backup::madeAt, one -> one, (one, other) -> one));
        Set<Instant> kept = Thinning.kept(good.keySet(), clock.instant(), zone());
        good.forEach((madeAt, backup) -> {
            if (!kept.contains(madeAt)) {
                delete(folder.resolve(backup.name()));
            }
        });
    }

    /** Reads a backup whole and opens it; one that is damaged gets a name that says so, and counts no longer. */
    Backup verify(String name) {
        Path file = find(name);
        Path unfinished = folder.resolve(UNFINISHED + clock.millis());
        try {
            requireRoom(1);
            Files.createDirectory(unfinished);
            Verification.of(file, unfinished, migrations);
            verified.put(name, clock.instant());
            return describe(file).orElseThrow(() -> new RecordNotFound("BACKUP", name));
        } catch (DamagedBackup damaged) {
            LOG.error("The backup {} is damaged", name, damaged);
            return describe(markDamaged(file)).orElseThrow(() -> new RecordNotFound("BACKUP", name));
        } catch (IOException e) {
            LOG.error("The backup {} could not be verified", name, e);
            throw new Refusal(null, "backup.refused.failed");
        } finally {
            delete(unfinished);
        }
    }

    private static Path markDamaged(Path file) {
        Path marked = file.resolveSibling(file.getFileName() + DAMAGED);
        try {
            return Files.move(file, marked, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("A damaged backup could not be renamed", e);
            return file;
        }
    }

    /** The file of a backup that is in the list, and of no other. */
    private Path find(String name) {
        return all().stream()
                .filter(one -> one.name().equals(name))
                .map(one -> folder.resolve(one.name()))
                .findFirst()
                .orElseThrow(() -> new RecordNotFound("BACKUP", name));
    }

    void write(String name, OutputStream out) throws IOException {
        Files.copy(find(name), out);
    }

    private void removeUnfinished() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith(UNFINISHED))
                    .forEach(Backups::delete);
        } catch (IOException e) {
            LOG.warn("What an earlier backup has left cannot be removed: {}", e.toString());
        }
    }

    private static void delete(Path file) {
        try {
            FileSystemUtils.deleteRecursively(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.toString());
        }
    }
}

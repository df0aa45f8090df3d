package org.yuemao.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.yuemao.backup.Manifest.ArchivedFile;

/** Proves a backup good by unpacking and opening it, as a restore does. */
final class Verification {
    /** Where the program has its migrations. */
    static final String MIGRATIONS = "classpath:db/migration";

    private Verification() {}

    /**
     * Unpacks a backup into a folder, where its database is left as it may be used. Refused where the file is cut off or has
     * changed, where it is no backup, where its database does not open or has other rows than it had, and where a newer program
     * has made it.
     *
     * @param migrations where the migrations are that the program knows
     */
    static Manifest of(Path file, Path folder, String... migrations) throws IOException, DamagedBackup {
        Archive archive = new Archive(file);
        Manifest manifest = archive.manifest();
        archive.requireWhole(manifest);
        List<ArchivedFile> unpacked = archive.unpack(folder);
        if (!Set.copyOf(unpacked).equals(new HashSet<>(manifest.files()))) {
            throw new DamagedBackup("backup.damaged.foreign");
        }
        requireKnownSchema(folder, manifest, migrations);
        try (DatabaseCopy copy = DatabaseCopy.open(folder)) {
            Map<String, Long> rows = copy.readAll();
            if (!rows.equals(manifest.rows()) || !copy.schema().equals(manifest.schema())) {
                throw new DamagedBackup("backup.damaged.rows");
            }
        }
        return manifest;
    }

    private static void requireKnownSchema(Path folder, Manifest manifest, String... migrations) throws DamagedBackup {
        if (!Files.exists(folder.resolve(Archive.DATABASE))) {
            throw new DamagedBackup("backup.damaged.missing", Archive.DATABASE);
        }
        // Opened before anything else, so that a file that does not open is called damaged, not newer.
        DatabaseCopy.open(folder).close();
        Flyway program = Flyway.configure()
                .dataSource(
                        "jdbc:h2:async:" + folder.resolve("yuemao").toAbsolutePath()
                                + ";IFEXISTS=TRUE;DB_CLOSE_ON_EXIT=FALSE",
                        "yuemao",
                        "")
                .locations(migrations)
                .load();
        for (var migration : program.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DamagedBackup("backup.damaged.newer", manifest.program());
            }
        }
    }
}

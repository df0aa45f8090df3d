package org.yuemao.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup says about itself, so that it can be verified by itself: when it was made, by which version of the program, of
 * which version of the schema, how many rows each table has, and the sum of each file.
 */
record Manifest(
        int format, String program, Instant madeAt, String schema, Map<String, Long> rows, List<ArchivedFile> files) {
    /** What this program writes, and the newest that it reads. */
    static final int FORMAT = 1;

    /** The name of the manifest within a backup. */
    static final String NAME = "manifest.json";

    /** A file, by its path in the folder of the data. */
    record ArchivedFile(String name, long bytes, String sha256) {}

    Backup.Contents contents() {
        return new Backup.Contents(
                schema,
                program,
                rows.values().stream().mapToLong(Long::longValue).sum(),
                rows.getOrDefault("event", 0L),
                rows.getOrDefault("participation", 0L));
    }
}

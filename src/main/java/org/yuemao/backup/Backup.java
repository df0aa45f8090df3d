package org.yuemao.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup in the folder of backups.
 *
 * @param madeAt when it was made; for one that cannot be read, when its file was written
 * @param contents what it says it holds; nothing where it is damaged, or is no backup of a desk
 * @param verifiedAt when it was last found to be whole and to open
 */
public record Backup(
        String name,
        Instant madeAt,
        long bytes,
        @Nullable Contents contents,
        @Nullable Instant verifiedAt) {

    /** What stands in it: the version of its schema, and some of its numbers of rows. */
    public record Contents(String schema, String program, long rows, long events, long participations) {}

    /** Whether it can be restored, as far as is known. */
    public boolean isGood() {
        return contents != null;
    }
}

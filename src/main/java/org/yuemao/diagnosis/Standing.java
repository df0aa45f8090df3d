package org.yuemao.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Jobs.Job;

/** How the desk is at a moment, on this node. Nothing in it tells of a person. */
public record Standing(
        Instant at, Program program, Database database, Room room, Use use, List<Job> jobs, List<Trouble> troubles) {

    /** @param built when it was built; nothing where it is being developed */
    public record Program(
            String version,
            @Nullable Instant built,
            Instant started,
            Duration uptime,
            String java,
            String system,
            int processors,
            long heapUsed,
            long heapMost) {}

    /**
     * @param bytes how large it is; less than nothing where that is not known
     * @param connections how many there are, of which so many are in use, and how many threads wait for one
     * @param migration the last that was made
     * @param toFold rows of the summaries' log that wait to be added up
     * @param toSeal entries of the history that wait for their place in the chain
     */
    public record Database(
            String kind,
            long bytes,
            int connections,
            int inUse,
            int mostConnections,
            int waiting,
            String migration,
            long toFold,
            long toSeal) {}

    /** @param spare what has to stay free for writes to be taken */
    public record Room(
            long free,
            long spare,
            boolean embedded,
            @Nullable Instant lastBackup,
            boolean backupOverdue) {}

    public record Use(int sessions, int windows, int followers, int exports, int imports, int reports) {}
}

package org.yuemao.diagnosis;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Jobs;
import org.yuemao.security.Rights;

/** How the desk is, for administrators, and as a text for whoever helps them. */
@Service
@PreAuthorize(Rights.MANAGE)
public class Diagnostics {
    private static final long MEGABYTE = 1L << 20;
    private static final int TOLD = 50;

    private final Measures measures;
    private final LastTroubles troubles;
    private final Jobs jobs;
    private final ObjectProvider<BuildProperties> build;
    private final Clock clock;

    Diagnostics(
            Measures measures, LastTroubles troubles, Jobs jobs, ObjectProvider<BuildProperties> build, Clock clock) {
        this.measures = measures;
        this.troubles = troubles;
        this.jobs = jobs;
        this.build = build;
        this.clock = clock;
    }

    /** How it is now. */
    public Standing look() {
        return new Standing(
                clock.instant(),
                program(),
                measures.database(),
                measures.room(),
                measures.use(),
                jobs.all(),
                troubles.all());
    }

    private Standing.Program program() {
        Runtime machine = Runtime.getRuntime();
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        BuildProperties built = build.getIfAvailable();
        Instant now = clock.instant();
        return new Standing.Program(
                built == null ? "?" : String.valueOf(built.getVersion()),
                built == null ? null : built.getTime(),
                now.minus(uptime),
                uptime,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                machine.availableProcessors(),
                machine.totalMemory() - machine.freeMemory(),
                machine.maxMemory());
    }

    /** The same as a text, in English, without anything that tells of a person. */
    public String forSupport(Standing standing) {
        StringBuilder text = new StringBuilder();
        Standing.Program program = standing.program();
        line(text, "Yuemao %s, built %s", program.version(), program.built());
        line(text, "At %s, up for %s, since %s", standing.at(), program.uptime(), program.started());
        line(text, "%s on %s, %d processors", program.java(), program.system(), program.processors());
        line(text, "Heap %d of %d MB", program.heapUsed() / MEGABYTE, program.heapMost() / MEGABYTE);
        Standing.Database database = standing.database();
        line(
                text,
                "%s, %d MB, %s, %d of %d connections in use (at most %d), %d waiting",
                database.kind(),
                database.bytes() / MEGABYTE,
                database.migration(),
                database.inUse(),
                database.connections(),
                database.mostConnections(),
                database.waiting());
        line(text, "%d rows to fold, %d entries to seal", database.toFold(), database.toSeal());
        Standing.Room room = standing.room();
        line(
                text,
                "Disk %d MB free, %d MB spare, last good backup %s%s",
                room.free() / MEGABYTE,
                room.spare() / MEGABYTE,
                room.lastBackup(),
                room.backupOverdue() ? " (overdue)" : "");
        Standing.Use use = standing.use();
        line(
                text,
                "%d sessions, %d windows, %d followers, %d exports, %d imports, %d reports under way",
                use.sessions(),
                use.windows(),
                use.followers(),
                use.exports(),
                use.imports(),
                use.reports());
        line(text, "");
        line(text, "Jobs");
        standing.jobs()
                .forEach(job -> line(
                        text,
                        "  %s: %d runs, %d failed, last %s for %s%s%s",
                        job.name(),
                        job.runs(),
                        job.failures(),
                        job.begun(),
                        job.took(),
                        job.running() ? ", running" : "",
                        job.failure() == null ? "" : ", failed by " + job.failure()));
        line(text, "");
        line(text, "Last warnings and errors");
        standing.troubles().stream()
                .limit(TOLD)
                .forEach(trouble -> line(
                        text,
                        "  %s %s %s: %s%s%s",
                        trouble.at(),
                        trouble.error() ? "ERROR" : "WARN",
                        trouble.where(),
                        trouble.what(),
                        trouble.failure() == null ? "" : " | " + trouble.failure(),
                        trouble.request() == null ? "" : " | request " + trouble.request()));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, @Nullable Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}

package org.yuemao.importing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An import as it is kept: who imported what, and what came of it. */
public record ImportRun(
        long id,
        String kind,
        String fileName,
        String person,
        State state,
        long rowsNew,
        long rowsChanged,
        long rowsUnchanged,
        long rowsWrong,
        Instant begunAt,
        @Nullable Instant endedAt) {

    /** What came of an import. Only of one that is done anything is kept. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** The program ended while it ran. */
        INTERRUPTED
    }
}

package org.yuemao.diagnosis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warning or an error from the log, without what people have typed.
 *
 * @param failure what was thrown, and where in the desk; nothing where nothing was
 * @param request the name of the request by which its other lines are found in the log
 * @param person the number of the account
 */
public record Trouble(
        Instant at,
        boolean error,
        String where,
        String what,
        @Nullable String failure,
        @Nullable String request,
        @Nullable String person) {}

package org.yuemao.base;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Work that goes on elsewhere and is noted in the log under the same request and person. */
public final class Traced {
    private Traced() {}

    /** The same work with what this thread's lines in the log carry. */
    public static Runnable work(Runnable work) {
        Map<String, String> carried = MDC.getCopyOfContextMap();
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(carried);
            try {
                work.run();
            } finally {
                set(before);
            }
        };
    }

    private static void set(@Nullable Map<String, String> carried) {
        if (carried == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(carried);
        }
    }
}

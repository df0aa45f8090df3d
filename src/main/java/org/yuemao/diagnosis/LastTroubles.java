package org.yuemao.diagnosis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Keeps the last warnings and errors of this node, so that an administrator need not look for them in a file. */
@Component
class LastTroubles implements DisposableBean {
    static final int KEPT = 200;

    private static final String DESK = "org.yuemao.";
    private static final int LONGEST = 1_000;

    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final @Nullable Logger root;
    private final Noting noting = new Noting();

    LastTroubles() {
        // Whoever runs the desk may have chosen another logging system.
        root = LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                : null;
        note();
    }

    /** Again, too: setting up the log anew stops whatever it was written to. */
    private void note() {
        if (root != null && !root.isAttached(noting)) {
            noting.setContext(root.getLoggerContext());
            noting.start();
            root.addAppender(noting);
        }
    }

    /** The newest first. */
    List<Trouble> all() {
        note();
        synchronized (troubles) {
            return List.copyOf(troubles);
        }
    }

    @Override
    public void destroy() {
        if (root != null) {
            root.detachAppender(noting);
        }
        noting.stop();
    }

    private static String cut(String text) {
        String scrubbed = Scrubbed.of(text);
        return scrubbed.length() <= LONGEST ? scrubbed : scrubbed.substring(0, LONGEST) + "…";
    }

    /** What was thrown at last, and the first place in the desk's own code. */
    private static @Nullable String failure(@Nullable IThrowableProxy thrown) {
        if (thrown == null) {
            return null;
        }
        IThrowableProxy cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        StringBuilder text = new StringBuilder(cause.getClassName());
        if (message != null) {
            text.append(": ").append(message);
        }
        for (StackTraceElementProxy step : thrown.getStackTraceElementProxyArray()) {
            if (step.getStackTraceElement().getClassName().startsWith(DESK)) {
                text.append(" at ").append(step.getStackTraceElement());
                break;
            }
        }
        return cut(text.toString());
    }

    private final class Noting extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
                return;
            }
            String logger = event.getLoggerName();
            Trouble trouble = new Trouble(
                    event.getInstant(),
                    event.getLevel().isGreaterOrEqual(Level.ERROR),
                    logger.substring(logger.lastIndexOf('.') + 1),
                    cut(event.getFormattedMessage()),
                    failure(event.getThrowableProxy()),
                    event.getMDCPropertyMap().get("request"),
                    event.getMDCPropertyMap().get("person"));
            synchronized (troubles) {
                troubles.addFirst(trouble);
                if (troubles.size() > KEPT) {
                    troubles.removeLast();
                }
            }
        }
    }
}

package org.yuemao.backup;

import java.util.List;

/** A backup cannot be used. The reason is a text with its arguments, such as {@code backup.damaged.cut}. */
class DamagedBackup extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Object> arguments;

    DamagedBackup(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    DamagedBackup(Throwable cause, String key, Object... arguments) {
        this(key, arguments);
        initCause(cause);
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}

package org.yuemao.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write was refused for a reason that the person can mend. The key names a translated sentence, the field (a component
 * of the data record) where it is shown, if there is one.
 */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final @Nullable String field;
    private final transient List<Object> arguments;

    public Refusal(@Nullable String field, String key, Object... arguments) {
        super(key + (field == null ? "" : " at " + field));
        this.field = field;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** Refuses where something is wrong. */
    public static void when(boolean wrong, @Nullable String field, String key, Object... arguments) {
        if (wrong) {
            throw new Refusal(field, key, arguments);
        }
    }

    /** The translation key of the sentence to show. */
    public String key() {
        return key;
    }

    /** The component of the data record that has to be mended, or null when it is none alone. */
    public @Nullable String field() {
        return field;
    }

    /** What the sentence's placeholders stand for. */
    public Object[] arguments() {
        return arguments == null ? new Object[0] : arguments.toArray();
    }
}

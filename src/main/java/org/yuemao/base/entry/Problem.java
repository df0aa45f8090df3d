package org.yuemao.base.entry;

import java.util.List;
import org.yuemao.base.Refusal;

/** What is wrong with a cell or a row, as the key of a translated sentence and what its placeholders stand for. */
public record Problem(String key, List<Object> arguments) {

    public static Problem of(String key, Object... arguments) {
        return new Problem(key, List.of(arguments));
    }

    /** The same sentence that the service would refuse with. */
    public static Problem of(Refusal refusal) {
        return of(refusal.key(), refusal.arguments());
    }
}

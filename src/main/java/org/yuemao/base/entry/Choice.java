package org.yuemao.base.entry;

import java.util.List;
import org.yuemao.base.Names;

/** One of the values that a cell may take: its code, its names, and what people also write for it. */
public record Choice(String code, Names names, List<String> alsoKnownAs) {

    public Choice(String code, Names names) {
        this(code, names, List.of());
    }
}

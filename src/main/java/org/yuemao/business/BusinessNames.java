package org.yuemao.business;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Sought;
import org.yuemao.base.Spelling;

/** How the names of businesses are compared and searched. */
final class BusinessNames {
    /** The ids of businesses that have one of the folded names in {@code :some} ({@link Sought#texts}). */
    static final String MATCHING = "select z.id from " + Sought.texts("some")
            + " join business z on z.name_key_zh = sought.text where z.merged_into is null union select e.id from "
            + Sought.texts("some") + " join business e on e.name_key_en = sought.text where e.merged_into is null";

    private BusinessNames() {}

    /**
     * Both names and the code, half-width and in lower case, so that one search finds any of them.
     *
     * @param former the same of businesses that were merged into this one
     */
    static String searchText(BusinessData data, @Nullable String former) {
        return Stream.of(data.nameZh(), data.nameEn(), data.creditCode(), former)
                .filter(Objects::nonNull)
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }

    /** The name as rows without a code are matched by it. */
    static @Nullable String key(@Nullable String name) {
        return name == null ? null : Spelling.folded(name);
    }
}

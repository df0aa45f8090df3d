package org.yuemao.business;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Spelling;

/** How the names of businesses are compared and searched. */
final class BusinessNames {
    /** The condition that finds businesses by one of the folded names in {@code :some}. */
    static final String MATCHING =
            "id in (select z.id from business z where z.name_key_zh in (:some) and z.merged_into is null union select e.id from business e"
                    + " where e.name_key_en in (:some) and e.merged_into is null)";

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

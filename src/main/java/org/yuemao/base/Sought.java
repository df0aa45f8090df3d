package org.yuemao.base;

import java.util.Collection;

/**
 * Many keys sought by one query, as a table of one parameter to join. A list of parameters ({@code in (:ids)}) costs the
 * square of its length on H2, which looks the list through for each row that it found. No key may stand twice.
 */
public final class Sought {
    private Sought() {}

    /** The table {@code sought} with the column {@code id}, of what {@link #ids(Collection)} makes of this parameter. */
    public static String ids(String parameter) {
        return "unnest(cast(:" + parameter + " as bigint array)) sought(id)";
    }

    /** The table {@code sought} with the column {@code text}, of what {@link #texts(Collection)} makes of this parameter. */
    public static String texts(String parameter) {
        return "unnest(cast(:" + parameter + " as varchar array)) sought(text)";
    }

    /** The same for exactly one id: PostgreSQL can keep its plan, as it cannot for arrays, whose length it looks at. */
    public static String id(String parameter) {
        return "(values (cast(:" + parameter + " as bigint))) sought(id)";
    }

    /** The parameter for {@link #ids(String)}. */
    public static Long[] ids(Collection<Long> ids) {
        return ids.stream().distinct().toArray(Long[]::new);
    }

    /** The parameter for {@link #texts(String)}. */
    public static String[] texts(Collection<String> texts) {
        return texts.stream().distinct().toArray(String[]::new);
    }
}

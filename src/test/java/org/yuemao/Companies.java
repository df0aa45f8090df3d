package org.yuemao;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.business.BusinessData;

/** Businesses of which a test needs no more than that they are there, each with a code that no other has. */
public final class Companies {
    private Companies() {}

    /** A business of Shenzhen. */
    public static BusinessData ofShenzhen(@Nullable String nameEn, @Nullable String nameZh) {
        return of(nameEn, nameZh, "440300");
    }

    /** A business of a city, or of one that nobody knows. */
    public static BusinessData of(@Nullable String nameEn, @Nullable String nameZh, @Nullable String cityCode) {
        return new BusinessData(
                CreditCodes.next(), null, nameEn, nameZh, cityCode, null, Set.of(), null, null, null, null, null);
    }
}

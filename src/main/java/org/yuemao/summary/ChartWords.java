package org.yuemao.summary;

import java.util.Locale;
import org.yuemao.base.Period;
import org.yuemao.place.Places;

/** The words of charts in one language: on the screen, in reports and in files. */
public interface ChartWords {
    Locale locale();

    /** What stands under a key of the texts, with its parameters. */
    String text(String key, Object... parameters);

    /** A year, quarter or month. */
    String period(Period period);

    /** The unit of an indicator, which people may have written in words of their own. */
    default String unit(String unit) {
        return unit;
    }

    /** The reference data, which have a name in each language. */
    Places places();

    /** The name of a city, province, country or sector. */
    default String nameOf(String code) {
        return code.equals(SumKey.ELSEWHERE) ? text("summary.elsewhere") : places().nameOf(code, locale());
    }
}

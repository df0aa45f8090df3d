package org.yuemao.base.chart;

import java.util.List;

/** The colours of series on light ground: Okabe and Ito's, which colour-blind people can tell apart; as on the screen. */
public final class ChartColours {
    private static final List<String> COLOURS =
            List.of("0072B2", "D55E00", "009E73", "CC79A7", "8A6D00", "56B4E9", "E69F00");

    private ChartColours() {}

    /** The colour of the series, from 0, as six hexadecimal digits; they begin anew after the last. */
    public static String of(int series) {
        return COLOURS.get(series % COLOURS.size());
    }
}

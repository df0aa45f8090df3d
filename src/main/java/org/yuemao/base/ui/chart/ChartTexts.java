package org.yuemao.base.ui.chart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** What the element says by itself, one text a language for all charts. */
class ChartTexts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<Locale, String> BY_LANGUAGE = new ConcurrentHashMap<>();
    private static final List<String> KEYS = List.of(
            "menu",
            "png",
            "csv",
            "table",
            "picture",
            "empty",
            "target",
            "item",
            "how",
            "svg",
            "xlsx",
            "legend",
            "chart",
            "walk",
            "walk-choose",
            "mark",
            "mark-alone",
            "position",
            "between",
            "chosen",
            "chosen-now",
            "chosen-none",
            "stated",
            "recomputed",
            "little",
            "much",
            "share",
            "across",
            "amount",
            "origin",
            "destination",
            "from",
            "to",
            "others",
            "rank",
            "rank-before",
            "rank-new",
            "rank-now",
            "rank-same",
            "rank-up",
            "rank-down");

    private ChartTexts() {}

    static String in(Locale locale, UnaryOperator<String> translation) {
        return BY_LANGUAGE.computeIfAbsent(locale, language -> {
            Map<String, String> texts = new TreeMap<>();
            for (String key : KEYS) {
                texts.put(key, translation.apply("chart." + key));
            }
            return JSON.writeValueAsString(texts);
        });
    }
}

package org.yuemao.base.chart;

import java.util.List;

/** Items that belong together and have one colour; all series of a chart have the same items in the same order. */
public record ChartSeries(String id, String name, List<ChartItem> items) {}

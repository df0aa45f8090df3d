package org.yuemao.report.pdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yuemao.base.chart.ChartColours;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartSeries;

/** A small line chart for each series, all over the same years, each on a scale of its own that begins at nought. */
final class MultiplesDrawing {
    private static final String INK = "22282C";
    private static final String QUIET = "5B6770";
    private static final String LINE = "D9DEE2";
    private static final float SIZE = 7.5f;
    private static final float HIGH = 98;
    private static final float BETWEEN = 16;

    private final ChartData data;
    private final Locale language;
    private final PdfFont font;
    private final float width;

    MultiplesDrawing(ChartData data, Locale language, PdfFont font, float width) {
        this.data = data;
        this.language = language;
        this.font = font;
        this.width = width;
    }

    private int columns() {
        return Math.clamp(data.series().size(), 1, 3);
    }

    /** As many as one page has room for; the table has them all. */
    private List<ChartSeries> shown() {
        return data.series().subList(0, Math.min(18, data.series().size()));
    }

    float height() {
        return (shown().size() + columns() - 1) / columns() * HIGH;
    }

    void draw(PdfCanvas canvas, float x, float y) throws IOException {
        float wide = (width - BETWEEN * (columns() - 1)) / columns();
        for (int i = 0; i < shown().size(); i++) {
            one(canvas, shown().get(i), x + i % columns() * (wide + BETWEEN), y + (float) (i / columns()) * HIGH, wide);
        }
    }

    private void one(PdfCanvas canvas, ChartSeries series, float x, float y, float wide) throws IOException {
        float at = y + 8;
        for (String line : font.lines(series.name(), SIZE, wide, language, 2)) {
            canvas.text(line, x, at, SIZE, INK);
            at += 9;
        }
        float top = y + 38;
        float bottom = y + HIGH - 24;
        canvas.line(x, bottom, x + wide, bottom, LINE, 0.6f);
        List<ChartItem> items = series.items();
        float most = 0;
        float least = 0;
        for (ChartItem item : items) {
            if (item.amount() != null) {
                most = Math.max(most, item.amount().floatValue());
                least = Math.min(least, item.amount().floatValue());
            }
        }
        float unit = most - least <= 0 ? 0 : (bottom - top) / (most - least);
        float step = (wide - 8) / Math.max(1, items.size() - 1);
        List<Float> points = new ArrayList<>();
        List<ChartItem> known = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BigDecimal amount = items.get(i).amount();
            if (amount != null) {
                points.add(x + 4 + i * step);
                points.add(bottom - (amount.floatValue() - least) * unit);
                known.add(items.get(i));
            }
        }
        if (known.isEmpty()) {
            return;
        }
        float[] line = new float[points.size()];
        for (int i = 0; i < line.length; i++) {
            line[i] = points.get(i);
        }
        canvas.polyline(line, ChartColours.of(0), 1.6f, 0);
        for (int i = 0; i < line.length; i += 2) {
            canvas.circle(line[i], line[i + 1], 1.8f, ChartColours.of(0));
        }
        said(canvas, known.getFirst(), line[0], line[1], x, wide, false);
        if (known.size() > 1) {
            said(canvas, known.getLast(), line[line.length - 2], line[line.length - 1], x, wide, true);
        }
        String first = font.clean(items.getFirst().name());
        String last = font.clean(items.getLast().name());
        canvas.text(first, x, bottom + 10, SIZE, QUIET);
        canvas.textToTheLeftOf(last, x + wide, bottom + 10, SIZE, QUIET);
    }

    /** The number of a point above it, within the chart. */
    private void said(PdfCanvas canvas, ChartItem item, float x, float y, float left, float wide, boolean last)
            throws IOException {
        if (item.amount() == null) {
            return;
        }
        String number = font.clean(ChartDrawing.label(item.amount(), data.unit(), language));
        float own = font.width(number, SIZE);
        float from = Math.clamp(last ? x - own + 2 : x - 2, left, left + wide - own);
        canvas.text(number, from, y - 4, SIZE, INK, last);
    }
}

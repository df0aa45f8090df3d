package org.yuemao.report.pdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartColours;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartKind;
import org.yuemao.base.chart.ChartRole;
import org.yuemao.base.chart.ChartSeries;
import org.yuemao.base.chart.ChartUnit;
import org.yuemao.base.ui.Formats;
import org.yuemao.report.ReportChart;
import org.yuemao.report.pdf.PdfCanvas.Pattern;

/** Draws charts as vectors. Series differ by pattern, dash or marker as well as by colour, and numbers stand beside them. */
final class ChartDrawing {
    private static final String INK = "22282C";
    private static final String QUIET = "5B6770";
    private static final String LINE = "D9DEE2";
    private static final float SMALL = 7.5f;
    private static final float NAME = 8;
    private static final float NAME_LINE = 9;
    private static final float LEGEND = 16;
    private static final int MOST_BARS = 40;
    private static final int MOST_SERIES = 8;

    private final ChartData data;
    private final Wording wording;
    private final Locale language;
    private final PdfFont font;
    private final float width;

    private ChartDrawing(ReportChart chart, Wording wording, Locale language, PdfFont font, float width) {
        data = chart.data();
        this.wording = wording;
        this.language = language;
        this.font = font;
        this.width = width;
    }

    /** The drawing of a chart, as wide as said; nothing where its table is the drawing, as that of a heat map is. */
    static Optional<ChartDrawing> of(ReportChart chart, Wording wording, Locale language, PdfFont font, float width) {
        ChartDrawing drawing = new ChartDrawing(chart, wording, language, font, width);
        return chart.isEmpty() || drawing.height() == 0 ? Optional.empty() : Optional.of(drawing);
    }

    /** How high it is; 0 where charts of this kind are not drawn. */
    float height() {
        return switch (data.kind()) {
            case BAR, GROUPED, STACKED_BAR -> 174 + legend();
            case RETENTION -> 200 + legend();
            case HORIZONTAL_BAR, RANKING -> legend() + bars().size() * row() + 4;
            case LINE -> 160 + legend();
            case AREA -> 174 + legend();
            case SANKEY -> flows().height();
            case MULTIPLES -> multiples().height();
            case RING -> 180;
            case TREEMAP -> 230;
            case SCATTER -> 240;
            case GAUGE -> 62;
            case TILE_MAP -> rows() * tile() + 4;
            case HEAT_MAP -> 0;
        };
    }

    private FlowsDrawing flows() {
        return new FlowsDrawing(data, wording, language, font, width);
    }

    private MultiplesDrawing multiples() {
        return new MultiplesDrawing(data, language, font, width);
    }

    /** Draws it with its upper left corner at a point. */
    void draw(PdfCanvas canvas, float x, float y) throws IOException {
        switch (data.kind()) {
            case BAR, GROUPED -> columns(canvas, x, y, false);
            case STACKED_BAR, RETENTION -> columns(canvas, x, y, true);
            case HORIZONTAL_BAR, RANKING -> lyingBars(canvas, x, y);
            case LINE -> lines(canvas, x, y, false);
            case AREA -> lines(canvas, x, y, true);
            case RING -> ring(canvas, x, y);
            case TREEMAP -> treemap(canvas, x, y);
            case SCATTER -> points(canvas, x, y);
            case GAUGE -> gauge(canvas, x, y);
            case TILE_MAP -> tileMap(canvas, x, y);
            case SANKEY -> flows().draw(canvas, x, y);
            case MULTIPLES -> multiples().draw(canvas, x, y);
            case HEAT_MAP -> throw new IllegalStateException("Its table is drawn");
        }
    }

    private List<ChartSeries> series() {
        return data.series().size() <= MOST_SERIES
                ? data.series()
                : data.series().subList(0, MOST_SERIES);
    }

    private List<ChartItem> items() {
        return data.series().isEmpty() ? List.of() : data.series().getFirst().items();
    }

    /** Where the names of series stand: as many beside each other as have room. */
    private List<Room> places() {
        List<Room> places = new ArrayList<>();
        float at = 0;
        float down = 0;
        for (ChartSeries one : series()) {
            float wide = (isLine(one) ? 20 : 14) + font.width(legendName(one), 8);
            if (at > 0 && at + wide > width) {
                at = 0;
                down += 12;
            }
            places.add(new Room(at, down, wide, 12));
            at += wide + 14;
        }
        return places;
    }

    private String legendName(ChartSeries series) {
        return font.fitted(series.name(), 8, width - 20);
    }

    private float legend() {
        return series().size() > 1 ? LEGEND + places().getLast().y() : 0;
    }

    /** Whether it is drawn as a line: the year before runs across the bars of this year. */
    private boolean isLine(ChartSeries series) {
        return switch (data.kind()) {
            case LINE, AREA -> true;
            case GROUPED -> series.role() == ChartRole.BEFORE;
            default -> false;
        };
    }

    private String label(BigDecimal amount) {
        return label(amount, data.unit(), language);
    }

    static String label(BigDecimal amount, ChartUnit unit, Locale language) {
        return unit == ChartUnit.PERCENT
                ? Formats.decimal(amount, 1, language) + "%"
                : amount.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0
                        ? Formats.shortNumber(amount, language)
                        : Formats.decimal(amount, 2, language);
    }

    private static float amount(ChartItem item) {
        return item.amount() == null ? 0 : item.amount().floatValue();
    }

    /** What went away hangs below zero. */
    private static float signed(ChartSeries series, int item) {
        float amount = amount(series.items().get(item));
        return series.role() == ChartRole.LOST ? -amount : amount;
    }

    /** Which series has which colour and pattern. */
    private void drawLegend(PdfCanvas canvas, float x, float y) throws IOException {
        List<Room> places = places();
        for (int one = 0; one < series().size() && series().size() > 1; one++) {
            ChartSeries series = series().get(one);
            float at = x + places.get(one).x();
            float top = y + places.get(one).y();
            if (isLine(series)) {
                line(canvas, one, new float[] {at, top + 5, at + 16, top + 5});
                at += 20;
            } else {
                canvas.rectangle(at, top + 1, 10, 8, ChartColours.of(one), Pattern.of(one));
                at += 14;
            }
            canvas.text(legendName(series), at, top + 8, 8, INK);
        }
    }

    /** The line of a series: what is hoped for is dashed and without markers, what is compared with is thinner. */
    private void line(PdfCanvas canvas, int one, float[] points) throws IOException {
        ChartRole role = series().get(one).role();
        switch (role) {
            case PACE -> canvas.polyline(points, QUIET, 1.2f, 1.4f);
            case PROJECTION -> canvas.polyline(points, ChartColours.of(one), 1.6f, 6);
            case TARGET -> canvas.polyline(points, INK, 0.9f, 0);
            case BEFORE -> canvas.polyline(points, ChartColours.of(one), 1, 3.2f);
            case FIGURES, LOST -> canvas.polyline(points, ChartColours.of(one), 1.6f, hasRoles() ? 0 : dash(one));
        }
        if (role == ChartRole.FIGURES || role == ChartRole.BEFORE || role == ChartRole.LOST) {
            boolean inLegend = points.length == 4 && points[1] == points[3] && points[2] - points[0] == 16;
            if (inLegend) {
                marker(canvas, one, (points[0] + points[2]) / 2, points[1]);
            } else {
                for (int i = 0; i < points.length; i += 2) {
                    marker(canvas, one, points[i], points[i + 1]);
                }
            }
        }
    }

    private boolean hasRoles() {
        return series().stream().anyMatch(one -> one.role() != ChartRole.FIGURES);
    }

    private static float dash(int one) {
        return one % 3 == 0 ? 0 : one % 3 == 1 ? 4 : 1.6f;
    }

    private static void marker(PdfCanvas canvas, int one, float x, float y) throws IOException {
        float size = 2.4f;
        switch (one % 4) {
            case 0 -> canvas.circle(x, y, size, ChartColours.of(one));
            case 1 -> canvas.rectangle(x - size, y - size, 2 * size, 2 * size, ChartColours.of(one));
            case 2 ->
                canvas.polygon(
                        new float[] {x, y - size * 1.2f, x + size * 1.2f, y + size, x - size * 1.2f, y + size},
                        ChartColours.of(one));
            default ->
                canvas.polygon(
                        new float[] {x, y - size * 1.3f, x + size * 1.3f, y, x, y + size * 1.3f, x - size * 1.3f, y},
                        ChartColours.of(one));
        }
    }

    /** A scale whose marks are round numbers. */
    private record Scale(float least, float most, float step) {
        static Scale over(float least, float most) {
            float low = Math.min(0, least);
            float high = most <= low ? low + 1 : most;
            double rough = (high - low) / 4;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double times = rough / power;
            float step = (float) (power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 2.5 ? 2.5 : times <= 5 ? 5 : 10));
            return new Scale((float) Math.floor(low / step) * step, (float) Math.ceil(high / step - 1e-4) * step, step);
        }

        int marks() {
            return Math.round((most - least) / step);
        }

        float mark(int number) {
            return least + number * step;
        }

        float share(float amount) {
            return (amount - least) / (most - least);
        }
    }

    private String mark(float amount) {
        return label(new BigDecimal(amount).round(new MathContext(4)));
    }

    /** The area that is drawn in, with the marks of its upright scale to the left of it. */
    private record Plot(float left, float top, float right, float bottom, Scale scale) {
        float up(float amount) {
            return bottom - (bottom - top) * scale.share(amount);
        }
    }

    private Plot plot(PdfCanvas canvas, float x, float y, float head, Scale scale) throws IOException {
        float widest = 0;
        for (int i = 0; i <= scale.marks(); i++) {
            widest = Math.max(widest, font.width(font.clean(mark(scale.mark(i))), SMALL));
        }
        Plot plot = new Plot(x + widest + 6, y + head + 8, x + width - 2, y + height() - 20, scale);
        for (int i = 0; i <= scale.marks(); i++) {
            float at = plot.up(scale.mark(i));
            canvas.line(plot.left(), at, plot.right(), at, scale.mark(i) == 0 ? QUIET : LINE, 0.5f);
            canvas.textToTheLeftOf(font.clean(mark(scale.mark(i))), plot.left() - 4, at + 2.5f, SMALL, QUIET);
        }
        return plot;
    }

    private void columns(PdfCanvas canvas, float x, float y, boolean stacked) throws IOException {
        int items = items().size();
        List<ChartSeries> bars = series().stream().filter(one -> !isLine(one)).toList();
        float most = 0;
        float least = 0;
        for (int item = 0; item < items; item++) {
            float above = 0;
            float below = 0;
            for (ChartSeries one : series()) {
                float amount = signed(one, item);
                above = stacked ? above + Math.max(0, amount) : amount;
                below = stacked ? below + Math.min(0, amount) : amount;
                most = Math.max(most, above);
                least = Math.min(least, below);
            }
        }
        drawLegend(canvas, x, y);
        Plot plot = plot(canvas, x, y, legend(), Scale.over(least, most));
        float room = (plot.right() - plot.left()) / Math.max(1, items);
        for (int item = 0; item < items; item++) {
            // Two years would be as wide as houses.
            float wide = Math.min(room * 0.7f, 72);
            float from = plot.left() + (item + 0.5f) * room - wide / 2;
            float above = 0;
            float below = 0;
            for (int bar = 0; bar < bars.size(); bar++) {
                int one = series().indexOf(bars.get(bar));
                float amount = signed(bars.get(bar), item);
                float base = !stacked ? 0 : amount < 0 ? below : above;
                float upper = plot.up(base + Math.max(0, amount));
                float lower = plot.up(base + Math.min(0, amount));
                float part = stacked ? wide : wide / bars.size();
                float left = stacked ? from : from + bar * part;
                canvas.rectangle(left, upper, part, lower - upper, ChartColours.of(one), Pattern.of(one));
                String number = font.clean(label(Objects.requireNonNullElse(
                        bars.get(bar).items().get(item).amount(), BigDecimal.ZERO)));
                if (amount != 0 && font.width(number, SMALL) <= part + 4) {
                    if (!stacked) {
                        canvas.textAround(number, left + part / 2, upper - 2.5f, SMALL, INK);
                    } else if (lower - upper > 10) {
                        plate(canvas, number, left + part / 2, (upper + lower) / 2 + 2.6f);
                    }
                }
                above += Math.max(0, amount);
                below += Math.min(0, amount);
            }
        }
        for (int one = 0; one < series().size(); one++) {
            if (isLine(series().get(one))) {
                line(canvas, one, points(plot, room, series().get(one)));
            }
        }
        names(canvas, plot, room, x);
    }

    /** Where the known numbers of a series lie. */
    private static float[] points(Plot plot, float room, ChartSeries series) {
        List<Float> points = new ArrayList<>();
        for (int item = 0; item < series.items().size(); item++) {
            BigDecimal amount = series.items().get(item).amount();
            if (amount != null) {
                points.add(plot.left() + (item + 0.5f) * room);
                points.add(plot.up(amount.floatValue()));
            }
        }
        return array(points);
    }

    /** A number on a ground of its own, so that it can be read on any pattern. */
    private void plate(PdfCanvas canvas, String number, float middle, float y) throws IOException {
        float wide = font.width(number, SMALL) + 3;
        canvas.rectangle(middle - wide / 2, y - 7, wide, 9, "FFFFFF");
        canvas.textAround(number, middle, y, SMALL, INK);
    }

    /** The names of the items below a plot, as many as have room. */
    private void names(PdfCanvas canvas, Plot plot, float room, float x) throws IOException {
        float widest = 0;
        for (ChartItem item : items()) {
            widest = Math.max(widest, font.width(font.clean(item.name()), SMALL));
        }
        int every = Math.max(1, (int) Math.ceil((Math.min(widest, 90) + 4) / room));
        for (int item = 0; item < items().size(); item += every) {
            String name = font.fitted(items().get(item).name(), SMALL, Math.max(90, room * every - 4));
            float wide = font.width(name, SMALL);
            float middle = plot.left() + (item + 0.5f) * room;
            float from = Math.clamp(middle - wide / 2, x, Math.max(x, plot.right() - wide));
            canvas.text(name, from, plot.bottom() + 11, SMALL, QUIET);
        }
    }

    private List<ChartItem> bars() {
        return items().size() <= MOST_BARS ? items() : items().subList(0, MOST_BARS);
    }

    /** How wide the names of lying bars may be; a longer one takes two lines. */
    private float roomForNames() {
        return width * 0.42f;
    }

    /** A name, in a ranking with the rank before it. */
    private String name(ChartItem item) {
        return data.kind() == ChartKind.RANKING && item.x() != null
                ? item.x().toBigInteger() + "  " + item.name()
                : item.name();
    }

    /** A number, in a ranking with how many ranks it went up or down. */
    private String said(ChartItem item) {
        String number = label(Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO));
        if (data.kind() == ChartKind.RANKING && item.x() != null) {
            if (item.y() == null) {
                number += "  " + wording.of("report.chart.rank-new", language);
            } else {
                int up = item.y().subtract(item.x()).intValue();
                number += up > 0 ? "  ↑" + up : up < 0 ? "  ↓" + -up : "  =";
            }
        }
        return font.clean(number);
    }

    private float row() {
        boolean twoLines = bars().stream().anyMatch(item -> font.width(font.clean(name(item)), NAME) > roomForNames());
        return Math.max(twoLines ? 2 * NAME_LINE + 4 : 15, 4 + 9 * series().size());
    }

    private void lyingBars(PdfCanvas canvas, float x, float y) throws IOException {
        drawLegend(canvas, x, y);
        float most = 0;
        float least = 0;
        float numbers = 0;
        float names = 0;
        for (int item = 0; item < bars().size(); item++) {
            names = Math.max(names, font.width(font.clean(name(bars().get(item))), NAME));
            for (ChartSeries one : series()) {
                BigDecimal amount = one.items().get(item).amount();
                if (amount != null) {
                    most = Math.max(most, amount.floatValue());
                    least = Math.min(least, amount.floatValue());
                    numbers = Math.max(numbers, font.width(said(one.items().get(item)), SMALL));
                }
            }
        }
        names = Math.min(names, roomForNames());
        float row = row();
        float below = least < 0 ? numbers + 4 : 0;
        float left = x + names + 6 + below;
        float room = x + width - left - numbers - 6;
        float unit = most - least <= 0 ? 0 : room / (most - least);
        float zero = left - least * unit;
        float thick = (row - 4) / series().size();
        for (int item = 0; item < bars().size(); item++) {
            float at = y + legend() + item * row;
            List<String> name = font.lines(name(bars().get(item)), NAME, names, language, 2);
            float line = at + row / 2 + 2.6f - (name.size() - 1) * NAME_LINE / 2;
            for (String one : name) {
                canvas.textToTheLeftOf(one, x + names, line, NAME, INK);
                line += NAME_LINE;
            }
            for (int one = 0; one < series().size(); one++) {
                BigDecimal amount = series().get(one).items().get(item).amount();
                if (amount == null) {
                    continue;
                }
                float end = zero + amount.floatValue() * unit;
                float top = at + 2 + one * thick;
                canvas.rectangle(
                        Math.min(zero, end),
                        top,
                        Math.abs(end - zero),
                        thick - 1,
                        ChartColours.of(one),
                        Pattern.of(one));
                String number = said(series().get(one).items().get(item));
                if (amount.signum() < 0) {
                    canvas.textToTheLeftOf(number, end - 3, top + thick / 2 + 2.2f, SMALL, INK);
                } else {
                    canvas.text(number, end + 3, top + thick / 2 + 2.2f, SMALL, INK);
                }
            }
        }
        canvas.line(zero, y + legend(), zero, y + legend() + bars().size() * row, QUIET, 0.5f);
    }

    private void lines(PdfCanvas canvas, float x, float y, boolean filled) throws IOException {
        float most = 0;
        float least = 0;
        for (ChartSeries one : series()) {
            for (ChartItem item : one.items()) {
                most = Math.max(most, amount(item));
                least = Math.min(least, amount(item));
            }
        }
        drawLegend(canvas, x, y);
        Plot plot = plot(canvas, x, y, legend(), Scale.over(least, most));
        float room = (plot.right() - plot.left()) / Math.max(1, items().size());
        List<Room> said = new ArrayList<>();
        for (int one = 0; one < series().size(); one++) {
            float[] line = points(plot, room, series().get(one));
            if (filled && line.length >= 4) {
                float[] surface = new float[line.length + 4];
                System.arraycopy(line, 0, surface, 0, line.length);
                surface[line.length] = line[line.length - 2];
                surface[line.length + 1] = plot.up(Math.max(0, plot.scale().least()));
                surface[line.length + 2] = line[0];
                surface[line.length + 3] = surface[line.length + 1];
                canvas.surface(surface, ChartColours.of(one), 0.14f);
            }
            line(canvas, one, line);
            String number = last(series().get(one));
            if (line.length > 0 && series().get(one).role() != ChartRole.PACE) {
                float wide = font.width(number, SMALL);
                float from = Math.min(line[line.length - 2] - wide / 2, x + width - wide);
                float at = line[line.length - 1] - 5;
                Room place = new Room(from, at - 7, wide, 9);
                // Where two ends lie close together the table has the second number.
                if (said.stream().noneMatch(other -> cover(place, other))) {
                    canvas.text(number, from, at, SMALL, INK, true);
                    said.add(place);
                }
            }
        }
        names(canvas, plot, room, x);
    }

    /** The last known number of a series. */
    private String last(ChartSeries series) {
        return series.items().stream()
                .map(ChartItem::amount)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce((one, next) -> next)
                .map(amount -> font.clean(label(amount)))
                .orElse("");
    }

    private static float[] array(List<Float> numbers) {
        float[] array = new float[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    private void ring(PdfCanvas canvas, float x, float y) throws IOException {
        List<ChartItem> slices =
                items().stream().filter(item -> amount(item) > 0).toList();
        BigDecimal sum = slices.stream()
                .map(ChartItem::amount)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        float radius = height() / 2 - 8;
        float middle = x + radius + 8;
        float centre = y + height() / 2;
        if (sum.signum() == 0) {
            canvas.textAround(font.clean(label(sum)), middle, centre, 12, INK);
            return;
        }
        double from = 0;
        float at = y + Math.max(8, height() / 2 - slices.size() * 13);
        float names = middle + radius + 30;
        for (int one = 0; one < slices.size(); one++) {
            BigDecimal amount = Objects.requireNonNull(slices.get(one).amount());
            BigDecimal share = amount.divide(sum, 6, RoundingMode.HALF_UP);
            double to = one == slices.size() - 1 ? 2 * Math.PI : from + share.doubleValue() * 2 * Math.PI;
            canvas.piece(middle, centre, radius, radius * 0.58f, from, to, ChartColours.of(one), Pattern.of(one));
            canvas.rectangle(names, at, 12, 10, ChartColours.of(one), Pattern.of(one));
            canvas.text(font.fitted(slices.get(one).name(), 9, x + width - names - 18), names + 18, at + 8.5f, 9, INK);
            canvas.text(
                    font.clean(amountInWords(amount) + " · " + Formats.percent(share, language)),
                    names + 18,
                    at + 20,
                    8,
                    QUIET);
            at += 26;
            from = to;
        }
        canvas.textAround(font.clean(amountInWords(sum)), middle, centre + 4, 10, INK);
    }

    private String amountInWords(BigDecimal amount) {
        return data.unit() == ChartUnit.CNY ? Formats.shortMoney(amount, language) : label(amount);
    }

    /** A rectangle that is still to be divided. */
    private record Room(float x, float y, float width, float height) {}

    private void treemap(PdfCanvas canvas, float x, float y) throws IOException {
        List<ChartItem> left = new ArrayList<>(items().stream()
                .filter(item -> amount(item) > 0)
                .sorted(Comparator.comparing(ChartDrawing::amount).reversed())
                .toList());
        if (left.isEmpty()) {
            return;
        }
        float highest = amount(left.getFirst());
        double sum = left.stream().mapToDouble(ChartDrawing::amount).sum();
        Room room = new Room(x, y, width, height() - 4);
        double unit = room.width() * room.height() / sum;
        while (!left.isEmpty()) {
            float side = Math.min(room.width(), room.height());
            int taken = 1;
            double area = amount(left.getFirst()) * unit;
            // As many in a strip as makes the worst of them most like a square.
            while (taken < left.size()) {
                double more = area + amount(left.get(taken)) * unit;
                if (worst(left.subList(0, taken + 1), unit, more, side)
                        > worst(left.subList(0, taken), unit, area, side)) {
                    break;
                }
                area = more;
                taken++;
            }
            room = strip(canvas, room, left.subList(0, taken), unit, (float) (area / side), highest);
            left.subList(0, taken).clear();
        }
    }

    private static double worst(List<ChartItem> some, double unit, double area, float side) {
        double thick = area / side;
        double worst = 1;
        for (ChartItem item : some) {
            double length = amount(item) * unit / thick;
            worst = Math.max(worst, Math.max(length / thick, thick / length));
        }
        return worst;
    }

    private Room strip(PdfCanvas canvas, Room room, List<ChartItem> some, double unit, float thick, float highest)
            throws IOException {
        boolean upright = room.width() >= room.height();
        float at = upright ? room.y() : room.x();
        for (ChartItem item : some) {
            float length = (float) (amount(item) * unit / thick);
            if (upright) {
                tile(canvas, item, room.x(), at, thick, length, highest);
            } else {
                tile(canvas, item, at, room.y(), length, thick, highest);
            }
            at += length;
        }
        return upright
                ? new Room(room.x() + thick, room.y(), room.width() - thick, room.height())
                : new Room(room.x(), room.y() + thick, room.width(), room.height() - thick);
    }

    /** An item on a ground that is the darker the more it is, with its name and number where they fit. */
    private void tile(PdfCanvas canvas, ChartItem item, float x, float y, float wide, float high, float highest)
            throws IOException {
        float share = highest <= 0 ? 0 : amount(item) / highest;
        canvas.rectangle(x + 0.5f, y + 0.5f, wide - 1, high - 1, Shades.of(share));
        String ink = Shades.inkOn(share);
        String number = font.clean(label(Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO)));
        for (float size = 9.5f; size >= 5.5f; size -= 0.5f) {
            List<String> lines = new ArrayList<>(font.lines(item.name(), size, wide - 7, language));
            lines.add(number);
            float line = size * 1.2f;
            // A word that is cut in the middle is read by nobody.
            if (longestWord(item.name(), size) <= wide - 7
                    && lines.size() * line + 4 <= high
                    && font.width(number, size) <= wide - 7) {
                float at = y + 1 + size;
                for (String one : lines) {
                    canvas.text(one, x + 3.5f, at, size, ink);
                    at += line;
                }
                return;
            }
        }
        // Where the name has no room, the table has it.
        if (font.width(number, 6) <= wide - 4 && high > 9) {
            canvas.text(number, x + 2.5f, y + 7.5f, 6, ink);
        }
    }

    private float longestWord(String name, float size) {
        float longest = 0;
        for (String word : font.clean(name).split(" ")) {
            if (!word.codePoints().anyMatch(Character::isIdeographic)) {
                longest = Math.max(longest, font.width(word, size));
            }
        }
        return longest;
    }

    private int firstColumn() {
        return items().stream()
                .map(ChartItem::x)
                .filter(Objects::nonNull)
                .mapToInt(column -> Objects.requireNonNull(column).intValue())
                .min()
                .orElse(0);
    }

    private int firstRow() {
        return items().stream()
                .map(ChartItem::y)
                .filter(Objects::nonNull)
                .mapToInt(row -> Objects.requireNonNull(row).intValue())
                .min()
                .orElse(0);
    }

    private int columnsOfMap() {
        return 1
                - firstColumn()
                + items().stream()
                        .map(ChartItem::x)
                        .filter(Objects::nonNull)
                        .mapToInt(column -> Objects.requireNonNull(column).intValue())
                        .max()
                        .orElse(0);
    }

    private int rows() {
        return 1
                - firstRow()
                + items().stream()
                        .map(ChartItem::y)
                        .filter(Objects::nonNull)
                        .mapToInt(row -> Objects.requireNonNull(row).intValue())
                        .max()
                        .orElse(0);
    }

    private float tile() {
        return Math.min(width / columnsOfMap(), 50);
    }

    private void tileMap(PdfCanvas canvas, float x, float y) throws IOException {
        float highest =
                (float) items().stream().mapToDouble(ChartDrawing::amount).max().orElse(0);
        float left = x + (width - columnsOfMap() * tile()) / 2;
        for (ChartItem item : items()) {
            if (item.x() == null || item.y() == null) {
                continue;
            }
            float column = left + (item.x().intValue() - firstColumn()) * tile();
            float row = y + (item.y().intValue() - firstRow()) * tile();
            float share = highest <= 0 ? 0 : amount(item) / highest;
            String ink = Shades.inkOn(share);
            canvas.rectangle(column + 1, row + 1, tile() - 2, tile() - 2, Shades.of(share));
            List<String> name = font.lines(item.name(), SMALL, tile() - 5, language, 2);
            float at = row + tile() / 2 - 1 - (name.size() - 1) * 4;
            for (String line : name) {
                canvas.textAround(line, column + tile() / 2, at, SMALL, ink);
                at += 8.5f;
            }
            canvas.textAround(
                    font.clean(label(Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO))),
                    column + tile() / 2,
                    at + 2,
                    8.5f,
                    ink);
        }
    }

    private void points(PdfCanvas canvas, float x, float y) throws IOException {
        ChartSeries only = series().getFirst();
        List<ChartItem> known = only.items().stream()
                .filter(item -> item.x() != null && item.amount() != null)
                .sorted(Comparator.comparing(ChartDrawing::amount).reversed())
                .toList();
        float most = 0;
        float farthest = 0;
        for (ChartItem item : known) {
            most = Math.max(most, amount(item));
            farthest = Math.max(farthest, Objects.requireNonNull(item.x()).floatValue());
        }
        canvas.text(font.fitted("↑ " + only.name(), 8, width), x, y + 8, 8, QUIET);
        Plot plot = plot(canvas, x, y, 12, Scale.over(0, most));
        Scale scale = Scale.over(0, farthest);
        float room = plot.right() - plot.left();
        for (int i = 0; i <= scale.marks(); i++) {
            float at = plot.left() + room * scale.share(scale.mark(i));
            canvas.line(at, plot.top(), at, plot.bottom(), LINE, 0.5f);
            String number = font.clean(mark(scale.mark(i)));
            canvas.text(
                    number,
                    Math.min(at - font.width(number, SMALL) / 2, x + width - font.width(number, SMALL)),
                    plot.bottom() + 10,
                    SMALL,
                    QUIET);
        }
        String across = data.across();
        if (across != null) {
            canvas.textToTheLeftOf(font.fitted(across + " →", 8, width), plot.right(), plot.bottom() + 20, 8, QUIET);
        }
        List<Room> taken = new ArrayList<>();
        for (ChartItem item : known) {
            float at = plot.left()
                    + room * scale.share(Objects.requireNonNull(item.x()).floatValue());
            float up = plot.up(amount(item));
            canvas.circle(at, up, 3, ChartColours.of(0));
            taken.add(new Room(at - 3, up - 3, 6, 6));
        }
        for (ChartItem item : known) {
            float at = plot.left()
                    + room * scale.share(Objects.requireNonNull(item.x()).floatValue());
            float up = plot.up(amount(item));
            String name = font.clean(item.name());
            float wide = font.width(name, SMALL);
            // Beside the point, or on its other side; where it would cover another, the table has it.
            for (float from : new float[] {at + 5, at - 5 - wide}) {
                Room place = new Room(from, up - 4, wide, 8);
                if (from >= plot.left()
                        && from + wide <= x + width
                        && taken.stream().noneMatch(other -> cover(place, other))) {
                    canvas.text(name, from, up + 2.6f, SMALL, INK);
                    taken.add(place);
                    break;
                }
            }
        }
    }

    private static boolean cover(Room one, Room other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private void gauge(PdfCanvas canvas, float x, float y) throws IOException {
        ChartItem item = items().getFirst();
        BigDecimal amount = Objects.requireNonNullElse(item.amount(), BigDecimal.ZERO);
        BigDecimal target = data.target();
        float most = Math.max(amount.floatValue(), target == null ? 0 : target.floatValue());
        float unit = most <= 0 ? 0 : (width - 8) / most;
        float end = x + amount.floatValue() * unit;
        canvas.text(font.fitted(item.name() + ": " + label(amount), 10, width * 0.6f), x, y + 12, 10, INK, true);
        canvas.rectangle(x, y + 22, most * unit, 16, "E8ECEF");
        canvas.rectangle(x, y + 22, end - x, 16, ChartColours.of(0));
        if (target != null && target.signum() > 0) {
            float aim = x + target.floatValue() * unit;
            canvas.line(aim, y + 18, aim, y + 42, INK, 1.6f);
            String said = font.clean(
                    label(target) + " · " + Formats.percent(amount.divide(target, 4, RoundingMode.HALF_UP), language));
            canvas.text(
                    said,
                    Math.clamp(aim - font.width(said, 8.5f) / 2, x, x + width - font.width(said, 8.5f)),
                    y + 52,
                    8.5f,
                    INK);
        }
    }
}

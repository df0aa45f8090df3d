package org.yuemao.report.pdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yuemao.base.Wording;
import org.yuemao.base.chart.ChartColours;
import org.yuemao.base.chart.ChartData;
import org.yuemao.base.chart.ChartItem;
import org.yuemao.base.chart.ChartSeries;

/**
 * What flows from the origins on the left to the destinations on the right. Names stand outside, each in a line of its own,
 * so that they cover neither each other nor a flow.
 */
final class FlowsDrawing {
    private static final String INK = "22282C";
    private static final int MOST_NODES = 24;
    private static final float SIZE = 7.5f;
    /** How far the names of two nodes of next to nothing are from each other. */
    private static final float LINE = 10;

    private static final float GAP = 2;
    private static final float BAR = 7;

    private final ChartData data;
    private final Wording wording;
    private final Locale language;
    private final PdfFont font;
    private final float width;
    private final List<Node> origins;
    private final List<Node> destinations;

    /** A city or a place, or all those of a side that have no node of their own. */
    private record Node(String name, List<String> members, float amount) {}

    /** Where a node lies and what it takes. */
    private record Placed(float top, float high) {}

    FlowsDrawing(ChartData data, Wording wording, Locale language, PdfFont font, float width) {
        this.data = data;
        this.wording = wording;
        this.language = language;
        this.font = font;
        this.width = width;
        List<Node> from = new ArrayList<>();
        Map<String, Node> to = new HashMap<>();
        for (ChartSeries series : data.series()) {
            float all = 0;
            for (ChartItem item : series.items()) {
                float amount = amount(item);
                all += amount;
                to.merge(
                        item.id(),
                        new Node(item.name(), List.of(item.id()), amount),
                        (one, more) -> new Node(one.name(), one.members(), one.amount() + more.amount()));
            }
            from.add(new Node(series.name(), List.of(series.id()), all));
        }
        origins = largest(from);
        destinations = largest(List.copyOf(to.values()));
    }

    private static float amount(ChartItem item) {
        return item.amount() == null ? 0 : item.amount().floatValue();
    }

    private List<Node> largest(List<Node> all) {
        List<Node> some = all.stream()
                .filter(node -> node.amount() > 0)
                .sorted(Comparator.comparing(Node::amount).reversed())
                .toList();
        if (some.size() <= MOST_NODES) {
            return some;
        }
        List<Node> rest = some.subList(MOST_NODES - 1, some.size());
        List<Node> nodes = new ArrayList<>(some.subList(0, MOST_NODES - 1));
        nodes.add(new Node(
                wording.of("exporting.chart.others", language, rest.size()),
                rest.stream().flatMap(node -> node.members().stream()).toList(),
                (float) rest.stream().mapToDouble(Node::amount).sum()));
        return nodes;
    }

    float height() {
        return Math.clamp(Math.max(origins.size(), destinations.size()) * 17f, 150, 400);
    }

    void draw(PdfCanvas canvas, float x, float y) throws IOException {
        float high = height() - 6;
        float unit = Math.min(unit(origins, high), unit(destinations, high));
        List<Placed> left = placed(origins, unit, y, high);
        List<Placed> right = placed(destinations, unit, y, high);
        float room = width * 0.25f;
        float from = x + room;
        float to = x + width - room;
        links(canvas, left, right, unit, from + BAR, to - BAR);
        for (int i = 0; i < origins.size(); i++) {
            canvas.rectangle(from, left.get(i).top(), BAR, left.get(i).high(), ChartColours.of(i));
            name(canvas, origins.get(i), left.get(i), from - 4, room - 6, true);
        }
        for (int i = 0; i < destinations.size(); i++) {
            canvas.rectangle(to - BAR, right.get(i).top(), BAR, right.get(i).high(), INK);
            name(canvas, destinations.get(i), right.get(i), to + 4, room - 6, false);
        }
    }

    private void name(PdfCanvas canvas, Node node, Placed placed, float x, float room, boolean ends)
            throws IOException {
        String number = "  " + ChartDrawing.label(new BigDecimal(node.amount()), data.unit(), language);
        String text = font.fitted(node.name(), SIZE, room - font.width(number, SIZE)) + number;
        float line = placed.top() + placed.high() / 2 + 2.6f;
        canvas.text(text, ends ? x - font.width(text, SIZE) : x, line, SIZE, INK);
    }

    /** How high one is, so that all nodes have room, none less than its name. */
    private static float unit(List<Node> nodes, float high) {
        float least = 0;
        float most = high
                / Math.max(
                        1e-6f, (float) nodes.stream().mapToDouble(Node::amount).sum());
        for (int i = 0; i < 40; i++) {
            float unit = (least + most) / 2;
            if (taken(nodes, unit) > high) {
                most = unit;
            } else {
                least = unit;
            }
        }
        return least;
    }

    private static float taken(List<Node> nodes, float unit) {
        float taken = GAP * (nodes.size() - 1);
        for (Node node : nodes) {
            taken += Math.max(LINE, node.amount() * unit);
        }
        return taken;
    }

    private static List<Placed> placed(List<Node> nodes, float unit, float y, float high) {
        float spare = Math.max(0, high - taken(nodes, unit)) / Math.max(1, nodes.size());
        List<Placed> placed = new ArrayList<>();
        float at = y + spare / 2;
        for (Node node : nodes) {
            float own = node.amount() * unit;
            float slot = Math.max(LINE, own);
            placed.add(new Placed(at + (slot - own) / 2, Math.max(own, 0.6f)));
            at += slot + GAP + spare;
        }
        return placed;
    }

    /** Flows leave and arrive in the order of the other side, so that they cross as little as can be. */
    private void links(PdfCanvas canvas, List<Placed> left, List<Placed> right, float unit, float from, float to)
            throws IOException {
        float[][] amounts = new float[origins.size()][destinations.size()];
        Map<String, Integer> rows = places(origins);
        Map<String, Integer> columns = places(destinations);
        for (ChartSeries series : data.series()) {
            for (ChartItem item : series.items()) {
                if (amount(item) > 0) {
                    amounts[rows.getOrDefault(series.id(), 0)][columns.getOrDefault(item.id(), 0)] += amount(item);
                }
            }
        }
        float[] arrived = new float[destinations.size()];
        for (int row = 0; row < origins.size(); row++) {
            float gone = 0;
            for (int column = 0; column < destinations.size(); column++) {
                float high = amounts[row][column] * unit;
                if (high > 0) {
                    canvas.flow(
                            from,
                            left.get(row).top() + gone,
                            to,
                            right.get(column).top() + arrived[column],
                            Math.max(high, 0.35f),
                            ChartColours.of(row),
                            0.45f);
                    gone += high;
                    arrived[column] += high;
                }
            }
        }
    }

    private static Map<String, Integer> places(List<Node> nodes) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String member : nodes.get(i).members()) {
                places.put(member, i);
            }
        }
        return places;
    }
}

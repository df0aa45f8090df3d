package org.yuemao.base.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows.
 *
 * @param target what a gauge is measured by, or where a line across a line chart lies
 * @param across what the abscissae of a scatter are
 */
public record ChartData(
        ChartKind kind,
        ChartUnit unit,
        List<ChartSeries> series,
        @Nullable BigDecimal target,
        @Nullable String across) {

    public ChartData(ChartKind kind, ChartUnit unit, List<ChartSeries> series, @Nullable BigDecimal target) {
        this(kind, unit, series, target, null);
    }

    public static ChartData of(ChartKind kind, ChartUnit unit, List<ChartSeries> series) {
        return new ChartData(kind, unit, series, null);
    }

    /** One series. */
    public static ChartData of(ChartKind kind, ChartUnit unit, String name, List<ChartItem> items) {
        return of(kind, unit, List.of(new ChartSeries("only", name, items)));
    }

    /**
     * A sankey of links, in any order and number: its series are the origins, its items the destinations, those with the
     * most first. Links that occur twice are added up. The element draws as many nodes as it has room for, and the smallest
     * as one; its table has all.
     */
    public static ChartData flows(ChartUnit unit, List<ChartLink> links) {
        Map<String, Node> origins = new LinkedHashMap<>();
        Map<String, Node> destinations = new LinkedHashMap<>();
        Map<String, Map<String, BigDecimal>> amounts = new HashMap<>();
        for (ChartLink link : links) {
            Node.add(origins, link.fromId(), link.fromName(), link.amount());
            Node.add(destinations, link.toId(), link.toName(), link.amount());
            amounts.computeIfAbsent(link.fromId(), from -> new HashMap<>())
                    .merge(link.toId(), link.amount(), BigDecimal::add);
        }
        List<Node> columns = Node.mostFirst(destinations);
        List<ChartSeries> series = new ArrayList<>();
        for (Node origin : Node.mostFirst(origins)) {
            Map<String, BigDecimal> row = amounts.getOrDefault(origin.id(), Map.of());
            series.add(new ChartSeries(
                    origin.id(),
                    origin.name(),
                    columns.stream()
                            .map(to -> ChartItem.of(to.id(), to.name(), row.get(to.id())))
                            .toList()));
        }
        return of(ChartKind.SANKEY, unit, List.copyOf(series));
    }

    private record Node(String id, String name, BigDecimal total) {
        static void add(Map<String, Node> nodes, String id, String name, BigDecimal amount) {
            nodes.merge(
                    id,
                    new Node(id, name, amount),
                    (one, more) -> new Node(id, one.name(), one.total().add(more.total())));
        }

        static List<Node> mostFirst(Map<String, Node> nodes) {
            return nodes.values().stream()
                    .sorted(Comparator.comparing(Node::total).reversed())
                    .toList();
        }
    }
}

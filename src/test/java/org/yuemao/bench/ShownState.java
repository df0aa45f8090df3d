package org.yuemao.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The elements of a window, as they follow from the changes that the server has sent. */
final class ShownState {
    /** Numbers of Vaadin's features of a node (its NodeFeatures). */
    private static final int DATA = 0;

    private static final int PROPERTIES = 1;
    private static final int CHILDREN = 2;
    private static final int ATTRIBUTES = 3;
    private static final int TEXT = 7;
    private static final int CLASSES = 11;
    private static final int VIRTUAL_CHILDREN = 24;

    private final Map<Integer, Node> nodes = new HashMap<>();

    ShownState() {
        clear();
    }

    private static final class Node {
        final Map<Integer, Map<String, JsonNode>> maps = new HashMap<>();
        final Map<Integer, List<JsonNode>> lists = new HashMap<>();

        @Nullable
        JsonNode get(int feature, String key) {
            return maps.getOrDefault(feature, Map.of()).get(key);
        }

        String text(int feature, String key) {
            JsonNode value = get(feature, key);
            return value == null || value.isNull() ? "" : value.asString();
        }

        boolean isOfClass(String name) {
            return lists.getOrDefault(CLASSES, List.of()).stream()
                    .anyMatch(one -> one.asString().equals(name));
        }
    }

    /** Applies changes in their order. */
    void apply(JsonNode changes) {
        for (JsonNode change : changes) {
            int id = change.path("node").asInt();
            switch (change.path("type").asString()) {
                case "attach" -> nodes.put(id, new Node());
                case "detach" -> nodes.remove(id);
                case "put" -> {
                    JsonNode value = change.get("value");
                    map(id, change)
                            .put(change.path("key").asString(), value != null ? value : change.path("nodeValue"));
                }
                case "remove" -> map(id, change).remove(change.path("key").asString());
                case "clear" -> list(id, change).clear();
                case "splice" -> splice(list(id, change), change);
                case "empty" -> {}
                default -> throw new IllegalArgumentException("An unknown change: " + change);
            }
        }
    }

    private static void splice(List<JsonNode> list, JsonNode change) {
        int index = change.path("index").asInt();
        int removed = change.path("remove").asInt(0);
        list.subList(index, index + removed).clear();
        List<JsonNode> added = new ArrayList<>();
        change.path("add").forEach(added::add);
        change.path("addNodes").forEach(added::add);
        list.addAll(index, added);
    }

    private Node node(int id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("The server changes element " + id + ", which is not there");
        }
        return node;
    }

    private Map<String, JsonNode> map(int id, JsonNode change) {
        return node(id).maps.computeIfAbsent(change.path("feat").asInt(), key -> new HashMap<>());
    }

    private List<JsonNode> list(int id, JsonNode change) {
        return node(id).lists.computeIfAbsent(change.path("feat").asInt(), key -> new ArrayList<>());
    }

    void clear() {
        nodes.clear();
        nodes.put(1, new Node());
    }

    /** The value of a key of a feature of the window itself. */
    Optional<JsonNode> ofWindow(int feature, String key) {
        return Optional.ofNullable(node(1).get(feature, key));
    }

    /** The numbers of the elements of the kind. */
    List<Integer> numbersOf(String tag) {
        return nodes.entrySet().stream()
                .filter(one -> one.getValue().text(DATA, "tag").equals(tag))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The elements of the kind that are in the window. */
    private Stream<Node> tagged(String tag) {
        return within(1).filter(node -> node.text(DATA, "tag").equals(tag));
    }

    private Stream<Node> within(int id) {
        return within(node(id));
    }

    private Stream<Node> within(Node node) {
        JsonNode visible = node.get(DATA, "visible");
        return visible != null && !visible.asBoolean()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(node),
                        // The frame of all views is but virtually a child of the window.
                        Stream.of(CHILDREN, VIRTUAL_CHILDREN)
                                .flatMap(feature -> children(node, feature))
                                .flatMap(this::within));
    }

    private Stream<Node> children(Node node, int feature) {
        return node.lists.getOrDefault(feature, List.of()).stream().map(child -> node(child.asInt()));
    }

    private Stream<Node> children(Node node) {
        return children(node, CHILDREN);
    }

    private String textWithin(Node node) {
        return node.text(TEXT, "text")
                + String.join("", children(node).map(this::textWithin).toList());
    }

    private String partOf(Node tile, String name) {
        return children(tile)
                .filter(child -> child.isOfClass(name))
                .map(child ->
                        child.text(ATTRIBUTES, "title") + child.text(PROPERTIES, "title") + " " + textWithin(child))
                .findFirst()
                .orElse("");
    }

    /** The number of the element that shows a tile's figure. */
    int figureOf(String tile) {
        return findFigureOf(tile)
                .orElseThrow(() -> new IllegalStateException("No tile shows " + tile + ", but there are "
                        + nodes.values().stream()
                                .filter(one -> one.isOfClass("tile"))
                                .map(one -> one.text(ATTRIBUTES, "aria-label"))
                                .toList()
                        + " and " + nodes.size() + " elements: " + textWithin(node(1))));
    }

    /** Whether an element shows a tile's figure. */
    boolean hasFigureOf(String tile) {
        return findFigureOf(tile).isPresent();
    }

    private Optional<Integer> findFigureOf(String tile) {
        return nodes.entrySet().stream()
                .filter(one -> one.getValue().isOfClass("tile")
                        && one.getValue().text(ATTRIBUTES, "aria-label").equals(tile))
                .flatMap(one -> one.getValue().lists.getOrDefault(CHILDREN, List.of()).stream())
                .map(JsonNode::asInt)
                .filter(child -> node(child).isOfClass("tile-figure"))
                .findFirst();
    }

    /** The exact number that an element shows when pointed at. */
    BigDecimal exact(int id) {
        Node node = node(id);
        String title = node.text(ATTRIBUTES, "title") + node.text(PROPERTIES, "title");
        return new BigDecimal(title.replaceAll("[^0-9.]", ""));
    }

    /** What a person sees: the texts of the tiles, and what the charts draw. */
    Map<String, JsonNode> shown() {
        Map<String, JsonNode> shown = new TreeMap<>();
        tagged("div")
                .filter(node -> node.isOfClass("tile"))
                .forEach(tile -> shown.put(
                        "tile " + tile.text(ATTRIBUTES, "aria-label"),
                        JsonNodeFactory.instance.stringNode(
                                partOf(tile, "tile-figure") + "; " + partOf(tile, "tile-change"))));
        tagged("yuemao-chart").forEach(chart -> {
            JsonNode data = chart.get(PROPERTIES, "data");
            shown.put(
                    "chart " + chart.text(PROPERTIES, "heading"),
                    data == null ? JsonNodeFactory.instance.nullNode() : plain(data));
        });
        return shown;
    }

    /** The same with all numbers of one kind, so that 1 and 1.0 are equal. */
    static JsonNode plain(JsonNode node) {
        if (node.isNumber()) {
            return JsonNodeFactory.instance.numberNode(node.asDouble());
        }
        if (node.isArray()) {
            var plain = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        if (node.isObject()) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(one -> plain.set(one.getKey(), plain(one.getValue())));
            return plain;
        }
        return node;
    }
}

package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TilePlace;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tiles of a dashboard, to be moved and sized by pointer and by keyboard. */
@Tag("yuemao-arranger")
@JsModule("./yuemao-arranger.ts")
@CssImport("gridstack/dist/gridstack.min.css")
@NpmPackage(value = "gridstack", version = "14.1.0")
class BoardArranger extends Component implements HasComponents, HasStyle {
    private static final long serialVersionUID = 1L;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9}),(\\d{1,4}),(\\d{1,4}),(\\d{1,2}),(\\d{1,2})");

    BoardArranger() {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        texts.put("place", getTranslation("dashboard.arrange.place"));
        texts.put("edge", getTranslation("dashboard.arrange.edge"));
        getElement().setProperty("texts", texts.toString());
    }

    /** Tells where the tiles are, by their numbers, after a person has moved or sized one. */
    void onArranged(SerializableConsumer<Map<Integer, TilePlace>> told) {
        addListener(Arranged.class, arranged -> told.accept(arranged.places()));
    }

    /** Tells the number of a tile that a person wants to be without. */
    void onRemoved(SerializableConsumer<Integer> told) {
        addListener(TileRemoved.class, removed -> told.accept(removed.number));
    }

    /** Tells the number of a tile that a person wants to change. */
    void onEdited(SerializableConsumer<Integer> told) {
        addListener(TileEdited.class, edited -> told.accept(edited.number));
    }

    /** Puts the tiles where they belong. */
    void place(List<DashboardTile> tiles) {
        ArrayNode places = JsonNodeFactory.instance.arrayNode();
        tiles.forEach(tile -> places.addArray()
                .add(tile.number())
                .add(tile.place().column())
                .add(tile.place().row())
                .add(tile.place().width())
                .add(tile.place().height()));
        getElement().callJsFunction("place", places);
    }

    void compact() {
        getElement().callJsFunction("compact");
    }

    void focus(int number) {
        getElement().callJsFunction("focusTile", number);
    }

    void say(String text) {
        getElement().callJsFunction("say", text);
    }

    /** The tiles have other places. */
    @DomEvent("arranged")
    public static class Arranged extends ComponentEvent<BoardArranger> {
        private static final long serialVersionUID = 1L;

        private final String places;

        public Arranged(BoardArranger source, boolean fromClient, @EventData("event.detail") String places) {
            super(source, fromClient);
            this.places = places;
        }

        Map<Integer, TilePlace> places() {
            Map<Integer, TilePlace> all = new HashMap<>();
            Stream.of(places.split(";")).map(PLACE::matcher).forEach(found -> {
                if (found.matches()) {
                    TilePlace place = new TilePlace(
                            Integer.parseInt(found.group(2)),
                            Integer.parseInt(found.group(3)),
                            Integer.parseInt(found.group(4)),
                            Integer.parseInt(found.group(5)));
                    if (place.isWithinGrid()) {
                        all.put(Integer.parseInt(found.group(1)), place);
                    }
                }
            });
            return all;
        }
    }

    /** A tile is not wanted any more. */
    @DomEvent("tile-removed")
    public static class TileRemoved extends ComponentEvent<BoardArranger> {
        private static final long serialVersionUID = 1L;

        private final int number;

        public TileRemoved(BoardArranger source, boolean fromClient, @EventData("event.detail") int number) {
            super(source, fromClient);
            this.number = number;
        }
    }

    /** A tile is to be changed. */
    @DomEvent("tile-edited")
    public static class TileEdited extends ComponentEvent<BoardArranger> {
        private static final long serialVersionUID = 1L;

        private final int number;

        public TileEdited(BoardArranger source, boolean fromClient, @EventData("event.detail") int number) {
            super(source, fromClient);
            this.number = number;
        }
    }
}

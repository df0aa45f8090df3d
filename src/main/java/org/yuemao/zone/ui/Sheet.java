package org.yuemao.zone.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of cells that are edited in place with the keyboard alone. Moving about and typing need no server; a cell is sent
 * when it is left, and what is being typed meanwhile is never overwritten.
 */
@Tag("yuemao-sheet")
@JsModule("./yuemao-sheet.ts")
class Sheet extends Component implements Focusable<Sheet> {
    private static final long serialVersionUID = 1L;

    private transient List<Row> rows = List.of();
    private transient List<Column> columns = List.of();
    private transient Map<String, Cell> cells = Map.of();

    Sheet(String label, String corner) {
        getElement().setProperty("label", label);
        getElement().setProperty("corner", corner);
        Map<String, String> texts = new TreeMap<>();
        for (String key : List.of("keys", "readOnly", "saving", "saved", "problems")) {
            texts.put(key, getTranslation("zone.sheet." + key));
        }
        getElement().setPropertyBean("texts", texts);
    }

    /** A row with the unit of its cells. */
    record Row(String id, String name, String unit) {}

    /** A column; its name is short below that of its group, the full one stands alone. */
    record Column(String id, String name, String full, String group) {}

    /**
     * What a cell shows.
     *
     * @param text what is kept, or empty
     * @param version what the browser returns with the next change, so that it is clear what the person saw
     * @param typed what was typed and could not be kept
     * @param problem why, or empty
     * @param hint shown palely where nothing is kept
     * @param about who entered it, and when
     * @param handled the number of the last change from the browser that this answers
     */
    record Cell(
            String text,
            String version,
            @Nullable String typed,
            String problem,
            String hint,
            String about,
            int handled) {}

    /** A person typed something into a cell and left it. */
    @DomEvent("cell-typed")
    public static class CellTyped extends ComponentEvent<Sheet> {
        private static final long serialVersionUID = 1L;

        final String row;
        final String column;
        final String text;
        final String seen;
        final int number;

        public CellTyped(
                Sheet source,
                boolean fromClient,
                @EventData("event.detail.row") String row,
                @EventData("event.detail.column") String column,
                @EventData("event.detail.text") String text,
                @EventData("event.detail.seen") String seen,
                @EventData("event.detail.number") int number) {
            super(source, fromClient);
            this.row = row;
            this.column = column;
            this.text = text;
            this.seen = seen;
            this.number = number;
        }
    }

    /** A person gave up what was refused in a cell for what is kept. */
    @DomEvent("cell-given-up")
    public static class CellGivenUp extends ComponentEvent<Sheet> {
        private static final long serialVersionUID = 1L;

        final String row;
        final String column;

        public CellGivenUp(
                Sheet source,
                boolean fromClient,
                @EventData("event.detail.row") String row,
                @EventData("event.detail.column") String column) {
            super(source, fromClient);
            this.row = row;
            this.column = column;
        }
    }

    /** Some of the cells that were pasted lie outside the sheet. */
    @DomEvent("cells-outside")
    public static class CellsOutside extends ComponentEvent<Sheet> {
        private static final long serialVersionUID = 1L;

        final int count;

        public CellsOutside(Sheet source, boolean fromClient, @EventData("event.detail.count") int count) {
            super(source, fromClient);
            this.count = count;
        }
    }

    /** Lays out rows and columns. */
    void layOut(List<Row> newRows, List<Column> newColumns) {
        rows = List.copyOf(newRows);
        columns = List.copyOf(newColumns);
        getElement().setPropertyList("rows", rows);
        getElement().setPropertyList("columns", columns);
    }

    /** Shows the cells, by {@link #key}; all others are empty. */
    void show(Map<String, Cell> shown) {
        cells = Map.copyOf(shown);
        getElement().setPropertyMap("cells", cells);
    }

    void setReadOnly(boolean readOnly) {
        getElement().setProperty("readOnly", readOnly);
    }

    boolean isReadOnly() {
        return getElement().getProperty("readOnly", false);
    }

    List<Row> rows() {
        return rows;
    }

    List<Column> columns() {
        return columns;
    }

    /** What a cell shows now. */
    Cell cell(String row, String column) {
        return cells.getOrDefault(key(row, column), new Cell("", "", null, "", "", "", 0));
    }

    static String key(String row, String column) {
        return row + "|" + column;
    }

    Registration addTypedListener(ComponentEventListener<CellTyped> listener) {
        return addListener(CellTyped.class, listener);
    }

    Registration addGivenUpListener(ComponentEventListener<CellGivenUp> listener) {
        return addListener(CellGivenUp.class, listener);
    }

    Registration addOutsideListener(ComponentEventListener<CellsOutside> listener) {
        return addListener(CellsOutside.class, listener);
    }
}

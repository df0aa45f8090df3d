package org.yuemao.base.ui.sheet;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.HoldsTyped;

/**
 * A sheet of records, one a row, that is worked with the keyboard as a spreadsheet is. Moving about and typing need no server;
 * a cell is sent when it is left, a row when it is left. The browser fetches the rows that it shows. What is typed is kept
 * by {@link SheetEntry}.
 */
@Tag("yuemao-record-sheet")
@JsModule("./yuemao-record-sheet.ts")
public class RecordSheet extends Component implements Focusable<RecordSheet>, HasSize, HasStyle, HoldsTyped {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 500;

    private transient List<SheetColumn> columns = List.of();
    private transient List<String> keys = List.of();
    private transient Function<Collection<String>, List<SheetRow>> loader = wanted -> List.of();
    private transient Consumer<SheetEvent> listener = event -> {};
    private final transient Set<String> sent = new HashSet<>();
    private final transient Map<String, SheetRow> shown = new LinkedHashMap<>();

    private transient List<SheetGuest> guests = List.of();
    private transient Runnable givingUp = () -> {};
    private transient BooleanSupplier typed = () -> false;

    public RecordSheet(String label) {
        getElement().setProperty("label", label);
        getElement().setPropertyMap("texts", texts());
        listen("rows-wanted", SheetEvent.RowsWanted.class);
        listen("cell-left", SheetEvent.CellLeft.class);
        listen("row-left", SheetEvent.RowLeft.class);
        listen("row-given-up", SheetEvent.RowGivenUp.class);
        listen("rows-removed", SheetEvent.RowsRemoved.class);
        listen("filled-down", SheetEvent.FilledDown.class);
        listen("emptied", SheetEvent.Emptied.class);
        listen("pasted", SheetEvent.Pasted.class);
        listen("undo", SheetEvent.Undone.class);
        listen("redo", SheetEvent.Redone.class);
        listen("lookup", SheetEvent.LookedUp.class);
        listen("new-wanted", SheetEvent.NewWanted.class);
        listen("placed", SheetEvent.Placed.class);
        listen("still-here", SheetEvent.StillHere.class);
        listen("cell-typing", SheetEvent.CellTyping.class);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String key : List.of(
                "keys",
                "allKeys",
                "keyList",
                "readOnly",
                "undo",
                "redo",
                "fill",
                "fillWhat",
                "remove",
                "row",
                "newRow",
                "state",
                "saving",
                "saved",
                "typed",
                "allSaved",
                "problems",
                "chosen",
                "rows",
                "fixed",
                "copied",
                "copyAgain",
                "fetching",
                "searching",
                "nothing",
                "guest",
                "leaving")) {
            texts.put(key, getTranslation("base.sheet." + key));
        }
        texts.put(
                "between",
                getTranslation("base.sheet.between")
                        + (getLocale().getLanguage().equals("zh") ? "" : " "));
        return texts;
    }

    private <T extends SheetEvent> void listen(String name, Class<T> type) {
        getElement()
                .addEventListener(name, event -> receive(event.getEventDetail(type)))
                .addEventDetail();
    }

    /** Does what has to be done when the browser tells of something; tests tell it themselves. */
    public void receive(SheetEvent event) {
        if (event instanceof SheetEvent.RowsWanted wanted) {
            send(wanted.keys());
        } else {
            listener.accept(event);
        }
    }

    /** Who hears of what a person does. */
    public void setListener(Consumer<SheetEvent> hears) {
        listener = hears;
    }

    public void setColumns(List<SheetColumn> laidOut) {
        columns = List.copyOf(laidOut);
        getElement().setPropertyList("columns", columns);
    }

    public List<SheetColumn> columns() {
        return columns;
    }

    /** Lays out the rows in this order. The browser asks for those that it shows. */
    public void setRows(List<String> inOrder, Function<Collection<String>, List<SheetRow>> loading) {
        loader = loading;
        // Nothing that the browser knows is to stay.
        arrange(List.of());
        arrange(inOrder);
    }

    /** Lays out the rows in another order, with further ones or without some. */
    public void arrange(List<String> inOrder) {
        List<String> before = keys;
        keys = List.copyOf(inOrder);
        Set<String> known = new HashSet<>(keys);
        sent.retainAll(known);
        shown.keySet().retainAll(known);
        if (!isAttached()) {
            return;
        }
        // Only what differs goes over the wire: there may be many thousand rows, and one that is new.
        int least = Math.min(before.size(), keys.size());
        int same = 0;
        while (same < least && before.get(same).equals(keys.get(same))) {
            same++;
        }
        int end = 0;
        while (end < least - same && before.get(before.size() - 1 - end).equals(keys.get(keys.size() - 1 - end))) {
            end++;
        }
        List<String> other = List.copyOf(keys.subList(same, keys.size() - end));
        getElement().callJsFunction("rearrange", same, before.size() - same - end, other);
    }

    /** Shows what has become of these rows, where the browser knows them. */
    public void update(Collection<SheetRow> rows) {
        List<SheetRow> changed = rows.stream()
                .filter(row -> sent.contains(row.key()) && !row.equals(shown.get(row.key())))
                .toList();
        push(changed);
    }

    /** Shows a row that the browser has made by itself, or waits for. */
    public void answer(SheetRow row) {
        sent.add(row.key());
        push(List.of(row));
    }

    /** A new row has got a key of its own. */
    public void rename(String before, String after) {
        keys = keys.stream().map(key -> key.equals(before) ? after : key).toList();
        if (sent.remove(before)) {
            sent.add(after);
        }
        shown.remove(before);
        getElement().callJsFunction("rename", before, after);
    }

    private void send(Collection<String> wanted) {
        Set<String> known = new HashSet<>(keys);
        List<String> asked = wanted.stream().filter(known::contains).toList();
        sent.addAll(asked);
        push(loader.apply(asked));
    }

    private void push(List<SheetRow> rows) {
        rows.forEach(row -> shown.put(row.key(), row));
        // Cut up, so that the browser can draw in between.
        for (int from = 0; from < rows.size(); from += PAGE) {
            getElement()
                    .callJsFunction("show", new ArrayList<>(rows.subList(from, Math.min(rows.size(), from + PAGE))));
        }
    }

    /** Offers what was found for what was typed. */
    public void offer(int number, List<SheetChoice> choices) {
        getElement().callJsFunction("match", number, choices);
    }

    /** Says something in the line of the status, announced by screen readers. */
    public void say(String sentence) {
        getElement().callJsFunction("say", sentence);
    }

    /** Leads to a cell. */
    public void lead(String row, String column) {
        getElement().callJsFunction("lead", row, column, 0);
    }

    /** Leads to a cell in answer to an event, unless the person has gone on meanwhile. */
    public void lead(String row, String column, int number) {
        getElement().callJsFunction("lead", row, column, number);
    }

    /**
     * Shows who else is in which cell.
     *
     * @param accompanied whether anybody else is there at all, so that the browser has somebody to tell where its person is
     */
    public void setGuests(List<SheetGuest> inCells, boolean accompanied) {
        guests = List.copyOf(inCells);
        getElement().setPropertyList("guests", guests);
        getElement().setProperty("accompanied", accompanied);
    }

    /** Who else is shown in which cell. */
    public List<SheetGuest> guests() {
        return guests;
    }

    /** What was being typed up to this turn is kept. */
    public void heard(int turn) {
        getElement().callJsFunction("heard", turn);
    }

    /** Under which name the browser keeps what the server has not heard of yet; none where nothing is to be kept. */
    public void setKeeping(Map<String, String> name) {
        getElement().setPropertyMap("keeping", name);
    }

    /** How what was typed is given up, here and wherever it is kept. */
    public void setGivingUp(Runnable way) {
        givingUp = way;
    }

    @Override
    public void giveUp() {
        givingUp.run();
    }

    /** Names what can be undone and done again; nothing where there is nothing. */
    public void setHistory(String undoable, String redoable) {
        getElement().setProperty("undoable", undoable);
        getElement().setProperty("redoable", redoable);
    }

    public void setReadOnly(boolean readOnly) {
        getElement().setProperty("readOnly", readOnly);
    }

    public boolean isReadOnly() {
        return getElement().getProperty("readOnly", false);
    }

    /** Whether there is an empty last row that becomes a new record, and whether rows can be removed. */
    public void setGrowing(boolean growing, boolean removable) {
        getElement().setProperty("growing", growing);
        getElement().setProperty("removable", removable);
    }

    public boolean isGrowing() {
        return getElement().getProperty("growing", false);
    }

    /** Who knows whether something typed is not saved. */
    void setHoldsTyped(BooleanSupplier way) {
        typed = way;
    }

    @Override
    public boolean holdsTyped() {
        return typed.getAsBoolean();
    }

    /** Whether each cell is saved as it is left, so that a row that is left has nothing more to save. */
    public void setCellByCell(boolean cellByCell) {
        getElement().setProperty("cellByCell", cellByCell);
    }

    /** The keys of the rows, in their order. */
    public List<String> keys() {
        return keys;
    }

    /** What the browser shows of a row, null where it does not know it. */
    public @Nullable SheetRow shown(String key) {
        return shown.get(key);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        // The element is a new one, which knows nothing.
        sent.clear();
        shown.clear();
        getElement().callJsFunction("arrange", keys);
    }
}

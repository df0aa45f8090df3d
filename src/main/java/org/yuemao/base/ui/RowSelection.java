package org.yuemao.base.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.bulk.BulkRun;

/**
 * Chooses rows of a grid, to do something with all of them: by the box before each row, or with Space, Shift and the arrow
 * keys, Ctrl+A for all that match the filter, Escape for none. The grid's first column shows the boxes; this component, to be
 * put above the grid, says how many rows are chosen and offers what can be done. Clicks and Enter elsewhere open rows as ever.
 *
 * <p>Rows are remembered by their ids: what is chosen stays when the list is sorted or read anew, whether it is loaded or not.
 */
public final class RowSelection<T> extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Grid<T> grid;
    private final SerializableFunction<T, Long> idOf;
    private final SerializableSupplier<List<Long>> matching;
    private final Set<Long> chosen = new LinkedHashSet<>();
    private final Grid.Column<T> boxes;
    private final Checkbox everyRow = new Checkbox();
    private final Span count = new Span();
    private final Button all = new Button();
    private final Div actions = new Div();
    private int lastIndex = -1;
    private boolean showing;

    /**
     * Adds the column of boxes to the grid, before its other columns are added.
     *
     * @param idOf a row's id
     * @param nameOf a row's name, for those who hear it
     * @param matching the ids of all rows that the filter lets through
     */
    public RowSelection(
            Grid<T> grid,
            SerializableFunction<T, Long> idOf,
            SerializableFunction<T, String> nameOf,
            SerializableSupplier<List<Long>> matching) {
        this.grid = grid;
        this.idOf = idOf;
        this.matching = matching;
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        everyRow.addValueChangeListener(changed -> {
            if (!showing) {
                if (changed.getValue()) {
                    chooseAll();
                } else {
                    clear();
                }
            }
        });
        boxes = grid.addColumn(LitRenderer.<T>of("<input type=\"checkbox\" class=\"row-box\" tabindex=\"-1\""
                                + " aria-label=\"${item.label}\" .checked=\"${item.chosen}\">")
                        .withProperty("label", row -> getTranslation("base.selection.row", nameOf.apply(row)))
                        .withProperty("chosen", row -> chosen.contains(idOf.apply(row))))
                .setHeader(everyRow)
                .setKey("chosen")
                .setWidth("2.75rem")
                .setFlexGrow(0)
                .setFrozen(true);
        boxes.getElement().setProperty("yuemaoChooses", true);
        grid.setPartNameGenerator(row -> chosen.contains(idOf.apply(row)) ? "chosen" : null);
        grid.addClassName("chooses-rows");
        listen();
        layOut();
        grid.getGenericDataView().addItemCountChangeListener(counted -> offerAll(counted.getItemCount()));
        offerAll(0);
        show();
    }

    /** How many all are is said before they are chosen. */
    private void offerAll(int rows) {
        String offer = getTranslation("base.selection.all-matching", rows);
        all.setText(offer);
        everyRow.setAriaLabel(offer);
        everyRow.setTooltipText(offer);
    }

    private void layOut() {
        getContent().addClassName("row-selection");
        count.getElement().setAttribute("role", "status");
        all.addClickListener(clicked -> chooseAll());
        all.addThemeVariants(ButtonVariant.TERTIARY);
        Button none =
                new Button(getTranslation("base.selection.none"), VaadinIcon.CLOSE_SMALL.create(), clicked -> clear());
        none.addThemeVariants(ButtonVariant.TERTIARY);
        none.setTooltipText("Esc");
        actions.addClassName("row-selection-actions");
        getContent().add(count, all, actions, none);
    }

    /** Adds something that can be done with the rows that are chosen. */
    public void addAction(Button action) {
        actions.add(action);
    }

    /** The ids of the rows that are chosen, in the order of choosing. */
    public List<Long> ids() {
        return List.copyOf(chosen);
    }

    /** Chooses these rows besides those that are chosen already. */
    public void choose(Collection<Long> ids) {
        chosen.addAll(ids);
        showAnew();
    }

    /** Chooses all rows that the filter lets through, if they are not too many. */
    public void chooseAll() {
        List<Long> ids = matching.get();
        if (ids.size() > BulkRun.MOST) {
            Notices.refused(getTranslation("base.bulk.refused.many", ids.size(), BulkRun.MOST));
            show();
            return;
        }
        chosen.clear();
        choose(ids);
    }

    /** Chooses nothing. */
    public void clear() {
        lastIndex = -1;
        if (!chosen.isEmpty()) {
            chosen.clear();
            showAnew();
        }
    }

    /** On a phone there is no room for choosing. */
    public void setNarrow(boolean narrow) {
        boxes.setVisible(!narrow);
        if (narrow) {
            clear();
        }
    }

    private void listen() {
        grid.addAttachListener(attached -> grid.getElement().executeJs("""
                const grid = this;
                if (grid.yuemaoChoosing) return;
                grid.yuemaoChoosing = true;
                let leaving;
                const tell = detail => grid.dispatchEvent(new CustomEvent('rows-chosen', {
                  detail: {key: '', other: '', index: -1, ...detail}
                }));
                grid.addEventListener('click', event => {
                  const context = grid.getEventContext(event);
                  if (context.section !== 'body' || !context.item || !context.column?.yuemaoChooses) return;
                  event.stopImmediatePropagation();
                  // From the cell, and not from the box in it, the arrow keys lead on.
                  event.composedPath().find(one => one.localName === 'td')?.focus();
                  tell({what: event.shiftKey ? 'range' : 'toggle', key: context.item.key, index: context.index});
                }, true);
                grid.addEventListener('keydown', event => {
                  const context = grid.getEventContext(event);
                  if (context.section !== 'body' || !context.item
                      || !['td', 'tr'].includes(event.composedPath()[0].localName)) return;
                  leaving = undefined;
                  const modified = event.ctrlKey || event.metaKey || event.altKey;
                  if (event.key === ' ' && !modified) {
                    event.preventDefault();
                    event.stopImmediatePropagation();
                    tell({what: event.shiftKey ? 'range' : 'toggle', key: context.item.key, index: context.index});
                  } else if (event.shiftKey && !modified && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
                    leaving = context.item.key;
                  } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a') {
                    event.preventDefault();
                    tell({what: 'all'});
                  } else if (event.key === 'Escape') {
                    tell({what: 'none'});
                  }
                }, true);
                // The grid clicks what stands in the cell when Space is let go: that would choose twice, or open a link.
                grid.addEventListener('keyup', event => {
                  const context = grid.getEventContext(event);
                  if (event.key === ' ' && context.section === 'body' && event.composedPath()[0].localName === 'td') {
                    event.preventDefault();
                    event.stopImmediatePropagation();
                  }
                }, true);
                grid.addEventListener('mousedown', () => leaving = undefined, true);
                grid.addEventListener('cell-focus', event => {
                  const from = leaving;
                  leaving = undefined;
                  const to = event.detail?.context;
                  if (from && to?.item && to.item.key !== from) {
                    tell({what: 'extend', key: to.item.key, other: from, index: to.index});
                  }
                });"""));
        grid.getElement()
                .addEventListener("rows-chosen", this::told)
                .addEventData("event.detail.what")
                .addEventData("event.detail.key")
                .addEventData("event.detail.other")
                .addEventData("event.detail.index");
        grid.addDetachListener(detached -> lastIndex = -1);
    }

    private void told(DomEvent event) {
        T row = row(event, "event.detail.key");
        int index = event.getEventData().get("event.detail.index").asInt();
        switch (event.getEventData().get("event.detail.what").asString()) {
            case "all" -> chooseAll();
            case "none" -> clear();
            case "range" -> chooseRange(row, index);
            case "extend" -> extend(row(event, "event.detail.other"), row);
            default -> {
                if (row != null) {
                    toggle(row);
                }
            }
        }
        lastIndex = index;
    }

    private @Nullable T row(DomEvent event, String key) {
        String text = event.getEventData().get(key).asString();
        return text.isEmpty() ? null : grid.getDataCommunicator().getKeyMapper().get(text);
    }

    /** Chooses a row, or no longer. */
    public void toggle(T row) {
        if (!chosen.remove(idOf.apply(row))) {
            chosen.add(idOf.apply(row));
        }
        show(row);
    }

    /** Going on from one row to the next takes both; going back gives up the one that was left. */
    private void extend(@Nullable T left, @Nullable T entered) {
        if (left == null || entered == null) {
            return;
        }
        if (chosen.contains(idOf.apply(left)) && chosen.contains(idOf.apply(entered))) {
            chosen.remove(idOf.apply(left));
        } else {
            chosen.add(idOf.apply(left));
            chosen.add(idOf.apply(entered));
        }
        show(left);
        show(entered);
    }

    private void chooseRange(@Nullable T row, int index) {
        if (row == null) {
            return;
        }
        int from = lastIndex < 0 ? index : Math.min(lastIndex, index);
        int to = lastIndex < 0 ? index : Math.max(lastIndex, index);
        choose(between(from, Math.min(to - from + 1, BulkRun.MOST)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private List<Long> between(int offset, int limit) {
        DataCommunicator<T> rows = grid.getDataCommunicator();
        Query query = rows.buildQuery(offset, limit);
        List<Long> ids = new ArrayList<>();
        rows.getDataProvider().fetch(query).forEach(row -> ids.add(idOf.apply((T) row)));
        return ids;
    }

    private void show(T row) {
        grid.getDataProvider().refreshItem(row);
        show();
    }

    private void showAnew() {
        grid.getDataProvider().refreshAll();
        show();
    }

    private void show() {
        int rows = chosen.size();
        getContent().setVisible(rows > 0);
        count.setText(getTranslation("base.selection.count", rows));
        showing = true;
        everyRow.setValue(rows > 0);
        showing = false;
    }
}

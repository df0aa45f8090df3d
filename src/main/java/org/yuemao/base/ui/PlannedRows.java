package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;

/** Rows that are planned, by what they would do: what is wrong with them, what they change, what they bring. */
public class PlannedRows extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int CELLS = 4;

    private final transient Map<String, EntryColumn<?>> columns;
    private final Tabs tabs = new Tabs();
    private final Grid<RowPlan> grid = new Grid<>();
    private final Paragraph more = new Paragraph();
    private final Map<Tab, Shown> lists = new LinkedHashMap<>();

    /** One of the lists. */
    private record Shown(List<RowPlan> rows, long all) {}

    /** Begins without rows. */
    public PlannedRows(List<EntryColumn<?>> columns) {
        this.columns = new LinkedHashMap<>();
        columns.forEach(column -> this.columns.put(column.id(), column));
        more.addClassName("quiet");
        describeGrid();
        tabs.addSelectedChangeListener(changed -> show(changed.getSelectedTab()));
        getContent().addClassName("planned-rows");
        getContent().add(tabs, grid, more);
        getContent().setVisible(false);
    }

    /** Adds those with the verdict. */
    public void add(Verdict verdict, List<RowPlan> rows, long all) {
        add(getTranslation("base.rows." + verdict), rows, all);
    }

    /** Adds those that a person should look at, though they are not wrong. */
    public void addRemarked(List<RowPlan> rows, long all) {
        add(getTranslation("base.rows.remarked"), rows, all);
    }

    private void add(String title, List<RowPlan> rows, long all) {
        if (all > 0) {
            Tab tab = new Tab(getTranslation("base.rows.tab", title, all));
            lists.put(tab, new Shown(rows, all));
            tabs.add(tab);
            getContent().setVisible(true);
            show(tabs.getSelectedTab());
        }
    }

    private void describeGrid() {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(plan -> plan.row().number())
                .setHeader(getTranslation("base.rows.number"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(this::record)
                .setHeader(getTranslation("base.rows.record"))
                .setFlexGrow(1);
        grid.addComponentColumn(this::details)
                .setHeader(getTranslation("base.rows.details"))
                .setFlexGrow(2);
        grid.addThemeName("wrap-cell-content");
    }

    private void show(Tab tab) {
        Shown shown = lists.get(tab);
        if (shown != null) {
            grid.setItems(shown.rows());
            grid.setAllRowsVisible(shown.rows().size() <= 12);
            more.setText(getTranslation("base.rows.more", shown.rows().size(), shown.all()));
            more.setVisible(shown.rows().size() < shown.all());
        }
    }

    /** The first cells that say something tell which record it is. */
    private String record(RowPlan plan) {
        return columns.keySet().isEmpty()
                ? ""
                : columns.values().stream()
                        .map(column -> plan.row().at(column.id()).strip())
                        .filter(text -> !text.isEmpty())
                        .limit(CELLS)
                        .collect(Collectors.joining(" · "));
    }

    private Component details(RowPlan plan) {
        Div lines = new Div();
        lines.addClassName("planned-details");
        plan.problems()
                .forEach((column, problem) -> lines.add(line(column, plan.row().at(column), problem, "wrong")));
        plan.remarks()
                .forEach((column, problem) -> lines.add(line(column, plan.row().at(column), problem, "remark")));
        if (plan.verdict() == Verdict.CHANGED || plan.verdict() == Verdict.NEW) {
            lines.addClassName("flowing");
            plan.changes().forEach(change -> lines.add(change(change)));
        }
        return lines;
    }

    private Component line(String column, String typed, Problem problem, String kind) {
        Span line = new Span();
        line.addClassName("planned-" + kind);
        Span name = new Span(titleOf(column) + (typed.isBlank() ? "" : " “" + typed.strip() + "”"));
        name.addClassName("planned-cell");
        line.add(
                name, new Span(getTranslation(problem.key(), problem.arguments().toArray())));
        return line;
    }

    private Component change(RowPlan.Change change) {
        Span line = new Span();
        Span name = new Span(titleOf(change.column()));
        name.addClassName("planned-cell");
        String after = text(change.column(), change.after());
        line.add(
                name,
                new Span(change.before() == null ? after : text(change.column(), change.before()) + " → " + after));
        return line;
    }

    private String titleOf(String column) {
        EntryColumn<?> known = columns.get(column);
        return known == null ? "" : getTranslation(known.titleKey());
    }

    @SuppressWarnings("unchecked") // A column's values are of its own type.
    private String text(String column, @Nullable Object value) {
        EntryColumn<?> known = columns.get(column);
        return value == null || known == null ? "–" : ((CellType<Object>) known.type()).write(value, getLocale());
    }
}

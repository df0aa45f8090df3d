package org.yuemao.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.importing.ImportFile;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportPlan.Meaning;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.StatedUnit;
import org.yuemao.importing.TableSheet;

/** Says what each column of a file stands for; what its headers tell is filled in. */
class MappingPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient RecordRows rows;
    private final transient ImportProposal proposal;
    private final Map<String, String> given;
    private final Map<Integer, ComboBox<EntryColumn<?>>> meanings = new LinkedHashMap<>();
    private final Map<String, TextField> fixed = new LinkedHashMap<>();
    private final Div missing = new Div();
    private final Checkbox blanksClear = new Checkbox();
    private final Checkbox skip = new Checkbox();
    private final Checkbox skipHidden = new Checkbox();
    private final Button check;

    MappingPanel(
            ImportFile file,
            RecordRows rows,
            List<TableSheet> tables,
            ImportProposal proposal,
            Map<String, String> given,
            Consumer<TableSheet> otherSheet,
            Consumer<ImportPlan> next,
            Runnable back) {
        this.rows = rows;
        this.proposal = proposal;
        this.given = given;
        check = new Button(getTranslation("importing.check"), clicked -> {
            ImportPlan plan = plan();
            if (plan != null) {
                next.accept(plan);
            }
        });
        check.addThemeVariants(ButtonVariant.PRIMARY);
        Div card = getContent();
        card.addClassNames("form-card", "import-card");
        card.add(new H2(getTranslation("importing.step.mapping")));
        Paragraph what = new Paragraph(getTranslation(
                "importing.mapping.file",
                file.name(),
                getTranslation("importing.kind." + rows.kind()),
                proposal.headerRow()));
        what.addClassName("quiet");
        card.add(what);
        if (tables.size() > 1) {
            card.add(sheets(tables, proposal.sheet(), otherSheet));
        }
        card.add(table());
        missing.addClassName("import-missing");
        card.add(missing);
        describeOptions(card);
        Button other = new Button(getTranslation("importing.other-file"), clicked -> back.run());
        Div actions = new Div(check, other);
        actions.addClassName("import-actions");
        card.add(actions);
        showMissing();
    }

    /** Enter goes on where all is understood; on a phone, what is to be read first must not scroll away. */
    void focus() {
        check.getElement().executeJs("this.focus({ preventScroll: true })");
    }

    private Component sheets(List<TableSheet> tables, TableSheet current, Consumer<TableSheet> other) {
        Select<TableSheet> sheets = new Select<>();
        sheets.setLabel(getTranslation("importing.sheet"));
        sheets.setItems(tables);
        sheets.setItemLabelGenerator(TableSheet::name);
        sheets.setValue(tables.stream()
                .filter(one -> one.index() == current.index())
                .findFirst()
                .orElse(tables.getFirst()));
        sheets.addValueChangeListener(changed -> other.accept(changed.getValue()));
        return sheets;
    }

    private Component table() {
        NativeTable table = new NativeTable();
        table.addClassName("import-mapping");
        NativeTableRow titles = new NativeTableRow();
        for (String key :
                List.of("importing.mapping.header", "importing.mapping.examples", "importing.mapping.means")) {
            NativeTableHeaderCell cell = new NativeTableHeaderCell(getTranslation(key));
            cell.getElement().setAttribute("scope", "col");
            titles.add(cell);
        }
        NativeTableHeader head = new NativeTableHeader();
        head.add(titles);
        NativeTableBody body = new NativeTableBody();
        proposal.columns().forEach(column -> body.add(row(column)));
        table.add(head, body);
        Div scroll = new Div(table);
        scroll.addClassName("import-scroll");
        return scroll;
    }

    private NativeTableRow row(ImportProposal.Column column) {
        String title = column.header().isBlank()
                ? getTranslation("importing.mapping.untitled", column.index() + 1)
                : column.header();
        ComboBox<EntryColumn<?>> meaning = new ComboBox<>();
        meaning.setAriaLabel(getTranslation("importing.mapping.means.of", title));
        meaning.setItems(choices());
        meaning.setItemLabelGenerator(one -> getTranslation(one.titleKey()));
        meaning.setPlaceholder(getTranslation("importing.mapping.none"));
        meaning.setClearButtonVisible(true);
        choices().stream()
                .filter(one -> one.id().equals(column.column()))
                .findFirst()
                .ifPresent(meaning::setValue);
        meaning.addValueChangeListener(changed -> showMissing());
        meanings.put(column.index(), meaning);
        NativeTableCell means = new NativeTableCell(meaning);
        StatedUnit unit = column.unit();
        if (unit != null) {
            Span note = new Span(
                    foreign(unit)
                            ? getTranslation("importing.mapping.foreign", unit.text())
                            : unit.factor().compareTo(BigDecimal.ONE) == 0
                                    ? ""
                                    : getTranslation("importing.mapping.unit", unit.text(), unit.factor()));
            note.addClassName("import-unit");
            means.add(note);
        }
        NativeTableRow row = new NativeTableRow();
        NativeTableHeaderCell head = new NativeTableHeaderCell(title);
        head.getElement().setAttribute("scope", "row");
        row.add(head, new NativeTableCell(String.join(" · ", column.examples())), means);
        return row;
    }

    private static boolean foreign(StatedUnit unit) {
        return unit.currency() != null && !unit.currency().equals("CNY");
    }

    private List<EntryColumn<?>> choices() {
        return rows.columns().stream().filter(one -> one.need() != Need.SHOWN).toList();
    }

    /** What every row needs and no column of the file says can be said once for all rows. */
    private void showMissing() {
        Set<String> said = meanings.values().stream()
                .filter(one -> one.getValue() != null)
                .map(one -> one.getValue().id())
                .collect(Collectors.toSet());
        List<EntryColumn<?>> wanted = new ArrayList<>();
        for (EntryColumn<?> column : choices()) {
            boolean asked = column.need() == Need.REQUIRED || given.containsKey(column.id());
            if (asked && !said.contains(column.id())) {
                wanted.add(column);
            }
        }
        fixed.keySet().retainAll(wanted.stream().map(EntryColumn::id).toList());
        missing.removeAll();
        for (EntryColumn<?> column : wanted) {
            TextField field = fixed.computeIfAbsent(column.id(), id -> {
                TextField fresh =
                        new TextField(getTranslation("importing.mapping.fixed", getTranslation(column.titleKey())));
                fresh.setValue(given.getOrDefault(id, ""));
                fresh.addValueChangeListener(changed -> fresh.setInvalid(false));
                return fresh;
            });
            missing.add(field);
        }
        missing.setVisible(!wanted.isEmpty());
    }

    private void describeOptions(Div card) {
        blanksClear.setLabel(getTranslation("importing.blanks"));
        skip.setLabel(getTranslation(
                "importing.skip", proposal.skippedRows().size(), ReadingNotes.numbers(proposal.skippedRows())));
        skip.setValue(true);
        skip.setVisible(!proposal.skippedRows().isEmpty());
        Set<Integer> hidden = proposal.notes().hiddenRows();
        skipHidden.setLabel(getTranslation("importing.skip.hidden", hidden.size(), ReadingNotes.numbers(hidden)));
        skipHidden.setVisible(!hidden.isEmpty());
        Div options = new Div(blanksClear, skip, skipHidden);
        options.addClassName("import-options");
        card.add(options);
    }

    private @Nullable ImportPlan plan() {
        Map<Integer, Meaning> columns = new HashMap<>();
        Set<String> taken = new HashSet<>();
        boolean clear = true;
        for (ImportProposal.Column column : proposal.columns()) {
            ComboBox<EntryColumn<?>> meaning = meanings.get(column.index());
            if (meaning == null || meaning.getValue() == null) {
                continue;
            }
            String id = meaning.getValue().id();
            boolean twice = !taken.add(id);
            StatedUnit unit = column.unit();
            boolean otherMoney = unit != null && foreign(unit);
            meaning.setInvalid(twice || otherMoney);
            meaning.setErrorMessage(
                    twice
                            ? getTranslation("importing.mapping.twice")
                            : getTranslation("importing.mapping.foreign", unit == null ? "" : unit.text()));
            clear &= !meaning.isInvalid();
            columns.put(column.index(), new Meaning(id, unit == null ? BigDecimal.ONE : unit.factor()));
        }
        for (EntryColumn<?> column : choices()) {
            TextField field = fixed.get(column.id());
            if (field != null) {
                field.setInvalid(
                        column.need() == Need.REQUIRED && field.getValue().isBlank());
                field.setErrorMessage(getTranslation("base.required"));
                clear &= !field.isInvalid();
            }
        }
        if (!clear) {
            return null;
        }
        Map<String, String> said = new HashMap<>();
        fixed.forEach((id, field) -> said.put(id, field.getValue()));
        Set<Integer> left = new HashSet<>(skip.getValue() ? proposal.skippedRows() : Set.of());
        if (skipHidden.getValue()) {
            left.addAll(proposal.notes().hiddenRows());
        }
        ImportPlan plan = new ImportPlan(
                rows.kind(),
                proposal.sheet().index(),
                proposal.headerRow(),
                columns,
                said,
                blanksClear.getValue(),
                left);
        return plan.withMerged(ReadingNotes.repeated(rows, plan, proposal));
    }
}

package org.yuemao.base.ui.sheet;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.PastedBlock;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.RowPlan.Verdict;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.ui.PlannedRows;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.sheet.SheetHistory.Step;
import org.yuemao.base.ui.sheet.SheetHistory.StepRefused;

/**
 * Pastes blocks into a sheet: shows what a block would do before it does it, then enters the right rows in one transaction and
 * leaves the wrong ones in the sheet as they were pasted. One step takes all of it back.
 */
public final class SheetPaste {
    private static final int SHOWN = 200;

    private final SheetEntry entry;
    private final RecordSheet sheet;
    private final RowsTogether together;

    public SheetPaste(SheetEntry entry, RecordSheet sheet, RowsTogether together) {
        this.entry = entry;
        this.sheet = sheet;
        this.together = together;
    }

    /** A row of the block: which row of the sheet it covers, its cells, and what it says. */
    private record Covered(String key, Map<String, String> cells, TypedRow typed) {}

    /** Takes a pasted block. */
    public void paste(SheetEvent.Pasted pasted) {
        List<List<String>> block = SheetEntry.block(pasted);
        if (PastedBlock.rows(pasted.text()).size() <= 1 || block.size() > SheetEntry.MOST_AT_ONCE) {
            // A single row is seen at a glance where it lands, so is a single cell, and too many are refused there.
            entry.enterBlock(pasted.row(), pasted.column(), block);
            return;
        }
        List<Covered> covered = covered(pasted, entry.within(pasted.row(), pasted.column(), block));
        show(covered, together.plan(covered.stream().map(Covered::typed).toList()));
    }

    private List<Covered> covered(SheetEvent.Pasted pasted, List<List<String>> block) {
        List<String> columns = sheet.columns().stream().map(SheetColumn::id).toList();
        int first = columns.indexOf(pasted.column());
        List<String> keys = entry.rowsFrom(pasted.row(), block.size());
        List<Covered> covered = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int j = 0; j < block.get(i).size() && first + j < columns.size(); j++) {
                cells.put(columns.get(first + j), block.get(i).get(j).strip());
            }
            add(covered, i + 1L, keys.get(i), cells);
        }
        return covered;
    }

    private void add(List<Covered> covered, long number, String at, Map<String, String> cells) {
        String key = together.keyOf(at, cells);
        if (key != null) {
            covered.add(new Covered(key, cells, together.row(number, key, cells)));
        }
    }

    private void show(List<Covered> covered, List<RowPlan> plans) {
        Map<Verdict, List<RowPlan>> byVerdict = new HashMap<>();
        plans.forEach(plan -> byVerdict
                .computeIfAbsent(plan.verdict(), key -> new ArrayList<>())
                .add(plan));
        int fresh = count(byVerdict, Verdict.NEW);
        int changed = count(byVerdict, Verdict.CHANGED);
        int wrong = count(byVerdict, Verdict.WRONG);
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(text("base.paste.title"));
        dialog.setWidth("60rem");
        dialog.setMaxWidth("100%");
        dialog.addClassName("paste-preview");
        dialog.add(
                new Paragraph(text("base.paste.counts", fresh, changed, count(byVerdict, Verdict.UNCHANGED), wrong)));
        if (wrong > 0) {
            dialog.add(new Paragraph(text("base.paste.wrong", wrong)));
        }
        PlannedRows rows = new PlannedRows(together.kind().columns());
        for (Verdict verdict : List.of(Verdict.WRONG, Verdict.CHANGED, Verdict.NEW, Verdict.UNCHANGED)) {
            List<RowPlan> some = byVerdict.getOrDefault(verdict, List.of());
            rows.add(verdict, some.subList(0, Math.min(SHOWN, some.size())), some.size());
        }
        List<RowPlan> remarked = plans.stream()
                .filter(plan -> !plan.remarks().isEmpty())
                .sorted(Comparator.comparingLong(plan -> plan.row().number()))
                .toList();
        rows.addRemarked(remarked.subList(0, Math.min(SHOWN, remarked.size())), remarked.size());
        dialog.add(rows);
        Button enter = new Button(text("base.paste.enter", fresh + changed), clicked -> {
            dialog.close();
            enter(covered);
        });
        enter.addThemeVariants(ButtonVariant.PRIMARY);
        enter.setEnabled(fresh + changed + wrong > 0);
        dialog.getFooter().add(new Button(text("base.cancel"), clicked -> dialog.close()), enter);
        dialog.addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                enter.focus();
            } else {
                sheet.focus();
            }
        });
        enter.setAutofocus(true);
        dialog.open();
    }

    private static int count(Map<Verdict, List<RowPlan>> byVerdict, Verdict verdict) {
        return byVerdict.getOrDefault(verdict, List.of()).size();
    }

    private void enter(List<Covered> covered) {
        List<TypedRow> typed = covered.stream().map(Covered::typed).toList();
        try {
            EntryService.Entered done = together.enter(typed, Map.of());
            Set<Long> notWritten = done.plans().stream()
                    .filter(plan -> plan.verdict() == Verdict.WRONG)
                    .map(plan -> plan.row().number())
                    .collect(Collectors.toSet());
            Map<String, Map<String, String>> wrong = new LinkedHashMap<>();
            covered.stream()
                    .filter(row -> notWritten.contains(row.typed().number()))
                    .forEach(row -> wrong.put(row.key(), row.cells()));
            List<Step> steps = new ArrayList<>();
            steps.add(new Pasting(typed, done.run()));
            entry.refresh();
            Step left = wrong.isEmpty()
                    ? null
                    : entry.enterCells(List.copyOf(wrong.keySet()), key -> wrong.getOrDefault(key, Map.of()));
            if (left != null) {
                steps.add(left);
            }
            entry.remember(new SheetHistory.Together(text("base.sheet.step.paste"), steps));
            sheet.say(text(
                    wrong.isEmpty() ? "base.sheet.entered" : "base.sheet.entered-some", covered.size(), wrong.size()));
        } catch (StaleRecord
                | OptimisticLockingFailureException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException e) {
            sheet.say(text("base.paste.failed"));
        }
    }

    /** The right rows of a block, entered together. */
    private final class Pasting implements Step {
        private final List<TypedRow> typed;
        private EntryRun run;

        Pasting(List<TypedRow> typed, EntryRun run) {
            this.typed = typed;
            this.run = run;
        }

        @Override
        public String name() {
            return text("base.sheet.step.paste");
        }

        @Override
        public void undo() {
            attempt(() -> together.takeBack(run));
        }

        @Override
        public void redo() {
            attempt(() -> run = together.enter(typed, Map.of()).run());
        }

        private void attempt(Runnable way) {
            try {
                way.run();
            } catch (Refusal
                    | StaleRecord
                    | RecordNotFound
                    | AccessDeniedException
                    | OptimisticLockingFailureException
                    | PessimisticLockingFailureException
                    | DataIntegrityViolationException e) {
                throw new StepRefused(SaveFailures.reason(e));
            }
            entry.refresh();
        }
    }

    private static String text(String key, @Nullable Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}

package org.yuemao.importing.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.ui.Formats;
import org.yuemao.importing.ImportPlan;
import org.yuemao.importing.ImportProposal;
import org.yuemao.importing.SheetNotes.Merged;

/** Says how a sheet was read where a person who looks at it would not expect it: hidden rows, cells over several rows. */
class ReadingNotes extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int EXAMPLES = 5;
    private static final int NUMBERS = 10;

    ReadingNotes(RecordRows rows, ImportPlan plan, ImportProposal proposal) {
        getContent().addClassName("import-notes");
        Collection<Integer> hidden = proposal.notes().hiddenRows();
        if (!hidden.isEmpty()) {
            boolean left = plan.skippedRows().containsAll(hidden);
            note(getTranslation(
                    left ? "importing.notes.hidden.left" : "importing.notes.hidden", hidden.size(), numbers(hidden)));
        }
        List<Merged> repeated = plan.merged();
        if (!repeated.isEmpty()) {
            note(getTranslation(
                    "importing.notes.merged",
                    repeated.stream().mapToInt(Merged::covered).sum(),
                    examples(rows, plan, repeated)));
        }
        List<Merged> once = proposal.notes().merged().stream()
                .filter(one -> plan.columns().containsKey(one.column()) && !repeated.contains(one))
                .toList();
        if (!once.isEmpty()) {
            note(getTranslation("importing.notes.merged.once", once.size(), examples(rows, plan, once)));
        }
        getContent().setVisible(getContent().getChildren().findAny().isPresent());
    }

    /** The merged cells that say the same for all their rows: an amount is that of all of them together. */
    static List<Merged> repeated(RecordRows rows, ImportPlan plan, ImportProposal proposal) {
        return proposal.notes().merged().stream()
                .filter(one -> {
                    ImportPlan.Meaning meaning = plan.columns().get(one.column());
                    return meaning != null
                            && rows.columns().stream()
                                    .anyMatch(column -> column.id().equals(meaning.column())
                                            && column.type().shape() != Shape.NUMBER);
                })
                .toList();
    }

    private void note(String text) {
        getContent().add(new Div(text));
    }

    /** The first of many numbers of rows. */
    static String numbers(Collection<Integer> rows) {
        String some = rows.stream().sorted().limit(NUMBERS).map(String::valueOf).collect(Collectors.joining(", "));
        return rows.size() > NUMBERS ? some + " …" : some;
    }

    private String examples(RecordRows rows, ImportPlan plan, List<Merged> merged) {
        String separator = Formats.chinese(getLocale()) ? "；" : "; ";
        String some = merged.stream()
                .limit(EXAMPLES)
                .map(one -> getTranslation(
                        "importing.notes.merged.example",
                        title(rows, plan, one.column()),
                        one.text(),
                        Integer.toString(one.firstRow()),
                        Integer.toString(one.lastRow())))
                .collect(Collectors.joining(separator));
        return merged.size() > EXAMPLES ? some + " …" : some;
    }

    private String title(RecordRows rows, ImportPlan plan, int place) {
        ImportPlan.Meaning meaning = plan.columns().get(place);
        return rows.columns().stream()
                .filter(column -> meaning != null && column.id().equals(meaning.column()))
                .map(EntryColumn::titleKey)
                .findFirst()
                .map(key -> getTranslation(key))
                .orElse("");
    }
}

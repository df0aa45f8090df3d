package org.yuemao.importing;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yuemao.base.TypedNumber;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.RowPlan;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.importing.ImportPlan.Meaning;

/** Makes typed rows of a file's rows, by what its columns stand for, and plans them. */
final class RowsOfFile {
    private static final Pattern ENDS_LIKE_A_NUMBER = Pattern.compile(".*[\\d)]\\s*");

    private final RecordRows rows;
    private final ImportPlan plan;
    private final Map<String, Shape> shapes = new HashMap<>();

    RowsOfFile(RecordRows rows, ImportPlan plan) {
        this.rows = rows;
        this.plan = plan;
        for (EntryColumn<?> column : rows.columns()) {
            shapes.put(column.id(), column.type().shape());
        }
    }

    /** What the rows would do. A cell that holds no value, such as #N/A, makes its row wrong, whatever else is right. */
    List<RowPlan> plan(List<TableRow> some, EntryRun run) {
        List<TypedRow> typed = new ArrayList<>();
        List<Map<String, Problem>> unreadable = new ArrayList<>();
        for (TableRow row : some) {
            Map<String, Problem> problems = new LinkedHashMap<>();
            typed.add(typed(row, problems));
            unreadable.add(problems);
        }
        List<RowPlan> plans = new ArrayList<>(rows.plan(typed, run));
        for (int i = 0; i < plans.size(); i++) {
            if (!unreadable.get(i).isEmpty()) {
                Map<String, Problem> problems = new LinkedHashMap<>(plans.get(i).problems());
                problems.putAll(unreadable.get(i));
                plans.set(i, RowPlan.wrong(plans.get(i).row(), problems));
            }
        }
        return plans;
    }

    private TypedRow typed(TableRow row, Map<String, Problem> problems) {
        Map<String, String> cells = new HashMap<>(plan.fixed());
        plan.columns().forEach((index, meaning) -> {
            Cell cell = row.at(index);
            Shape shape = shapes.getOrDefault(meaning.column(), Shape.TEXT);
            boolean text = shape == Shape.TEXT || shape == Shape.LONG_TEXT;
            switch (cell.kind()) {
                case ERROR -> problems.put(meaning.column(), Problem.of("importing.cell.error", cell.text()));
                case UNCOMPUTED -> problems.put(meaning.column(), Problem.of("importing.cell.uncomputed"));
                default -> {
                    if (text && cell.lostDigits()) {
                        problems.put(meaning.column(), Problem.of("importing.cell.lost-digits"));
                    }
                    cells.put(meaning.column(), multiplied(cell.text(), meaning, problems));
                }
            }
        });
        return new TypedRow(row.number(), cells);
    }

    /**
     * 120 under 意向成交额（万元） is 1,200,000. What has a unit of its own there, such as 120万, could be meant in two ways.
     */
    private static String multiplied(String cell, Meaning meaning, Map<String, Problem> problems) {
        if (meaning.factor().compareTo(BigDecimal.ONE) == 0 || cell.isBlank()) {
            return cell;
        }
        Optional<BigDecimal> number = TypedNumber.parse(cell);
        if (number.isEmpty()) {
            return cell;
        }
        if (!ENDS_LIKE_A_NUMBER
                .matcher(Normalizer.normalize(cell, Normalizer.Form.NFKC))
                .matches()) {
            problems.put(meaning.column(), Problem.of("importing.cell.unit-twice"));
            return cell;
        }
        return number.get().multiply(meaning.factor()).toPlainString();
    }
}

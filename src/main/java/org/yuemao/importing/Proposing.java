package org.yuemao.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/** Looks at a sheet and proposes what it holds: its header, what each column stands for, and which rows are none of it. */
final class Proposing {
    private static final int EXAMPLES = 3;

    private final HeaderNames names;
    private final Map<String, String> remembered;

    Proposing(HeaderNames names, Map<String, String> remembered) {
        this.names = names;
        this.remembered = remembered;
    }

    ImportProposal propose(ImportFile file, TableSheet sheet) {
        List<TableRow> first = new ArrayList<>();
        Set<Integer> aside = new HashSet<>();
        SheetNotes notes;
        try (TableFile table = TableFile.open(file.path(), file.name());
                TableRows rows = table.rows(sheet)) {
            while (rows.hasNext()) {
                TableRow row = rows.next();
                if (first.size() < HeaderFinder.ROWS) {
                    first.add(row);
                }
                HeaderFinder.aside(row).ifPresent(why -> aside.add(row.number()));
            }
            notes = rows.notes();
        }
        HeaderFinder.Header header = HeaderFinder.find(first, this::isKnown)
                .orElseThrow(() -> new Refusal(null, "importing.refused.no-header"));
        aside.removeIf(row -> row < header.firstDataRow());
        for (int row = header.row() + 1; row < header.firstDataRow(); row++) {
            aside.add(row);
        }
        List<TableRow> examples = first.stream()
                .filter(row -> row.number() >= header.firstDataRow() && !aside.contains(row.number()))
                .limit(EXAMPLES)
                .toList();
        return new ImportProposal(
                sheet,
                header.row(),
                columns(header, examples),
                header.above().stream()
                        .map(row -> String.join(" ", row.texts()).strip())
                        .toList(),
                aside,
                ofTable(file, sheet, notes, header.firstDataRow(), aside));
    }

    /** What is noted of the table's own rows; merged cells say what stands in them. */
    private static SheetNotes ofTable(
            ImportFile file, TableSheet sheet, SheetNotes notes, int firstRow, Set<Integer> aside) {
        Set<Integer> hidden = new HashSet<>(notes.hiddenRows());
        hidden.removeIf(row -> row < firstRow || aside.contains(row));
        Map<Integer, List<SheetNotes.Merged>> byRow = notes.merged().stream()
                .filter(one -> one.firstRow() >= firstRow && !aside.contains(one.firstRow()))
                .collect(Collectors.groupingBy(SheetNotes.Merged::firstRow));
        if (byRow.isEmpty()) {
            return new SheetNotes(hidden, List.of());
        }
        List<SheetNotes.Merged> merged = new ArrayList<>();
        try (TableFile table = TableFile.open(file.path(), file.name());
                TableRows rows = table.rows(sheet)) {
            while (rows.hasNext()) {
                TableRow row = rows.next();
                byRow.getOrDefault(row.number(), List.of()).stream()
                        .filter(one -> !row.at(one.column()).isBlank())
                        .forEach(one ->
                                merged.add(one.saying(row.at(one.column()).text())));
            }
        }
        return new SheetNotes(hidden, merged);
    }

    private boolean isKnown(String title) {
        return names.columnOf(title).isPresent()
                || !remembered.getOrDefault(HeaderNames.folded(title), "").isEmpty();
    }

    private List<ImportProposal.Column> columns(HeaderFinder.Header header, List<TableRow> examples) {
        Set<String> taken = new HashSet<>();
        List<ImportProposal.Column> columns = new ArrayList<>();
        int width = Math.max(
                header.titles().size(),
                examples.stream().mapToInt(row -> row.cells().size()).max().orElse(0));
        for (int index = 0; index < width; index++) {
            String title = index < header.titles().size() ? header.titles().get(index) : "";
            String known = remembered.get(HeaderNames.folded(title));
            String column = known != null ? known : names.columnOf(title).orElse("");
            // Two columns of one title: a person has to say which is meant.
            boolean free = !column.isEmpty() && taken.add(column);
            int at = index;
            List<String> said = examples.stream()
                    .map(row -> row.at(at).text())
                    .filter(text -> !text.isBlank())
                    .toList();
            if (title.isBlank() && said.isEmpty()) {
                continue;
            }
            columns.add(new ImportProposal.Column(
                    index,
                    title,
                    free ? column : null,
                    free && names.isNumber(column) ? unitOf(header, index) : null,
                    known != null,
                    said));
        }
        return columns;
    }

    /** The unit that is stated for the column, or for the whole table where it is one of money. */
    private @Nullable StatedUnit unitOf(HeaderFinder.Header header, int column) {
        Optional<StatedUnit> own = header.units().stream()
                .filter(unit -> unit.column() != null && unit.column() == column)
                .findFirst();
        return own.or(() -> header.units().stream()
                        .filter(unit -> unit.column() == null)
                        .reduce((one, next) -> next))
                .orElse(null);
    }
}

package org.yuemao.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellType.Shape;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.Reading;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.exporting.ProblemWorkbook;
import org.yuemao.exporting.TableColumn;
import org.yuemao.exporting.TemplateColumn;
import org.yuemao.exporting.TemplateWriter;
import org.yuemao.security.Rights;

/** The workbooks that go out to people who import: templates to fill in, and wrong rows with their reasons. */
@Service
@PreAuthorize(Rights.WRITE)
public class ImportFiles {
    private final Wording wording;

    ImportFiles(Wording wording) {
        this.wording = wording;
    }

    /** Writes a workbook to fill in with records of the kind. */
    public void template(RecordRows rows, Locale locale, OutputStream out) throws IOException {
        List<EntryColumn<?>> columns = rows.columns().stream()
                .filter(column -> column.need() != Need.SHOWN)
                .toList();
        List<TemplateColumn> written = columns.stream()
                .<TemplateColumn>map(column -> template(column, locale))
                .toList();
        TemplateWriter.write(
                out,
                wording.of("importing.kind." + rows.kind(), locale),
                written,
                example(rows.kind(), columns, locale),
                new TemplateWriter.Complaints(
                        wording.of("importing.template.not-in-list", locale),
                        wording.of("importing.template.no-number", locale),
                        wording.of("importing.template.no-date", locale)));
    }

    private TemplateColumn template(EntryColumn<?> column, Locale locale) {
        List<String> names = column.type().choices().stream()
                .map(choice -> choice.names().in(locale))
                .toList();
        TableColumn written = column(column, locale);
        if (column.type().shape() == Shape.CHOICES) {
            written = written.withNote(wording.of("importing.template.choices", locale, String.join("; ", names)));
        } else if (column.need() == Need.REQUIRED) {
            written = written.withNote(wording.of("importing.template.required", locale));
        }
        return new TemplateColumn(
                written,
                column.need() == Need.REQUIRED,
                column.type().shape() == Shape.CHOICE ? names : List.of(),
                false);
    }

    private TableColumn column(EntryColumn<?> column, Locale locale) {
        String title = wording.of(column.titleKey(), locale);
        return switch (column.type().shape()) {
            case NUMBER ->
                TableColumn.number(title, column.width(), column.type().decimals());
            case DATE -> TableColumn.date(title, column.width());
            case TEXT, LONG_TEXT, PERIOD, CHOICE, CHOICES -> TableColumn.text(title, column.width());
        };
    }

    /** The example of the kind, as its text has it: {@code column=value|column=value}. */
    private List<List<@Nullable Object>> example(String kind, List<EntryColumn<?>> columns, Locale locale) {
        Map<String, String> cells = new LinkedHashMap<>();
        wording.find("importing.example." + kind, locale).ifPresent(text -> {
            for (String cell : text.split("\\|")) {
                int equals = cell.indexOf('=');
                cells.put(cell.substring(0, equals), cell.substring(equals + 1));
            }
        });
        if (cells.isEmpty()) {
            return List.of();
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (EntryColumn<?> column : columns) {
            String cell = cells.get(column.id());
            row.add(cell == null ? null : shown(column.type(), cell, locale));
        }
        return List.of(row);
    }

    private static <T> Object shown(CellType<T> type, String cell, Locale locale) {
        return type.read(cell) instanceof Reading.Value<T> read
                ? type.shape() == Shape.NUMBER || type.shape() == Shape.DATE
                        ? read.value()
                        : type.write(read.value(), locale)
                : cell;
    }

    /** Writes the wrong rows of a checked or written import as they were, each with its reasons. */
    public void wrongRows(ImportJob job, Locale locale, OutputStream out) throws IOException {
        ImportPlan plan = job.plan();
        Map<String, Integer> places = new HashMap<>();
        plan.columns().forEach((index, meaning) -> places.put(meaning.column(), index));
        try (TableFile file = TableFile.open(job.file().path(), job.file().name());
                TableRows rows = MergedRows.over(file.rows(file.sheets().get(plan.sheet())), plan.merged());
                WrongRows.Reading wrongRows = WrongRows.read(job.wrongRows())) {
            TableRow row = rows.next();
            while (row.number() < plan.headerRow()) {
                row = rows.next();
            }
            try (ProblemWorkbook workbook = new ProblemWorkbook(
                    out,
                    wording.of("importing.kind." + plan.kind(), locale),
                    row.texts(),
                    number -> wording.of("importing.row", locale, number))) {
                WrongRows.Wrong wrong = wrongRows.next();
                while (wrong != null && rows.hasNext()) {
                    row = rows.next();
                    if (row.number() == wrong.row()) {
                        write(workbook, job, row, wrong, places, locale);
                        wrong = wrongRows.next();
                    }
                }
            }
        }
    }

    private void write(
            ProblemWorkbook workbook,
            ImportJob job,
            TableRow row,
            WrongRows.Wrong wrong,
            Map<String, Integer> places,
            Locale locale)
            throws IOException {
        Map<Integer, String> inCells = new HashMap<>();
        List<String> others = new ArrayList<>();
        wrong.problems().forEach((column, problem) -> {
            Integer place = places.get(column);
            if (place != null) {
                inCells.put(place, sentence(problem, locale));
            } else {
                others.add(title(job.rows(), column, locale) + sentence(problem, locale));
            }
        });
        workbook.row(row.number(), row.cells().stream().map(Cell::value).toList(), inCells, others);
    }

    private String title(RecordRows rows, String column, Locale locale) {
        return rows.columns().stream()
                .filter(one -> one.id().equals(column))
                .map(one -> wording.of(one.titleKey(), locale) + wording.of("importing.colon", locale))
                .collect(Collectors.joining());
    }

    private String sentence(Problem problem, Locale locale) {
        return wording.of(problem.key(), locale, problem.arguments().toArray());
    }
}

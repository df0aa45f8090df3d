package org.yuemao.audit.ui;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.audit.HistoryFilter;
import org.yuemao.audit.HistoryLine;
import org.yuemao.audit.HistorySearch;
import org.yuemao.audit.NamedRecord;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;

/** The search over all changes as a whole list, a line a row, in the words of the person. */
@Component
class HistoryTable {
    private static final int PORTION = 500;

    /** What a cell of a workbook holds. */
    private static final int LONGEST = 32_000;

    private final HistorySearch search;
    private final HistoryWords words;
    private final Clock clock;

    HistoryTable(HistorySearch search, HistoryWords words, Clock clock) {
        this.search = search;
        this.words = words;
        this.clock = clock;
    }

    private record Row(HistoryLine line, Map<String, Map<Long, NamedRecord>> others) {}

    /** The changes that the filter lets through, newest first. */
    WholeList<?> of(HistoryFilter filter, Locale language) {
        return new WholeList<>(
                Subject.of("audit.title"),
                columns(language),
                () -> search.count(filter),
                consumer -> each(filter, consumer));
    }

    private void each(HistoryFilter filter, Consumer<? super Row> consumer) {
        HistoryLine last = null;
        List<HistoryLine> lines;
        do {
            lines = search.lines(filter, last, PORTION);
            Map<String, Map<Long, NamedRecord>> others = words.others(lines.stream()
                    .filter(line -> line.content() instanceof HistoryLine.Change)
                    .flatMap(line -> ((HistoryLine.Change) line.content()).fields().stream()));
            lines.forEach(line -> consumer.accept(new Row(line, others)));
            last = lines.isEmpty() ? null : lines.getLast();
        } while (lines.size() == PORTION);
    }

    private List<ListColumn<Row>> columns(Locale language) {
        return List.of(
                ListColumn.shown(
                        "recordedAt",
                        "audit.when",
                        CellTypes.moment(),
                        17,
                        row -> LocalDateTime.ofInstant(row.line.recordedAt(), clock.getZone())),
                ListColumn.shown(
                        "person",
                        "audit.person.label",
                        CellTypes.text(200),
                        24,
                        row -> words.person(row.line.person(), row.line.fullName(), language)),
                ListColumn.shown("what", "audit.what", CellTypes.text(100), 24, row -> words.deed(row.line, language)),
                ListColumn.shown("record", "audit.record", CellTypes.text(500), 40, row -> record(row.line, language)),
                ListColumn.shown(
                        "changes", "audit.changes", CellTypes.longText(LONGEST), 60, row -> changes(row, language)),
                ListColumn.shown(
                        "reason",
                        "audit.reason",
                        CellTypes.longText(1_000),
                        30,
                        row -> row.line.content() instanceof HistoryLine.Operation operation
                                ? operation.reason()
                                : null));
    }

    private @Nullable String record(HistoryLine line, Locale language) {
        return switch (line.content()) {
            case HistoryLine.Change change -> words.record(change, language);
            case HistoryLine.Operation operation -> operation.subject();
        };
    }

    private String changes(Row row, Locale language) {
        String all =
                switch (row.line.content()) {
                    case HistoryLine.Change change ->
                        change.fields().stream()
                                .map(field -> words.line(change.kind(), field, row.others, language))
                                .collect(Collectors.joining("\n"));
                    case HistoryLine.Operation operation -> words.parts(operation, language);
                };
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST);
    }
}

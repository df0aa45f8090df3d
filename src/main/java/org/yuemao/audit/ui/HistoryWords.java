package org.yuemao.audit.ui;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuemao.audit.History;
import org.yuemao.audit.History.FieldChange;
import org.yuemao.audit.HistoryLine;
import org.yuemao.audit.NamedRecord;
import org.yuemao.base.Period;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Formats;
import org.yuemao.place.Places;

/** The history in a person's words: what fields and records are called, and values as they are read, not as they are kept. */
@Component
public class HistoryWords {
    /** Where the names of a kind's fields stand in the texts; what stands in none of them is in this feature's own. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "EVENT", List.of("event.field."),
            "BUSINESS", List.of("business."),
            "PARTICIPATION", List.of("participation."),
            "ZONE", List.of("zone.field.", "zone."),
            "ZONE_FIGURE", List.of("zone.figure."),
            "OBSERVATION", List.of("indicator.field."),
            "INDICATOR", List.of("indicator."),
            "TARGET", List.of("indicator.field."));

    /** Where the names of a field's choices stand in the texts. */
    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            Map.entry("programme", List.of("event.programme.")),
            Map.entry("status", List.of("event.status.")),
            Map.entry("form", List.of("event.form.")),
            Map.entry("reviewState", List.of("base.review.")),
            Map.entry("role", List.of("participation.role.", "security.role.")),
            Map.entry("attendance", List.of("participation.attendance.")),
            Map.entry("size", List.of("business.size.")),
            Map.entry("kind", List.of("zone.kind.", "review.kind.")),
            Map.entry("metric", List.of("zone.metric.")),
            Map.entry("qualifier", List.of("indicator.qualifier.")),
            Map.entry("changeBasis", List.of("indicator.basis.")),
            Map.entry("languages", List.of("wall.languages.")),
            Map.entry("enabled", List.of("audit.value.enabled.")));

    private static final Set<String> MONEY = Set.of("intendedDeals", "signedDeals");
    private static final Set<String> AREAS = Set.of("boothArea", "areaSqm", "netSpaceSqm");
    private static final Set<String> NUMBERS =
            Set.of("amount", "statedChangePercent", "targetBusinesses", "visitors", "overseasBuyers");

    /** What is arranged on a board or a wall: what is kept of it is nothing to read. */
    private static final Set<String> ARRANGEMENTS = Set.of("tiles", "screens", "sharing");

    /** Numbers of other records, and the kinds of those. */
    private static final Map<String, String> OTHERS =
            Map.of("businessId", "BUSINESS", "zoneId", "ZONE", "wallId", "WALL");

    private final Wording wording;
    private final Places places;
    private final History history;

    HistoryWords(Wording wording, Places places, History history) {
        this.wording = wording;
        this.places = places;
        this.history = history;
    }

    /** The records that changes name by their numbers: by field, then by number. */
    public Map<String, Map<Long, NamedRecord>> others(Stream<FieldChange> changes) {
        Map<String, Set<Long>> ids = new HashMap<>();
        changes.filter(change -> OTHERS.containsKey(change.field()))
                .forEach(change -> Stream.of(change.before(), change.after())
                        .filter(text -> text != null && text.matches("\\d{1,18}"))
                        .forEach(text -> ids.computeIfAbsent(change.field(), field -> new HashSet<>())
                                .add(Long.valueOf(String.valueOf(text)))));
        Map<String, Map<Long, NamedRecord>> others = new HashMap<>();
        ids.forEach((field, some) -> others.put(field, history.names(OTHERS.getOrDefault(field, ""), some)));
        return others;
    }

    /** What a kind of record is called. */
    public String kind(String kind, Locale locale) {
        return wording.find("audit.kind." + kind, locale).orElse(kind);
    }

    /** The name of a field of a kind of record. */
    public String field(String kind, String field, Locale locale) {
        return Stream.concat(FIELDS.getOrDefault(kind, List.of()).stream(), Stream.of("audit.field."))
                .flatMap(prefix -> wording.find(prefix + field, locale).stream())
                .findFirst()
                .orElse(field);
    }

    /** A change of a field in a line. */
    public String line(String kind, FieldChange change, Map<String, Map<Long, NamedRecord>> others, Locale locale) {
        String field = field(kind, change.field(), locale);
        if (ARRANGEMENTS.contains(change.field())) {
            return wording.of("audit.history.arranged", locale, field);
        }
        Map<Long, NamedRecord> named = others.getOrDefault(change.field(), Map.of());
        String before = content(change.field(), change.before(), named, locale);
        String after = content(change.field(), change.after(), named, locale);
        if (change.before() == null) {
            return wording.of("audit.history.set", locale, field, after);
        }
        return change.after() == null
                ? wording.of("audit.history.emptied", locale, field, before)
                : wording.of("audit.history.from-to", locale, field, before, after);
    }

    /** A value as people read it. */
    private String content(String field, @Nullable String kept, Map<Long, NamedRecord> named, Locale locale) {
        if (kept == null) {
            return "";
        }
        try {
            return readable(field, kept, named, locale);
        } catch (NumberFormatException | DateTimeException strange) {
            // What an earlier version of the desk has kept in another way is shown as it is.
            return kept;
        }
    }

    private String readable(String field, String kept, Map<Long, NamedRecord> named, Locale locale) {
        if (OTHERS.containsKey(field)) {
            NamedRecord record = named.get(Long.valueOf(kept));
            return record == null ? "#" + kept : record.names().in(locale);
        }
        List<String> choices = CHOICES.get(field);
        if (choices != null) {
            return choices.stream()
                    .flatMap(prefix -> wording.find(prefix + kept, locale).stream())
                    .findFirst()
                    .orElse(kept);
        }
        if (field.endsWith("Code") && !field.equals("creditCode") && !field.equals("indicatorCode")) {
            return places.nameOf(kept, locale);
        }
        if (field.equals("sectors")) {
            return Arrays.stream(kept.split(", "))
                    .filter(code -> !code.isEmpty())
                    .map(code -> places.nameOf(code, locale))
                    .collect(Collectors.joining(Formats.chinese(locale) ? "、" : ", "));
        }
        if (field.equals("period")) {
            return Formats.period(Period.of(kept), locale);
        }
        if (MONEY.contains(field)) {
            return Formats.money(new BigDecimal(kept), locale);
        }
        if (AREAS.contains(field)) {
            return Formats.area(new BigDecimal(kept), locale);
        }
        if (NUMBERS.contains(field)) {
            return Formats.decimal(new BigDecimal(kept), 4, locale);
        }
        if (kept.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return Formats.date(LocalDate.parse(kept), locale);
        }
        return kept.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? Formats.moment(Instant.parse(kept), locale) : kept;
    }

    /** A person by the full name and the username. */
    public String person(String username, @Nullable String fullName, Locale locale) {
        return fullName == null
                ? wording.find("audit.person." + username, locale).orElse(username)
                : wording.of("audit.person", locale, fullName, username);
    }

    /** A record by its name, with what tells it from others of the name. */
    public String record(HistoryLine.Change change, Locale locale) {
        NamedRecord record = change.record();
        if (record == null) {
            return "#" + change.recordId();
        }
        return Stream.of(
                        record.names().in(locale),
                        record.metric() == null
                                ? null
                                : wording.find("zone.metric." + record.metric(), locale)
                                        .orElse(null),
                        record.period() == null ? null : Formats.period(record.period(), locale),
                        record.code())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** What was done, to what kind of record. */
    public String deed(HistoryLine line, Locale locale) {
        return switch (line.content()) {
            case HistoryLine.Change change ->
                wording.of("audit.action." + change.action(), locale, kind(change.kind(), locale));
            case HistoryLine.Operation operation -> wording.of("audit.operation." + operation.kind(), locale);
        };
    }

    /** How much of what an operation has. */
    public String parts(HistoryLine.Operation operation, Locale locale) {
        return operation.parts().entrySet().stream()
                .map(part -> wording.of("audit.part", locale, kind(part.getKey(), locale), part.getValue()))
                .collect(Collectors.joining(Formats.chinese(locale) ? "，" : ", "));
    }

    /** What an operation is called: what was done, and to what. */
    public String title(HistoryLine line, HistoryLine.Operation operation, Locale locale) {
        String deed = deed(line, locale);
        return operation.subject() == null
                ? deed
                : wording.of("audit.operation.about", locale, deed, operation.subject());
    }
}

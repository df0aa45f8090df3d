package org.yuemao.indicator.ui;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Attempted;
import org.yuemao.base.Period;
import org.yuemao.base.Refusal;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.RowsTogether;
import org.yuemao.base.ui.sheet.SheetCells;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetPaste;
import org.yuemao.base.ui.sheet.SheetRecords;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.ObservationRows;
import org.yuemao.indicator.Qualifier;

/** The observations of a geography as the rows of a sheet, in the columns in which they are imported and exported. */
class ObservationRecords implements SheetRecords {
    private static final Map<String, Double> WIDTHS = Map.of(
            "indicatorCode", 16.0,
            "geographyCode", 8.0,
            "period", 6.0,
            "qualifier", 6.5,
            "amount", 8.0,
            "unit", 6.5,
            "statedChangePercent", 7.0,
            "changeBasis", 11.0,
            "changeBaseYear", 5.0,
            "source", 14.0);

    private final IndicatorService service;
    private final IndicatorReadings readings;
    private final ObservationRows rows;
    private final EntryService entering;
    private final IndicatorTexts texts;
    /** What was entered or changed here stays in sight, also where the filter would leave it out. */
    private final Set<Long> own = new HashSet<>();

    private Filter filter = new Filter("", null, null);
    private List<EntryColumn<?>> columns = List.of();
    private Map<String, String> units = Map.of();

    ObservationRecords(
            IndicatorService service,
            IndicatorReadings readings,
            ObservationRows rows,
            EntryService entering,
            IndicatorTexts texts) {
        this.service = service;
        this.readings = readings;
        this.rows = rows;
        this.entering = entering;
        this.texts = texts;
        knowIndicators();
    }

    /** Which observations are shown. */
    record Filter(
            String geographyCode,
            @Nullable String indicatorCode,
            @Nullable Integer year) {

        boolean takes(ObservationData data) {
            return data.geographyCode().equals(geographyCode)
                    && (indicatorCode == null || indicatorCode.equals(data.indicatorCode()))
                    && (year == null || year == data.year());
        }

        /** What a new row says in these columns before a person says something else. */
        Map<String, String> defaults() {
            Map<String, String> defaults = new LinkedHashMap<>();
            defaults.put("geographyCode", geographyCode);
            defaults.put("indicatorCode", Objects.requireNonNullElse(indicatorCode, ""));
            defaults.put("period", year == null ? "" : year.toString());
            return defaults;
        }
    }

    void show(Filter shown) {
        filter = shown;
        own.clear();
    }

    /** Asks which indicators there are now. */
    final void knowIndicators() {
        columns = rows.columns();
        Map<String, String> known = new HashMap<>();
        for (Indicator indicator : readings.indicators()) {
            known.put(indicator.code(), indicator.data().unit());
        }
        units = known;
    }

    /** What the sheet of an area's observations is called for everybody. */
    static String sheetOf(String geographyCode) {
        return "observations-of-" + geographyCode;
    }

    List<SheetColumn> columns() {
        return columns.stream()
                .map(column -> SheetCells.column(column, WIDTHS.getOrDefault(column.id(), 8.0), locale()))
                .toList();
    }

    /** How blocks are pasted; new rows are of what is shown where they say nothing else. */
    SheetPaste pasting(SheetEntry entry, RecordSheet sheet) {
        return new SheetPaste(entry, sheet, together());
    }

    @Override
    public RowsTogether together() {
        Map<String, String> defaults = new HashMap<>(filter.defaults());
        defaults.values().removeIf(String::isEmpty);
        return new RowsTogether(
                        rows,
                        entering,
                        defaults,
                        (cells, said) -> cells.forEach((column, text) -> {
                            if (!text.isBlank() || !said.containsKey(column)) {
                                said.put(column, text);
                            }
                        }))
                .onEntered(run -> run.written().forEach(one -> own.add(one.id())));
    }

    @Override
    public List<Attempted<Kept>> createAll(List<Map<String, String>> many) {
        List<Attempted<ObservationData>> read = Attempted.each(many, typed -> data(typed, unitOf(typed)));
        List<Attempted<Observation>> done = Attempted.then(read, service::observeAll);
        done.forEach(one -> {
            if (one.done() != null) {
                own.add(one.done().id());
            }
        });
        return SheetRecords.loaded(done, one -> Long.toString(one.id()), this);
    }

    @Override
    public Map<String, RuntimeException> removeAll(List<Kept> many) {
        return SheetRecords.refused(service.withdrawAll(SheetRecords.seen(many)));
    }

    private Locale locale() {
        return texts.locale();
    }

    private EntryColumn<?> column(String id) {
        return SheetCells.named(columns, id);
    }

    @Override
    public Map<String, Long> versions() {
        Map<String, Long> versions = new LinkedHashMap<>();
        shown().forEach(one -> versions.put(Long.toString(one.id()), one.version()));
        own.stream()
                .sorted()
                .filter(id -> !versions.containsKey(Long.toString(id)))
                .map(service::findObservation)
                .flatMap(Optional::stream)
                .forEach(one -> versions.put(Long.toString(one.id()), one.version()));
        return versions;
    }

    private Stream<Observation> shown() {
        return readings.of(filter.geographyCode()).stream()
                .map(IndicatorReadings.Reading::observation)
                .filter(one -> filter.takes(one.data()));
    }

    @Override
    public List<Kept> load(Collection<String> keys) {
        if (keys.size() == 1) {
            return service.findObservation(Long.parseLong(keys.iterator().next())).map(this::kept).stream()
                    .toList();
        }
        Map<String, Observation> all = new HashMap<>();
        readings.of(filter.geographyCode())
                .forEach(one -> all.put(Long.toString(one.observation().id()), one.observation()));
        return keys.stream()
                .map(key -> Optional.ofNullable(all.get(key))
                        .or(() -> service.findObservation(Long.parseLong(key)))
                        .map(this::kept))
                .flatMap(Optional::stream)
                .toList();
    }

    private Kept kept(Observation observation) {
        ObservationData data = observation.data();
        Map<String, String> cells = new LinkedHashMap<>();
        show(cells, "indicatorCode", data.indicatorCode());
        show(cells, "geographyCode", data.geographyCode());
        show(cells, "period", data.period());
        show(cells, "qualifier", data.qualifier());
        show(cells, "amount", data.amount());
        show(cells, "unit", data.unit());
        show(cells, "statedChangePercent", data.statedChangePercent());
        show(cells, "changeBasis", data.changeBasis());
        show(cells, "changeBaseYear", data.changeBaseYear());
        show(cells, "source", data.source());
        Map<String, String> values = new HashMap<>();
        values.put("indicatorCode", data.indicatorCode());
        values.put("geographyCode", data.geographyCode());
        values.put("period", data.period().toString());
        values.put("unit", data.unit());
        values.put("qualifier", nameOf(data.qualifier()));
        values.put("changeBasis", nameOf(data.changeBasis()));
        return new Kept(
                Long.toString(observation.id()),
                observation.version(),
                cells,
                values,
                observation.changedBy(),
                texts.text("entered", observation.changedBy(), Formats.moment(observation.changedAt(), locale())),
                !service.mayWrite(data.geographyCode()));
    }

    private static String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name();
    }

    private void show(Map<String, String> cells, String id, @Nullable Object value) {
        cells.put(id, SheetCells.show(column(id), value, locale()));
    }

    @Override
    public Map<String, Read> read(@Nullable Kept kept, Map<String, String> typed) {
        Map<String, Read> read = new HashMap<>();
        typed.forEach((id, text) -> SheetCells.find(columns, id)
                .ifPresent(column -> read.put(id, SheetCells.read(column, text, locale()))));
        if (kept == null && typed.getOrDefault("unit", "").isBlank()) {
            String unit = unitOf(typed);
            if (!unit.isEmpty()) {
                Map<String, String> shown = new HashMap<>();
                show(shown, "unit", unit);
                read.put("unit", Read.of(shown.getOrDefault("unit", "")));
            }
        }
        return read;
    }

    /** The unit in which most of the indicator's figures are. */
    private String unitOf(Map<String, String> typed) {
        String code = value(typed, "indicatorCode");
        return code == null ? "" : units.getOrDefault(code, "");
    }

    @Override
    public Kept create(Map<String, String> typed) {
        Observation observation = service.observe(data(typed, unitOf(typed)));
        own.add(observation.id());
        return kept(observation);
    }

    @Override
    public Kept change(Kept kept, Map<String, String> typed) {
        Map<String, String> all = new HashMap<>();
        columns.forEach(column -> all.put(column.id(), typed.getOrDefault(column.id(), kept.value(column.id()))));
        Observation observation = service.correct(Long.parseLong(kept.key()), kept.version(), data(all, ""));
        own.add(observation.id());
        return kept(observation);
    }

    private ObservationData data(Map<String, String> typed, String unit) {
        return new ObservationData(
                this.<String>required(typed, "indicatorCode"),
                this.<String>required(typed, "geographyCode"),
                this.<Period>required(typed, "period"),
                this.<Qualifier>value(typed, "qualifier"),
                this.<BigDecimal>value(typed, "amount"),
                Objects.requireNonNullElse(this.<String>value(typed, "unit"), unit),
                this.<BigDecimal>value(typed, "statedChangePercent"),
                this.<ChangeBasis>value(typed, "changeBasis"),
                this.<Integer>value(typed, "changeBaseYear"),
                this.<String>required(typed, "source"));
    }

    private <T> @Nullable T value(Map<String, String> typed, String id) {
        return SheetCells.value(column(id), typed.get(id));
    }

    private <T> T required(Map<String, String> typed, String id) {
        T value = value(typed, id);
        if (value == null) {
            throw new Refusal(id, "base.row.required");
        }
        return value;
    }

    @Override
    public void remove(Kept kept) {
        service.withdraw(Long.parseLong(kept.key()), kept.version());
    }

    @Override
    public String name(Map<String, String> shown) {
        return Stream.of("indicatorCode", "period")
                .map(id -> shown.getOrDefault(id, ""))
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}

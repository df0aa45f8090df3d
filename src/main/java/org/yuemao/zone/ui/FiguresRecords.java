package org.yuemao.zone.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Attempted;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.Refusal;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.TypedPeriod;
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
import org.yuemao.review.ui.ReviewBar;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureChange;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneFigures;
import org.yuemao.zone.ZoneKind;

/**
 * The figures of one zone as the rows of a sheet, one for each period, with a column for each metric. Each figure is a record
 * of its own, so that each cell is kept by itself.
 */
class FiguresRecords implements SheetRecords {
    static final String PERIOD = "period";

    private final long zoneId;
    private final ZoneFigureService service;
    private final ZoneFigureRows rows;
    private final EntryService entering;
    private final boolean official;
    private final Locale locale;
    private List<Period> periods = List.of();
    private ZoneKind kind;

    FiguresRecords(
            long zoneId,
            ZoneKind kind,
            ZoneFigureService service,
            ZoneFigureRows rows,
            EntryService entering,
            boolean official,
            Locale locale) {
        this.zoneId = zoneId;
        this.kind = kind;
        this.service = service;
        this.rows = rows;
        this.entering = entering;
        this.official = official;
        this.locale = locale;
    }

    /** Shows the figures of these periods. */
    void showPeriods(Length length, int firstYear, int lastYear) {
        periods = Period.within(length, firstYear, lastYear);
    }

    /** Shows the metrics of another kind. */
    void showKind(ZoneKind other) {
        kind = other;
    }

    List<SheetColumn> columns() {
        List<SheetColumn> columns = new ArrayList<>();
        columns.add(new SheetColumn(PERIOD, text("zone.rows.period"), SheetColumn.Kind.READ_ONLY, 7));
        for (Metric metric : kind.metrics()) {
            String header = text("zone.figures.column", text("zone.metric." + metric), unitOf(metric));
            columns.add(new SheetColumn(metric.name(), header, SheetColumn.Kind.NUMBER, 10));
        }
        return columns;
    }

    /** What is counted has a word of its own for each metric in Chinese. */
    private static String unitOf(Metric metric) {
        return text("zone.unit."
                + (metric.unit() == Metric.Unit.COUNT
                        ? metric.name()
                        : metric.unit().name()));
    }

    /** How blocks are pasted; rows that begin with a period land where they say, all others where they are pasted. */
    SheetPaste pasting(SheetEntry entry, RecordSheet sheet) {
        return new SheetPaste(entry, sheet, together());
    }

    @Override
    public RowsTogether together() {
        return new RowsTogether(
                        rows,
                        entering,
                        Map.of(),
                        (cells, said) -> cells.forEach((column, text) -> {
                            if (!column.equals(PERIOD)) {
                                said.put(column, text);
                            }
                        }))
                .telling(new RowsTogether.Telling() {
                    @Override
                    public @Nullable String row(String key, Map<String, String> cells) {
                        Optional<Period> said = TypedPeriod.parse(cells.getOrDefault(PERIOD, ""));
                        return said.isEmpty()
                                ? key
                                : said.filter(periods::contains)
                                        .map(Period::toString)
                                        .orElse(null);
                    }

                    @Override
                    public Map<String, String> said(String key) {
                        return Map.of(ZoneFigureRows.ZONE_ID, Long.toString(zoneId), PERIOD, key);
                    }
                });
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    @Override
    public Map<String, Long> versions() {
        Map<String, Long> versions = new LinkedHashMap<>();
        ZoneFigures figures = figures(periods);
        periods.forEach(period -> versions.put(period.toString(), version(figures, period)));
        return versions;
    }

    private ZoneFigures figures(Collection<Period> of) {
        return of.isEmpty()
                ? ZoneFigures.NONE
                : service.figures(
                        zoneId,
                        of.stream().mapToInt(Period::year).min().getAsInt(),
                        of.stream().mapToInt(Period::year).max().getAsInt());
    }

    /** Another one whenever anything else is shown of the period. */
    private long version(ZoneFigures figures, Period period) {
        long version = 0;
        for (Metric metric : kind.metrics()) {
            version = version * 1_000_003
                    + figures.at(metric, period).map(ZoneFigure::version).orElse(-1L);
            version = version * 31
                    + figures.following(metric, period)
                            .map(BigDecimal::hashCode)
                            .orElse(0);
        }
        return version;
    }

    @Override
    public List<Kept> load(Collection<String> keys) {
        List<Period> wanted = keys.stream().map(Period::of).toList();
        ZoneFigures figures = figures(wanted);
        return wanted.stream().map(period -> kept(figures, period)).toList();
    }

    private Kept kept(ZoneFigures figures, Period period) {
        Map<String, String> cells = new LinkedHashMap<>();
        Map<String, Aside> asides = new HashMap<>();
        cells.put(PERIOD, Formats.period(period, locale));
        for (Metric metric : kind.metrics()) {
            Optional<ZoneFigure> figure = figures.at(metric, period);
            figure.ifPresent(one -> cells.put(metric.name(), number(one.amount())));
            Optional<BigDecimal> following = figures.following(metric, period);
            String way = "zone.figures." + (metric.addsUp() ? "sum" : "last");
            asides.put(
                    metric.name(),
                    new Aside(
                            following.map(amount -> text(way, number(amount))).orElse(""),
                            figure.map(ZoneFigure::changedBy).orElse(""),
                            figure.map(one -> about(metric, one))
                                    .or(() -> following.map(amount -> text(way + ".about")))
                                    .orElse(""),
                            figure.map(one -> mark(one.review())).orElse(null)));
        }
        Optional<ZoneFigure> last = kind.metrics().stream()
                .flatMap(metric -> figures.at(metric, period).stream())
                .max(Comparator.comparing(ZoneFigure::changedAt));
        return new Kept(
                period.toString(),
                version(figures, period),
                cells,
                Map.of(),
                last.map(ZoneFigure::changedBy).orElse(""),
                "",
                false,
                asides);
    }

    private String number(BigDecimal amount) {
        return Formats.decimal(amount, 2, locale);
    }

    private String about(Metric metric, ZoneFigure figure) {
        String amount = metric.unit() == Metric.Unit.CNY
                ? Formats.shortMoney(figure.amount(), locale)
                : Formats.shortNumber(figure.amount(), locale);
        return text("zone.figure.about", amount, Formats.moment(figure.changedAt(), locale), figure.changedBy());
    }

    /** Where the figure stands in its review. What is approved is usual, and bears no sign. */
    private Mark mark(Review review) {
        ReviewState state = review.reviewState();
        return new Mark(
                state.name(),
                state == ReviewState.APPROVED ? "" : ReviewBar.iconName(state),
                ReviewBar.nameOf(state),
                !official && !review.isOpen());
    }

    private EntryColumn<?> column(String metric) {
        return SheetCells.named(rows.columns(), metric);
    }

    @Override
    public boolean cellByCell() {
        return true;
    }

    @Override
    public Map<String, Read> read(@Nullable Kept kept, Map<String, String> typed) {
        Map<String, Read> read = new HashMap<>();
        typed.forEach((metric, text) -> read.put(metric, SheetCells.read(column(metric), text, locale)));
        return read;
    }

    @Override
    public Kept create(Map<String, String> typed) {
        throw new Refusal(null, "base.sheet.fixed");
    }

    @Override
    public Kept change(Kept kept, Map<String, String> typed) {
        Period period = Period.of(kept.key());
        ZoneFigures figures = figures(List.of(period));
        Kept now = kept(figures, period);
        // The service sees to what happens from here on.
        if (typed.keySet().stream().anyMatch(metric -> !now.value(metric).equals(kept.value(metric)))) {
            throw new StaleRecord("Figure of zone", zoneId);
        }
        service.recordAll(
                zoneId,
                typed.entrySet().stream()
                        .map(cell -> change(figures, period, Metric.valueOf(cell.getKey()), cell.getValue()))
                        .toList());
        return load(List.of(kept.key())).getFirst();
    }

    private ZoneFigureChange change(ZoneFigures figures, Period period, Metric metric, String text) {
        return new ZoneFigureChange(
                period,
                metric,
                SheetCells.value(column(metric.name()), text),
                figures.at(metric, period).map(ZoneFigure::version).orElse(null));
    }

    @Override
    public List<Attempted<Kept>> createAll(List<Map<String, String>> many) {
        return Attempted.each(many, this::create);
    }

    @Override
    public Map<String, RuntimeException> removeAll(List<Kept> many) {
        throw new Refusal(null, "base.sheet.fixed");
    }

    @Override
    public void remove(Kept kept) {
        throw new Refusal(null, "base.sheet.fixed");
    }

    @Override
    public String name(Map<String, String> shown) {
        return shown.getOrDefault(PERIOD, "");
    }
}

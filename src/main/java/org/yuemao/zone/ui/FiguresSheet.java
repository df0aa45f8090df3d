package org.yuemao.zone.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Month;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.TypedNumber;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneChanged;
import org.yuemao.zone.ZoneFigure;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneFigures;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZonesChanged;

/**
 * The figures of one zone, metrics down and periods across. Each cell is saved by itself when it is left; what cannot be
 * saved stays as it was typed, with the reason at the cell. What others change appears by itself.
 */
class FiguresSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int OLDEST_OFFERED = 15;

    /** How many years a sheet shows at most, so that it stays one that can be looked over. */
    private static final Map<Length, Integer> MOST_YEARS = Map.of(Length.YEAR, 20, Length.QUARTER, 8, Length.MONTH, 3);

    private final long zoneId;
    private final transient ZoneFigureService service;
    private final transient Clock clock;
    private final Select<Length> length = new Select<>();
    private final Select<Integer> from = new Select<>();
    private final Select<Integer> to = new Select<>();
    private final Sheet sheet = new Sheet(getTranslation("zone.figures"), getTranslation("zone.figures.metric"));
    private final transient Map<String, Refused> refused = new HashMap<>();
    private final transient Map<String, Integer> handled = new HashMap<>();
    private final transient Map<String, OwnChanges> own = new HashMap<>();
    private transient ZoneFigures figures = ZoneFigures.NONE;
    private ZoneKind kind;
    private final Div choices = new Div();
    private boolean arranging;

    FiguresSheet(long zoneId, ZoneKind kind, ZoneFigureService service, LiveUpdates liveUpdates, Clock clock) {
        this.zoneId = zoneId;
        this.kind = kind;
        this.service = service;
        this.clock = clock;
        describeChoices();
        sheet.addTypedListener(this::record);
        sheet.addGivenUpListener(given -> {
            refused.remove(Sheet.key(given.row, given.column));
            reload();
        });
        sheet.addOutsideListener(outside -> Notices.refused(getTranslation("zone.figure.outside", outside.count)));
        choices.add(length, from, to);
        choices.addClassName("filter-bar");
        getContent().add(choices, sheet);
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change.equals(new ZoneChanged(zoneId))
                        || change instanceof ZonesChanged many && many.zoneIds().contains(zoneId),
                this::reload);
    }

    /** What was typed into a cell and could not be kept. */
    private record Refused(String typed, String reason, boolean stale) {}

    /** The versions that one's own changes have made of those seen before; a quick typist is not up to date with oneself. */
    private static final class OwnChanges {
        private final Map<String, String> next = new HashMap<>();

        String latest(String seen) {
            String latest = seen;
            Set<String> passed = new HashSet<>();
            while (next.containsKey(latest) && passed.add(latest)) {
                latest = Objects.requireNonNull(next.get(latest));
            }
            return latest;
        }
    }

    private void describeChoices() {
        length.setLabel(getTranslation("zone.figures.length"));
        length.setItems(Length.values());
        length.setItemLabelGenerator(one -> getTranslation("zone.figures.length." + one));
        from.setLabel(getTranslation("zone.figures.from"));
        to.setLabel(getTranslation("zone.figures.to"));
        length.addValueChangeListener(changed -> choose(from));
        from.addValueChangeListener(changed -> choose(from));
        to.addValueChangeListener(changed -> choose(to));
    }

    /** Puts what can be done with the figures beside the choice of periods. */
    void offer(Component actions) {
        choices.add(actions);
    }

    Length length() {
        return length.getValue();
    }

    int firstYear() {
        return from.getValue();
    }

    int lastYear() {
        return to.getValue();
    }

    /** Shows the periods that the address asks for, or the last two years with figures by quarter. */
    void open(Location location) {
        List<Integer> years = service.years(zoneId);
        int now = Year.now(clock).getValue();
        int last = number(location, "to", years.isEmpty() ? now : years.getLast());
        int first = number(location, "from", last - 1);
        int oldest = Math.min(Math.min(first, now - OLDEST_OFFERED), years.isEmpty() ? now : years.getFirst());
        List<Integer> offered = IntStream.rangeClosed(oldest, Math.max(now + 1, last))
                .map(year -> Math.max(now + 1, last) + oldest - year)
                .boxed()
                .toList();
        Length chosen = LocationParameters.constant(location, "length", Length.class);
        arranging = true;
        from.setItems(offered);
        to.setItems(offered);
        length.setValue(chosen == null ? Length.QUARTER : chosen);
        from.setValue(Math.min(first, last));
        to.setValue(last);
        keepWithinReach(to);
        arranging = false;
        layOut();
    }

    private static int number(Location location, String name, int otherwise) {
        Integer number = LocationParameters.number(location, name);
        return number == null || number < Period.FIRST_YEAR || number > Period.LAST_YEAR ? otherwise : number;
    }

    private void choose(Select<Integer> kept) {
        if (arranging) {
            return;
        }
        arranging = true;
        keepWithinReach(kept);
        arranging = false;
        layOut();
        new LocationParameters()
                .with("length", length.getValue())
                .with("from", from.getValue())
                .with("to", to.getValue())
                .show(UI.getCurrentOrThrow(), "zones/" + zoneId);
    }

    /** Moves the other end of the years after the one that was chosen. */
    private void keepWithinReach(Select<Integer> kept) {
        int most = Objects.requireNonNull(MOST_YEARS.get(length.getValue()));
        if (kept == from) {
            to.setValue(Math.clamp(to.getValue(), from.getValue(), from.getValue() + most - 1));
        } else {
            from.setValue(Math.clamp(from.getValue(), to.getValue() - most + 1, to.getValue()));
        }
    }

    /** Shows the metrics of another kind. */
    void showKind(ZoneKind other) {
        if (kind != other) {
            kind = other;
            layOut();
        }
    }

    void setReadOnly(boolean readOnly) {
        sheet.setReadOnly(readOnly);
    }

    /** Whether there is something typed that could not be kept. */
    boolean hasUnsaved() {
        return !refused.isEmpty();
    }

    void focus() {
        sheet.focus();
    }

    private void layOut() {
        refused.keySet().removeIf(key -> !shows(key));
        sheet.layOut(
                kind.metrics().stream()
                        .map(metric ->
                                new Sheet.Row(metric.name(), getTranslation("zone.metric." + metric), unitOf(metric)))
                        .toList(),
                periods().stream().map(this::column).toList());
        figures = service.figures(zoneId, from.getValue(), to.getValue());
        own.clear();
        showCells();
    }

    /** What is counted has a word of its own for each metric in Chinese. */
    private String unitOf(Metric metric) {
        return getTranslation("zone.unit."
                + (metric.unit() == Metric.Unit.COUNT
                        ? metric.name()
                        : metric.unit().name()));
    }

    private boolean shows(String key) {
        return kind.metrics().stream().anyMatch(metric -> periods().stream()
                .anyMatch(period -> key.equals(Sheet.key(metric.name(), period.toString()))));
    }

    private List<Period> periods() {
        return Period.within(length.getValue(), from.getValue(), to.getValue());
    }

    private Sheet.Column column(Period period) {
        String year = Integer.toString(period.year());
        String name = partName(period);
        return switch (period.length()) {
            case YEAR -> new Sheet.Column(period.toString(), year, year, "");
            case QUARTER, MONTH -> new Sheet.Column(period.toString(), name, Formats.period(period, getLocale()), year);
        };
    }

    private String partName(Period period) {
        return period.length() == Length.QUARTER
                ? getTranslation("zone.figures.quarter", period.part())
                : Month.of(period.firstMonth()).getDisplayName(TextStyle.SHORT_STANDALONE, getLocale());
    }

    /** Reads what is kept now; somebody may have changed it, even what one is typing over. */
    private void reload() {
        ZoneFigures before = figures;
        figures = service.figures(zoneId, from.getValue(), to.getValue());
        for (Metric metric : kind.metrics()) {
            for (Period period : periods()) {
                String key = Sheet.key(metric.name(), period.toString());
                if (version(before, metric, period).equals(version(figures, metric, period))) {
                    continue;
                }
                own.remove(key);
                Refused cell = refused.get(key);
                if (cell != null && cell.stale()) {
                    refused.put(key, new Refused(cell.typed(), staleReason(metric, period), true));
                }
            }
        }
        showCells();
    }

    private void showCells() {
        Map<String, Sheet.Cell> cells = new HashMap<>();
        for (Metric metric : kind.metrics()) {
            for (Period period : periods()) {
                Sheet.Cell cell = cell(metric, period);
                if (!cell.equals(new Sheet.Cell("", "", null, "", "", "", 0))) {
                    cells.put(Sheet.key(metric.name(), period.toString()), cell);
                }
            }
        }
        sheet.show(cells);
    }

    private Sheet.Cell cell(Metric metric, Period period) {
        String key = Sheet.key(metric.name(), period.toString());
        Optional<ZoneFigure> figure = figures.at(metric, period);
        Optional<BigDecimal> following = figures.following(metric, period);
        String way = metric.addsUp() ? "sum" : "last";
        Refused notKept = refused.get(key);
        return new Sheet.Cell(
                figure.map(kept -> number(kept.amount())).orElse(""),
                version(figures, metric, period),
                notKept == null ? null : notKept.typed(),
                notKept == null ? "" : notKept.reason(),
                following
                        .map(amount -> getTranslation("zone.figures." + way, number(amount)))
                        .orElse(""),
                figure.map(kept -> about(metric, kept))
                        .or(() -> following.map(amount -> getTranslation("zone.figures." + way + ".about")))
                        .orElse(""),
                handled.getOrDefault(key, 0));
    }

    private String number(BigDecimal amount) {
        return Formats.decimal(amount, 2, getLocale());
    }

    private String about(Metric metric, ZoneFigure figure) {
        String amount = metric.unit() == Metric.Unit.CNY
                ? Formats.shortMoney(figure.amount(), getLocale())
                : Formats.shortNumber(figure.amount(), getLocale());
        return getTranslation(
                "zone.figure.about", amount, Formats.moment(figure.changedAt(), getLocale()), figure.changedBy());
    }

    private static String version(ZoneFigures figures, Metric metric, Period period) {
        return figures.at(metric, period)
                .map(figure -> Long.toString(figure.version()))
                .orElse("");
    }

    private void record(Sheet.CellTyped typed) {
        String key = Sheet.key(typed.row, typed.column);
        if (sheet.isReadOnly() || !shows(key)) {
            return;
        }
        handled.put(key, typed.number);
        Metric metric = Metric.valueOf(typed.row);
        Period period = Period.of(typed.column);
        String reason = attempt(key, metric, period, typed);
        if (reason == null) {
            refused.remove(key);
        }
        reload();
    }

    /** Why the cell was not kept, or null when it was. */
    private @Nullable String attempt(String key, Metric metric, Period period, Sheet.CellTyped typed) {
        Optional<BigDecimal> amount = TypedNumber.parse(typed.text);
        if (amount.isEmpty() && !typed.text.isBlank()) {
            return refuse(key, typed, getTranslation("base.number.bad"), false);
        }
        String seen = own.getOrDefault(key, new OwnChanges()).latest(typed.seen);
        try {
            Optional<ZoneFigure> kept = service.record(
                    zoneId, period, metric, amount.orElse(null), seen.isEmpty() ? null : Long.valueOf(seen));
            String now = kept.map(figure -> Long.toString(figure.version())).orElse("");
            figures = service.figures(zoneId, from.getValue(), to.getValue());
            if (!now.equals(seen)) {
                own.computeIfAbsent(key, one -> new OwnChanges()).next.put(seen, now);
            }
            return null;
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            figures = service.figures(zoneId, from.getValue(), to.getValue());
            own.remove(key);
            return refuse(key, typed, staleReason(metric, period), true);
        } catch (Refusal | RecordNotFound | AccessDeniedException | DataIntegrityViolationException e) {
            return refuse(key, typed, SaveFailures.reason(e), false);
        }
    }

    private String refuse(String key, Sheet.CellTyped typed, String reason, boolean stale) {
        refused.put(key, new Refused(typed.text, reason, stale));
        return reason;
    }

    private String staleReason(Metric metric, Period period) {
        return figures.at(metric, period)
                .map(figure -> getTranslation("zone.figure.stale", figure.changedBy(), number(figure.amount())))
                .orElseGet(() -> getTranslation("zone.figure.stale.removed"));
    }
}

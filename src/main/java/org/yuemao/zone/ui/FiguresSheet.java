package org.yuemao.zone.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import java.time.Clock;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.draft.ui.SharedSheet;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.review.ReviewService;
import org.yuemao.zone.ZoneChanged;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZonesChanged;

/**
 * The figures of one zone in a sheet, periods down and metrics across, and the choice of the periods. Each cell is saved by
 * itself when it is left; what cannot be saved stays as it was typed, with the reason at the cell. What others change appears
 * by itself.
 */
class FiguresSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final int OLDEST_OFFERED = 15;

    /** How many years a sheet shows at most, so that it stays one that can be looked over. */
    private static final Map<Length, Integer> MOST_YEARS = Map.of(Length.YEAR, 20, Length.QUARTER, 8, Length.MONTH, 3);

    private final long zoneId;
    private final transient ZoneFigureService service;
    private final transient Clock clock;
    private final transient FiguresRecords records;
    private final transient SheetEntry entry;
    private final Select<Length> length = new Select<>();
    private final Select<Integer> from = new Select<>();
    private final Select<Integer> to = new Select<>();
    private final RecordSheet sheet = new RecordSheet(getTranslation("zone.figures"));
    private final String name;
    private ZoneKind kind;
    private final Div choices = new Div();
    private final SharedSheet shared;
    private final FiguresReview review;
    private boolean writable;
    private boolean arranging;

    FiguresSheet(
            long zoneId,
            String name,
            ZoneKind kind,
            ZoneFigureService service,
            ZoneFigureRows rows,
            EntryService entering,
            LiveUpdates liveUpdates,
            SharedForms forms,
            ReviewService reviews,
            boolean official,
            Clock clock) {
        this.zoneId = zoneId;
        this.name = name;
        this.kind = kind;
        this.service = service;
        this.clock = clock;
        records = new FiguresRecords(zoneId, kind, service, rows, entering, official, getLocale());
        entry = new SheetEntry(sheet, records);
        entry.onPaste(records.pasting(entry, sheet)::paste);
        describeChoices();
        choices.add(length, from, to);
        choices.addClassName("filter-bar");
        Paragraph hint = new Paragraph(getTranslation("zone.figures.hint"));
        hint.addClassName("quiet");
        shared = forms.over(entry, sheet);
        review = new FiguresReview(reviews, official, () -> {
            entry.refresh();
            showReview();
        });
        getContent().add(choices, review, shared, sheet, hint);
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change.equals(new ZoneChanged(zoneId))
                        || change instanceof ZonesChanged many && many.zoneIds().contains(zoneId),
                () -> {
                    entry.refresh();
                    showReview();
                });
    }

    private void showReview() {
        if (from.isEmpty()) {
            return;
        }
        review.show(
                service.figures(zoneId, from.getValue(), to.getValue()).all().stream()
                        .filter(figure -> figure.period().length() == length.getValue())
                        .toList(),
                writable);
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
            records.showKind(other);
            sheet.setColumns(records.columns());
            entry.open();
        }
    }

    void setReadOnly(boolean readOnly) {
        sheet.setReadOnly(readOnly);
        writable = !readOnly;
        showReview();
    }

    void focus() {
        sheet.focus();
    }

    private void layOut() {
        records.showPeriods(length.getValue(), from.getValue(), to.getValue());
        if (sheet.columns().isEmpty()) {
            sheet.setColumns(records.columns());
        }
        entry.reopen();
        shared.begin(subject());
        showReview();
    }

    private DraftSubject subject() {
        String periods = "?length=" + length.getValue() + "&from=" + from.getValue() + "&to=" + to.getValue();
        return DraftSubject.ofSheet(
                "figures-of-" + zoneId, getTranslation("zone.figures.draft", name), "zones/" + zoneId + periods);
    }
}

package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableFunction;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.sheet.ListOrSheet;
import org.yuemao.indicator.GrowthCheck.Verdict;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.Observation;
import org.yuemao.review.ui.ReviewBar;

/** Observations as their sources state them, with the stated change and what follows from the figures side by side. */
class ObservationList extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    // Up to here the page scrolls as one; longer lists scroll by themselves.
    private static final int SHORT = 40;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final SerializableFunction<String, String> indicatorName;
    private final Grid<Reading> grid = new Grid<>();
    private final Span total = new Span();
    private final Div head = new Div();
    private final EmptyState none = new EmptyState(texts.text("empty.title"), texts.text("empty.hint"));
    private final EmptyState noneOfFilter =
            new EmptyState(texts.text("empty.filter.title"), texts.text("empty.filter.hint"));
    private transient Set<Long> contradicting = Set.of();

    /** The consumer is told the observation that a person wants to see. */
    ObservationList(SerializableFunction<String, String> indicatorName, SerializableConsumer<Observation> open) {
        this.indicatorName = indicatorName;
        describeColumns();
        grid.addClassName("observation-grid");
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        GridRows.onOpen(grid, reading -> open.accept(reading.observation()));
        total.addClassName("quiet");
        total.getElement().setAttribute("role", "status");
        head.add(new H2(texts.text("observations")), total);
        head.addClassName("section-head");
        getContent().addClassName("page-section");
        getContent().add(head, grid);
    }

    private void describeColumns() {
        grid.addColumn(LitRenderer.<Reading>of("""
                                <span>${item.name}</span>
                                <div class="narrow-card"><b>${item.figure}</b> · ${item.period}
                                  ${item.stated ? `· ${item.stated}` : ''} <span class="verdict ${item.verdictClass}">${item.verdict}</span></div>""")
                        .withProperty("name", this::name)
                        .withProperty("figure", reading -> texts.figure(reading.data()))
                        .withProperty(
                                "period", reading -> texts.period(reading.data().period()))
                        .withProperty("stated", reading -> texts.stated(reading.data()))
                        .withProperty("verdict", this::verdict)
                        .withProperty("verdictClass", ObservationList::verdictClass))
                .setHeader(texts.text("field.indicatorCode"))
                .setComparator(Comparator.comparing(this::name))
                .setTooltipGenerator(this::name)
                .setWidth("16rem")
                .setFlexGrow(3)
                .setResizable(true);
        grid.addColumn(reading -> texts.period(reading.data().period()))
                .setHeader(texts.text("field.period"))
                .setComparator(Comparator.comparing(reading -> reading.data().period()))
                .setWidth("6rem")
                .setFlexGrow(0);
        grid.addColumn(LitRenderer.<Reading>of(
                                "<span class=${item.contradicts ? 'contradicts' : ''}>${item.figure}${item.contradicts ? html` <span title=${item.why} aria-label=${item.why}>⚠</span>` : ''}</span>")
                        .withProperty("figure", reading -> texts.figure(reading.data()))
                        .withProperty("contradicts", this::contradicts)
                        .withProperty("why", reading -> texts.text("contradicts")))
                .setHeader(texts.text("field.amount"))
                .setComparator(Comparator.comparing(
                        reading -> Objects.requireNonNullElse(reading.data().amount(), BigDecimal.ZERO)))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("12.5rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addColumn(reading -> texts.stated(reading.data()))
                .setHeader(texts.text("stated"))
                .setTooltipGenerator(reading -> texts.stated(reading.data()))
                .setWidth("13rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addColumn(LitRenderer.<Reading>of("<span class=\"verdict ${item.verdictClass}\">${item.verdict}</span>")
                        .withProperty("verdict", this::verdict)
                        .withProperty("verdictClass", ObservationList::verdictClass))
                .setHeader(texts.text("recomputed"))
                .setTooltipGenerator(this::verdict)
                .setWidth("13rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addComponentColumn(
                        reading -> ReviewBar.chip(reading.observation().review().reviewState()))
                .setHeader(texts.text("review"))
                .setComparator(Comparator.comparing(
                        reading -> reading.observation().review().reviewState()))
                .setTooltipGenerator(reading -> reading.observation().review().reviewRemark())
                .setWidth("8rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addColumn(reading -> reading.data().source())
                .setHeader(texts.text("field.source"))
                .setTooltipGenerator(reading -> reading.data().source() + "\n"
                        + texts.text(
                                "entered",
                                reading.observation().changedBy(),
                                Formats.moment(reading.observation().changedAt(), texts.locale())))
                .setWidth("8rem")
                .setFlexGrow(2)
                .setResizable(true);
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().stream().skip(1).forEach(column -> column.setVisible(!narrow)));
    }

    /** Puts the choice of how they are shown beside the title. */
    void offer(ListOrSheet choice) {
        head.add(choice);
    }

    /** Puts a sheet below the list. */
    void offer(ObservationsSheet sheet) {
        getContent().add(sheet);
    }

    /** Shows the list itself or hides it. */
    void showGrid(boolean shown) {
        grid.setVisible(shown);
    }

    /** Shows the observations; whether there are none at all or none of the filter is explained. */
    void show(List<Reading> readings, Set<Long> contradictingIds, boolean nothingAtAll) {
        contradicting = Set.copyOf(contradictingIds);
        grid.setEmptyStateComponent(nothingAtAll ? none : noneOfFilter);
        grid.setItems(readings);
        boolean isShort = readings.size() <= SHORT;
        grid.setAllRowsVisible(isShort && !readings.isEmpty());
        grid.setHeight(isShort ? null : "70vh");
        total.setText(texts.text("observations.total", readings.size()));
    }

    /** The observations that are shown, in their order. */
    Stream<Reading> shown() {
        return GridRows.inShownOrder(grid);
    }

    private String name(Reading reading) {
        return indicatorName.apply(reading.data().indicatorCode());
    }

    private boolean contradicts(Reading reading) {
        return contradicting.contains(reading.observation().id());
    }

    private String verdict(Reading reading) {
        return texts.verdict(reading.data(), reading.growth());
    }

    private static String verdictClass(Reading reading) {
        return reading.growth().verdict() == Verdict.DOES_NOT_FOLLOW
                ? "wrong"
                : reading.growth().verdict() == Verdict.FOLLOWS ? "right" : "unknown";
    }
}

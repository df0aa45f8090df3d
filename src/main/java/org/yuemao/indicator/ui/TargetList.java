package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.indicator.Target;

/** Targets, and how far they have been reached. */
class TargetList extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final SerializableFunction<String, String> indicatorName;
    private final Grid<Target> grid = new Grid<>();

    /** The consumer is told the target that a person wants to change. */
    TargetList(SerializableFunction<String, String> indicatorName, SerializableConsumer<Target> move) {
        this.indicatorName = indicatorName;
        describeColumns();
        grid.addClassName("target-grid");
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(new EmptyState(texts.text("target.empty.title"), texts.text("target.empty.hint")));
        GridRows.onOpen(grid, move);
        getContent().addClassName("page-section");
        getContent().add(new H2(texts.text("targets")), grid);
    }

    private void describeColumns() {
        grid.addColumn(target -> String.valueOf(target.data().year()))
                .setHeader(texts.text("target.year"))
                .setComparator(Comparator.comparing(target -> target.data().year()))
                .setWidth("6rem")
                .setFlexGrow(0);
        Grid.Column<Target> subject = grid.addColumn(LitRenderer.<Target>of("""
                                <span>${item.subject}</span>
                                <div class="narrow-card">${item.year} · <b>${item.share}</b> · ${item.reached} / ${item.amount}</div>""")
                        .withProperty("subject", this::subject)
                        .withProperty(
                                "year", target -> String.valueOf(target.data().year()))
                        .withProperty("share", this::share)
                        .withProperty("reached", target -> texts.number(target.reached()))
                        .withProperty(
                                "amount", target -> texts.number(target.data().amount())))
                .setHeader(texts.text("target.subject"))
                .setComparator(Comparator.comparing(this::subject))
                .setTooltipGenerator(this::subject)
                .setWidth("15rem")
                .setFlexGrow(3)
                .setResizable(true);
        grid.addColumn(target -> texts.amount(target.data().amount(), target.unit()))
                .setHeader(texts.text("target.amount"))
                .setComparator(Comparator.comparing(target -> target.data().amount()))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("9.5rem")
                .setFlexGrow(0);
        grid.addColumn(target -> texts.amount(target.reached(), target.unit()))
                .setHeader(texts.text("target.reached"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("9.5rem")
                .setFlexGrow(0);
        grid.addColumn(LitRenderer.<Target>of("""
                                <div class="share" role="img" aria-label=${item.share}>
                                  <div class="share-bar"><div style="width: ${item.width}%"></div></div><span>${item.share}</span></div>""")
                        .withProperty("share", this::share)
                        .withProperty("width", this::width))
                .setHeader(texts.text("target.share"))
                .setComparator(Comparator.comparing(this::ratio, Comparator.nullsFirst(Comparator.naturalOrder())))
                .setWidth("11rem")
                .setFlexGrow(1);
        grid.addColumn(target ->
                        texts.text("entered", target.changedBy(), Formats.moment(target.changedAt(), texts.locale())))
                .setHeader(texts.text("changed-by"))
                .setComparator(Comparator.comparing(Target::changedAt))
                .setWidth("14.5rem")
                .setFlexGrow(0)
                .setResizable(true);
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().forEach(column -> column.setVisible(!narrow || column == subject)));
    }

    void show(List<Target> targets) {
        grid.setItems(targets);
        grid.setAllRowsVisible(!targets.isEmpty());
    }

    /** The targets that are shown, in their order. */
    Stream<Target> shown() {
        return GridRows.inShownOrder(grid);
    }

    private String subject(Target target) {
        return target.data().programme() != null
                ? texts.text(
                        "target.events",
                        getTranslation("event.programme." + target.data().programme()))
                : indicatorName.apply(String.valueOf(target.data().indicatorCode()));
    }

    private @Nullable BigDecimal ratio(Target target) {
        BigDecimal amount = target.data().amount();
        return target.reached() == null || amount.signum() == 0
                ? null
                : target.reached().divide(amount, 4, RoundingMode.HALF_UP);
    }

    private String share(Target target) {
        BigDecimal ratio = ratio(target);
        return ratio == null ? "–" : Formats.percent(ratio, texts.locale());
    }

    /** How much of the bar is filled, in percent: no more than all of it. */
    private int width(Target target) {
        BigDecimal ratio = ratio(target);
        return ratio == null ? 0 : Math.min(100, ratio.movePointRight(2).intValue());
    }
}

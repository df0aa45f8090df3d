package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFigure;

/** The sums of a year, each with its change on the year before. */
class OverviewTiles extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Map<SummaryFigure, SummaryTile> tiles = new EnumMap<>(SummaryFigure.class);
    private final SerializableConsumer<Counted> counted;
    private List<SummaryFigure> order = List.of();

    /** The consumer is told which rows a number counts that a person chooses. */
    OverviewTiles(SerializableConsumer<Counted> counted) {
        this.counted = counted;
        getContent().addClassName("overview-tiles");
    }

    /** Shows the sums; those that changed are highlighted where the same was shown before. */
    void show(Overview overview, boolean highlight) {
        List<SummaryFigure> shown = Stream.of(SummaryFigure.values())
                .filter(figure -> figure.programme() == null
                        || overview.held().stream().anyMatch(held -> held.programme() == figure.programme()))
                .toList();
        shown.forEach(figure -> tile(figure).show(overview, highlight));
        if (!shown.equals(order)) {
            order = shown;
            getContent().removeAll();
            shown.forEach(figure -> getContent().add(tile(figure)));
        }
    }

    private SummaryTile tile(SummaryFigure figure) {
        return tiles.computeIfAbsent(figure, which -> new SummaryTile(which, counted));
    }
}

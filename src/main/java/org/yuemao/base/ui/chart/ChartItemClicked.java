package org.yuemao.base.ui.chart;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;

/** A person chose one bar, slice, point or tile. */
@DomEvent("item-clicked")
public class ChartItemClicked extends ComponentEvent<Chart> {
    private static final long serialVersionUID = 1L;

    private final String seriesId;
    private final String itemId;

    public ChartItemClicked(
            Chart source,
            boolean fromClient,
            @EventData("event.detail.series") String seriesId,
            @EventData("event.detail.item") String itemId) {
        super(source, fromClient);
        this.seriesId = seriesId;
        this.itemId = itemId;
    }

    public String seriesId() {
        return seriesId;
    }

    public String itemId() {
        return itemId;
    }
}

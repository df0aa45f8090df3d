package org.yuemao.base.ui.chart;

import com.vaadin.flow.component.ComponentEvent;

/** A person chose one bar, slice, point or tile. */
public class ChartItemClicked extends ComponentEvent<Chart> {
    private static final long serialVersionUID = 1L;

    private final String seriesId;
    private final String itemId;

    public ChartItemClicked(Chart source, boolean fromClient, String seriesId, String itemId) {
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

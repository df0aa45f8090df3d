package org.yuemao.review.ui;

import com.vaadin.flow.component.html.Span;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.review.ReviewLists;
import org.yuemao.review.ReviewsMoved;

/** How many records wait for the person, beside the way to them; follows what others do. */
public class AwaitingBadge extends Span {
    private static final long serialVersionUID = 1L;

    private final transient ReviewLists lists;

    public AwaitingBadge(ReviewLists lists, LiveUpdates liveUpdates) {
        this.lists = lists;
        addClassName("awaiting-badge");
        LiveRefresh.follow(this, liveUpdates, change -> change instanceof ReviewsMoved, this::refresh);
        refresh();
    }

    private void refresh() {
        int awaiting = lists.awaiting();
        setVisible(awaiting > 0);
        setText(awaiting > 999 ? "999+" : Integer.toString(awaiting));
        getElement().setAttribute("aria-label", getTranslation("review.awaiting", awaiting));
    }
}

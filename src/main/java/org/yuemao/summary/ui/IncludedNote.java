package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.yuemao.summary.Included;
import org.yuemao.summary.Overview;

/** Says that rows which are not approved yet are counted, or how many events are not counted for that, with a way to count them. */
class IncludedNote extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Span included = new Span();
    private final Anchor leftOut = new Anchor();

    IncludedNote() {
        included.addClassName("included-badge");
        leftOut.addClassName("included-left-out");
        leftOut.getElement().setAttribute("router-link", true);
        getContent().addClassName("included-note");
        getContent().getElement().setAttribute("role", "status");
        getContent().add(included, leftOut);
    }

    /**
     * Says it of an overview.
     *
     * @param addressOfAll that of the same with all rows; nothing where the person may not have them counted
     */
    void show(Overview overview, @Nullable String addressOfAll) {
        boolean all = overview.filter().included() == Included.ALL;
        long events = overview.notApproved();
        included.setVisible(all);
        leftOut.setVisible(!all && events > 0);
        setVisible(all || events > 0);
        if (all) {
            included.setText(getTranslation("summary.not-approved.included", events));
        } else if (events > 0) {
            if (addressOfAll == null) {
                leftOut.setText(getTranslation("summary.not-approved.not-counted", events));
                leftOut.removeHref();
            } else {
                leftOut.setText(getTranslation("summary.not-approved.left-out", events));
                leftOut.setHref(addressOfAll);
            }
        }
    }
}

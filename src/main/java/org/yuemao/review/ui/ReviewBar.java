package org.yuemao.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Objects;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.review.ReviewStep;

/** Where a record stands in its review, what was said about it last, and the steps that the person may take with it. */
@StyleSheet("review.css")
public class ReviewBar extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    /** Takes a step; the words say why, where the step asks for that. */
    public interface Taking extends java.io.Serializable {
        void take(ReviewStep step, String why);
    }

    private final Taking taking;

    public ReviewBar(Taking taking) {
        this.taking = taking;
        getContent().addClassName("review-bar");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("review.title"));
    }

    /**
     * Shows the review of a record.
     *
     * @param mayWrite whether the person writes records of its office
     */
    public void show(Review review, boolean mayWrite, boolean official) {
        getContent().removeAll();
        getContent().add(chip(review.reviewState()));
        String remark = review.reviewRemark();
        if (remark != null) {
            Span said = new Span(remark);
            said.addClassName("review-remark");
            getContent().add(said);
        }
        if (!mayWrite) {
            return;
        }
        for (ReviewStep step : ReviewStep.values()) {
            if (step.isOpenTo(official, review.reviewState())) {
                getContent().add(button(step));
            }
        }
    }

    private Button button(ReviewStep step) {
        Button button = new Button(ReviewSteps.nameOf(step) + (step.saysWhy() ? "…" : ""));
        button.addClickListener(clicked -> {
            if (step.saysWhy()) {
                ReviewSteps.askWhy(step, 1, why -> taking.take(step, why));
            } else {
                taking.take(step, "");
            }
        });
        return button;
    }

    /** The state by name, icon and colour. */
    public static Span chip(ReviewState state) {
        Icon icon = iconOf(state).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Span chip = new Span(icon, new Span(nameOf(state)));
        chip.addClassName("review-chip");
        chip.getElement().setAttribute("data-review", state.name());
        return chip;
    }

    /** The state by name. */
    public static String nameOf(ReviewState state) {
        return com.vaadin.flow.i18n.I18NProvider.translate("base.review." + state);
    }

    /** The name of the icon by which a state is known. */
    public static String iconName(ReviewState state) {
        return Objects.requireNonNull(iconOf(state).create().getElement().getAttribute("icon"));
    }

    static VaadinIcon iconOf(ReviewState state) {
        return switch (state) {
            case DRAFT -> VaadinIcon.PENCIL;
            case SUBMITTED -> VaadinIcon.PAPERPLANE_O;
            case RETURNED -> VaadinIcon.REPLY;
            case APPROVED -> VaadinIcon.CHECK;
        };
    }
}

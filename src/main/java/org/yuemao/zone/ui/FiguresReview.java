package org.yuemao.zone.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yuemao.base.ReviewState;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewService;
import org.yuemao.review.ReviewStep;
import org.yuemao.review.ui.ReviewBar;
import org.yuemao.review.ui.ReviewSteps;
import org.yuemao.zone.ZoneFigure;

/** How many of the figures that are shown stand where in their review, and the steps that the person may take with them. */
@StyleSheet("review.css")
class FiguresReview extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient ReviewService reviews;
    private final boolean official;
    private final transient Runnable done;

    FiguresReview(ReviewService reviews, boolean official, Runnable done) {
        this.reviews = reviews;
        this.official = official;
        this.done = done;
        getContent().addClassName("review-bar");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("zone.figures.review"));
    }

    /** Shows where these figures stand; the steps where the person writes figures of the zone. */
    void show(List<ZoneFigure> figures, boolean mayWrite) {
        getContent().removeAll();
        setVisible(!figures.isEmpty());
        Map<ReviewState, List<ZoneFigure>> byState = figures.stream()
                .collect(Collectors.groupingBy(
                        figure -> figure.review().reviewState(),
                        () -> new EnumMap<>(ReviewState.class),
                        Collectors.toList()));
        byState.forEach((state, some) -> {
            Span chip = ReviewBar.chip(state);
            chip.add(new Span(Integer.toString(some.size())));
            getContent().add(chip);
        });
        byState.values().stream()
                .flatMap(List::stream)
                .filter(figure -> figure.review().reviewState() != ReviewState.SUBMITTED)
                .map(figure -> figure.review().reviewRemark())
                .filter(remark -> remark != null)
                .distinct()
                .limit(2)
                .forEach(remark -> {
                    Span said = new Span(remark);
                    said.addClassName("review-remark");
                    getContent().add(said);
                });
        if (mayWrite) {
            for (ReviewStep step : ReviewStep.values()) {
                offer(step, figures);
            }
        }
    }

    private void offer(ReviewStep step, List<ZoneFigure> figures) {
        Map<Long, Long> versions = new LinkedHashMap<>();
        figures.stream()
                .filter(figure -> step.isOpenTo(official, figure.review().reviewState()))
                .forEach(figure -> versions.put(figure.id(), figure.version()));
        if (!versions.isEmpty()) {
            Button button = new Button(
                    getTranslation("zone.figures.review.step", ReviewSteps.nameOf(step), versions.size())
                            + (step.saysWhy() ? "…" : ""),
                    clicked -> ReviewSteps.take(reviews, step, ReviewKind.ZONE_FIGURE, versions, done));
            getContent().add(button);
        }
    }
}

package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.yuemao.base.ui.Formats;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.Contradictions;
import org.yuemao.indicator.GrowthCheck;
import org.yuemao.indicator.GrowthCheck.Verdict;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;

/**
 * What a person should look at among the observations: stated rates that do not follow from the figures, and observations
 * that contradict each other, side by side.
 */
class Findings extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final SerializableConsumer<Observation> open;
    private final Div cards = new Div();

    /** The consumer is told the observation that a person wants to see. */
    Findings(SerializableConsumer<Observation> open) {
        this.open = open;
        cards.addClassName("finding-cards");
        getContent().addClassName("findings");
        getContent().add(new H2(texts.text("findings")), cards);
    }

    /** Shows what is to be looked at, and nothing at all where all is well. */
    void show(
            List<Reading> readings,
            List<Contradictions.Pair<Reading>> contradictions,
            Function<String, String> indicatorName) {
        cards.removeAll();
        readings.stream()
                .filter(reading -> reading.growth().verdict() == Verdict.DOES_NOT_FOLLOW)
                .forEach(reading -> cards.add(wrongRate(reading, indicatorName)));
        contradictions.forEach(pair -> cards.add(contradiction(pair, indicatorName)));
        setVisible(cards.getChildren().findAny().isPresent());
    }

    private Component wrongRate(Reading reading, Function<String, String> indicatorName) {
        ObservationData data = reading.data();
        BigDecimal right = Objects.requireNonNull(reading.growth().recomputedPercent());
        ChangeBasis basis = Objects.requireNonNull(data.changeBasis());
        int baseYear = GrowthCheck.baseYear(data);
        return card(
                indicatorName.apply(data.indicatorCode()),
                texts.text("finding.rate", texts.period(data.period())),
                side(texts.text("finding.stated"), texts.stated(data), reading.observation()),
                side(texts.text("finding.follows"), texts.change(right, basis, baseYear), null),
                texts.text(
                        "finding.rate.explanation",
                        texts.figure(data),
                        texts.period(data.period()),
                        texts.period(data.period().inYear(baseYear))));
    }

    private Component contradiction(Contradictions.Pair<Reading> pair, Function<String, String> indicatorName) {
        ObservationData one = pair.one().data();
        ObservationData other = pair.other().data();
        Integer factor = pair.factor();
        return card(
                indicatorName.apply(one.indicatorCode()),
                texts.text("finding.contradiction", texts.period(one.period())),
                side(texts.text("finding.one"), texts.figure(one), pair.one().observation()),
                side(
                        texts.text("finding.other"),
                        texts.figure(other),
                        pair.other().observation()),
                factor == null
                        ? texts.text("finding.contradiction.explanation")
                        : texts.text("finding.contradiction.factor", factor));
    }

    private static Div card(String indicator, String kind, Component left, Component right, String explanation) {
        Span what = new Span(kind);
        what.addClassName("finding-kind");
        Div sides = new Div(left, right);
        sides.addClassName("finding-sides");
        Div card = new Div(what, new H3(indicator), sides, new Paragraph(explanation));
        card.addClassName("finding");
        return card;
    }

    private Div side(String label, String figure, @org.jspecify.annotations.Nullable Observation observation) {
        Span heading = new Span(label);
        heading.addClassName("finding-label");
        Span number = new Span(figure);
        number.addClassName("finding-figure");
        Div side = new Div(heading, number);
        if (observation != null) {
            Span source = new Span(observation.data().source());
            Span who = new Span(texts.text(
                    "entered", observation.createdBy(), Formats.moment(observation.createdAt(), texts.locale())));
            source.addClassName("quiet");
            who.addClassName("quiet");
            Button look = new Button(texts.text("finding.open"), clicked -> open.accept(observation));
            look.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            look.setAriaLabel(texts.text("finding.open") + ": " + figure);
            side.add(source, who, look);
        }
        return side;
    }
}

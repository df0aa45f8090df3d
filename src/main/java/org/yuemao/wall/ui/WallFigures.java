package org.yuemao.wall.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.yuemao.base.ui.Formats;
import org.yuemao.summary.Overview;

/** The key figures of a year in large type, each with its change on the year before. */
class WallFigures extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    WallFigures() {
        getContent().addClassName("wall-figures");
    }

    void show(Overview overview) {
        int before = overview.filter().year() - 1;
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        overview.held()
                .forEach(held -> figure(
                        "held." + held.programme(),
                        BigDecimal.valueOf(held.held()),
                        BigDecimal.valueOf(held.heldBefore()),
                        before,
                        this::count));
        figure("businesses", number(now.businesses()), number(then.businesses()), before, this::count);
        figure("participations", number(now.participations()), number(then.participations()), before, this::count);
        figure("signed", now.signedDeals(), then.signedDeals(), before, one -> Formats.shortMoney(one, getLocale()));
        figure("space", now.netSpace(), then.netSpace(), before, one -> Formats.shortNumber(one, getLocale()));
    }

    private static BigDecimal number(long number) {
        return BigDecimal.valueOf(number);
    }

    private String count(BigDecimal number) {
        return Formats.decimal(number, 0, getLocale());
    }

    private void figure(String name, BigDecimal now, BigDecimal then, int before, Function<BigDecimal, String> format) {
        figures.computeIfAbsent(name, key -> {
                    Figure figure = new Figure(getTranslation("summary.tile." + key));
                    getContent().add(figure);
                    return figure;
                })
                .show(format.apply(now), change(now, then, before, format.apply(then)));
    }

    private String change(BigDecimal now, BigDecimal then, int before, String thenText) {
        Locale locale = getLocale();
        String year = String.valueOf(before);
        if (then.signum() == 0) {
            return getTranslation("summary.change.none", year);
        }
        int direction = now.compareTo(then);
        String arrow = direction > 0 ? "▲ " : direction < 0 ? "▼ " : "= ";
        BigDecimal rate = now.subtract(then).divide(then, 6, RoundingMode.HALF_UP);
        return arrow + getTranslation("summary.change", Formats.change(rate, locale), year, thenText);
    }

    private static final class Figure extends Composite<Div> {
        private static final long serialVersionUID = 1L;

        private final Span amount = new Span();
        private final Span change = new Span();

        Figure(String name) {
            Span label = new Span(name);
            label.addClassName("wall-figure-name");
            amount.addClassName("wall-figure-amount");
            change.addClassName("wall-figure-change");
            getContent().addClassName("wall-figure");
            getContent().add(label, amount, change);
        }

        void show(String text, String changed) {
            amount.setText(text);
            change.setText(changed);
        }
    }
}

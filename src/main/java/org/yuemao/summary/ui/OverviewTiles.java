package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Formats;
import org.yuemao.event.Programme;
import org.yuemao.summary.Measure;
import org.yuemao.summary.Overview;

/** The sums of a year, each with its change on the year before. */
class OverviewTiles extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final Map<String, Tile> tiles = new LinkedHashMap<>();

    private List<String> order = List.of();

    private final SerializableConsumer<Measure> measureChosen;
    private final SerializableConsumer<Programme> programmeChosen;

    /** The consumers are told which number a person wants to see the rows of; of the events held, of which programme. */
    OverviewTiles(SerializableConsumer<Measure> measureChosen, SerializableConsumer<Programme> programmeChosen) {
        this.measureChosen = measureChosen;
        this.programmeChosen = programmeChosen;
        getContent().addClassName("overview-tiles");
    }

    /** Shows the sums; those that changed are highlighted where the same was shown before. */
    void show(Overview overview, boolean highlight) {
        int before = overview.filter().year() - 1;
        Map<String, Tile> shown = new LinkedHashMap<>();
        overview.held()
                .forEach(held -> shown.put(
                        "held." + held.programme(),
                        tile("held." + held.programme()).held(held, before, highlight)));
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        count(shown, "businesses", now.businesses(), then.businesses(), before, highlight);
        count(shown, "participations", now.participations(), then.participations(), before, highlight);
        money(shown, "intended", now.intendedDeals(), then.intendedDeals(), before, highlight);
        money(shown, "signed", now.signedDeals(), then.signedDeals(), before, highlight);
        shown.put(
                "space",
                tile("space")
                        .show(
                                Formats.shortNumber(now.netSpace(), getLocale()),
                                Formats.area(now.netSpace(), getLocale()),
                                highlight)
                        .compare(
                                now.netSpace(),
                                then.netSpace(),
                                before,
                                Formats.shortNumber(then.netSpace(), getLocale())));
        if (!List.copyOf(shown.keySet()).equals(order)) {
            order = List.copyOf(shown.keySet());
            getContent().removeAll();
            shown.values().forEach(tile -> getContent().add(tile));
        }
    }

    private Tile tile(String name) {
        return tiles.computeIfAbsent(name, key -> new Tile(getTranslation("summary.tile." + key), () -> chosen(key)));
    }

    private void chosen(String name) {
        switch (name) {
            case "businesses" -> measureChosen.accept(Measure.BUSINESSES);
            case "participations" -> measureChosen.accept(Measure.PARTICIPATIONS);
            case "intended" -> measureChosen.accept(Measure.INTENDED_DEALS);
            case "signed" -> measureChosen.accept(Measure.SIGNED_DEALS);
            case "space" -> measureChosen.accept(Measure.NET_SPACE);
            default -> programmeChosen.accept(Programme.valueOf(name.substring("held.".length())));
        }
    }

    private void count(Map<String, Tile> shown, String name, long now, long then, int before, boolean highlight) {
        String text = Formats.decimal(BigDecimal.valueOf(now), 0, getLocale());
        shown.put(
                name,
                tile(name)
                        .show(text, text, highlight)
                        .compare(
                                BigDecimal.valueOf(now),
                                BigDecimal.valueOf(then),
                                before,
                                Formats.decimal(BigDecimal.valueOf(then), 0, getLocale())));
    }

    private void money(
            Map<String, Tile> shown, String name, BigDecimal now, BigDecimal then, int before, boolean highlight) {
        shown.put(
                name,
                tile(name)
                        .show(Formats.shortMoney(now, getLocale()), Formats.money(now, getLocale()), highlight)
                        .compare(now, then, before, Formats.shortMoney(then, getLocale())));
    }

    /** One number with its name, its target where there is one, and its change. */
    private static final class Tile extends Composite<Div> {
        private static final long serialVersionUID = 1L;

        private final NativeButton figure = new NativeButton();
        private final Span target = new Span();
        private final ProgressBar progress = new ProgressBar();
        private final Span change = new Span();
        private String full = "";
        private boolean again;

        Tile(String name, SerializableRunnable chosen) {
            Span label = new Span(name);
            label.addClassName("tile-name");
            figure.addClassName("tile-figure");
            figure.addClickListener(clicked -> chosen.run());
            target.addClassName("tile-target");
            change.addClassName("tile-change");
            progress.getElement().setAttribute("aria-label", getTranslation("summary.target"));
            target.setVisible(false);
            progress.setVisible(false);
            getContent().addClassName("tile");
            getContent().getElement().setAttribute("role", "group");
            getContent().getElement().setAttribute("aria-label", name);
            getContent().add(label, figure, target, progress, change);
        }

        Tile show(String text, String exact, boolean highlight) {
            boolean changed = !exact.equals(full);
            full = exact;
            figure.setText(text);
            figure.setTitle(exact);
            figure.setAriaLabel(getTranslation("summary.tile.rows", exact));
            if (changed && highlight) {
                getContent().addClassName("changed");
                // Another name of the same animation, so that it starts anew with each change.
                again = !again;
                getContent().getElement().setAttribute("data-changed", again ? "again" : "");
            }
            return this;
        }

        Tile held(Overview.Held held, int before, boolean highlight) {
            String text = Formats.decimal(BigDecimal.valueOf(held.held()), 0, getLocale());
            show(text, text, highlight);
            BigDecimal goal = held.target();
            boolean aimed = goal != null && goal.signum() > 0;
            target.setVisible(true);
            progress.setVisible(aimed);
            if (aimed) {
                BigDecimal share =
                        BigDecimal.valueOf(held.held()).divide(Objects.requireNonNull(goal), 4, RoundingMode.HALF_UP);
                target.setText(getTranslation(
                        "summary.of-target",
                        Formats.decimal(goal, 0, getLocale()),
                        Formats.percent(share, getLocale())));
                progress.setValue(Math.min(1, share.doubleValue()));
            } else {
                target.setText(getTranslation("summary.no-target"));
            }
            if (held.planned() > 0) {
                target.setText(target.getText() + " · " + getTranslation("summary.planned", held.planned()));
            }
            return compare(
                    BigDecimal.valueOf(held.held()),
                    BigDecimal.valueOf(held.heldBefore()),
                    before,
                    Formats.decimal(BigDecimal.valueOf(held.heldBefore()), 0, getLocale()));
        }

        /** Says by how much the number changed; a change from nought has no rate. */
        Tile compare(BigDecimal now, BigDecimal then, int before, String thenText) {
            int direction = now.compareTo(then);
            @Nullable
            BigDecimal rate = then.signum() == 0 ? null : now.subtract(then).divide(then, 6, RoundingMode.HALF_UP);
            String arrow = direction > 0 ? "▲ " : direction < 0 ? "▼ " : "= ";
            change.setText(
                    rate == null
                            ? getTranslation("summary.change.none", String.valueOf(before))
                            : arrow
                                    + getTranslation(
                                            "summary.change",
                                            Formats.change(rate, getLocale()),
                                            String.valueOf(before),
                                            thenText));
            change.getElement()
                    .setAttribute(
                            "data-direction",
                            rate == null ? "none" : direction > 0 ? "up" : direction < 0 ? "down" : "same");
            return this;
        }
    }
}

package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.function.SerializableConsumer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Formats;
import org.yuemao.event.Programme;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Overview;
import org.yuemao.summary.SummaryFigure;
import org.yuemao.summary.SummaryFilter;

/**
 * One key figure of a summary with its name, its target where there is one, and its change on the year before; and the rows
 * that it counts, where they are asked for.
 */
public class SummaryTile extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final SummaryFigure which;
    private final @Nullable SerializableConsumer<Counted> rows;
    private final Span label = new Span();
    private final HtmlContainer figure;
    private final Span target = new Span();
    private final ProgressBar progress = new ProgressBar();
    private final Span change = new Span();
    private transient @Nullable SummaryFilter filter;
    private String full = "";
    private boolean again;

    /**
     * Makes one that shows nothing yet.
     *
     * @param rows told which rows the figure counts when a person chooses it; null where it leads nowhere
     */
    public SummaryTile(SummaryFigure which, @Nullable SerializableConsumer<Counted> rows) {
        this.which = which;
        this.rows = rows;
        figure = rows == null ? new Span() : button(rows);
        figure.addClassName("tile-figure");
        label.addClassName("tile-name");
        target.addClassName("tile-target");
        change.addClassName("tile-change");
        progress.getElement().setAttribute("aria-label", getTranslation("summary.target"));
        target.setVisible(false);
        progress.setVisible(false);
        getContent().addClassName("tile");
        getContent().getElement().setAttribute("role", "group");
        getContent().add(label, figure, target, progress, change);
        setTitle(getTranslation(which.titleKey()));
    }

    private NativeButton button(SerializableConsumer<Counted> told) {
        NativeButton button = new NativeButton();
        button.addClickListener(clicked -> {
            if (filter != null) {
                told.accept(which.counted(filter));
            }
        });
        return button;
    }

    /** Gives it another name. */
    public final void setTitle(String title) {
        label.setText(title);
        getContent().getElement().setAttribute("aria-label", title);
    }

    /** Shows the figure; if it changed, it is highlighted where that is wanted, since the same was shown before. */
    public void show(Overview overview, boolean highlight) {
        filter = overview.filter();
        int before = overview.filter().year() - 1;
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        switch (which) {
            case HELD_GTW, HELD_GTN -> held(held(overview), before, highlight);
            case BUSINESSES -> count(now.businesses(), then.businesses(), before, highlight);
            case PARTICIPATIONS -> count(now.participations(), then.participations(), before, highlight);
            case INTENDED_DEALS -> money(now.intendedDeals(), then.intendedDeals(), before, highlight);
            case SIGNED_DEALS -> money(now.signedDeals(), then.signedDeals(), before, highlight);
            case NET_SPACE ->
                show(
                                Formats.shortNumber(now.netSpace(), getLocale()),
                                Formats.area(now.netSpace(), getLocale()),
                                highlight)
                        .compare(
                                now.netSpace(),
                                then.netSpace(),
                                before,
                                Formats.shortNumber(then.netSpace(), getLocale()));
        }
    }

    /** Where the filter leaves the programme out, none of its events is counted. */
    private Overview.Held held(Overview overview) {
        Programme programme = Objects.requireNonNull(which.programme());
        return overview.held().stream()
                .filter(one -> one.programme() == programme)
                .findFirst()
                .orElseGet(() -> new Overview.Held(programme, 0, 0, 0, null));
    }

    private void count(long now, long then, int before, boolean highlight) {
        String text = Formats.decimal(BigDecimal.valueOf(now), 0, getLocale());
        show(text, text, highlight)
                .compare(
                        BigDecimal.valueOf(now),
                        BigDecimal.valueOf(then),
                        before,
                        Formats.decimal(BigDecimal.valueOf(then), 0, getLocale()));
    }

    private void money(BigDecimal now, BigDecimal then, int before, boolean highlight) {
        show(Formats.shortMoney(now, getLocale()), Formats.money(now, getLocale()), highlight)
                .compare(now, then, before, Formats.shortMoney(then, getLocale()));
    }

    private SummaryTile show(String text, String exact, boolean highlight) {
        boolean changed = !exact.equals(full);
        full = exact;
        figure.setText(text);
        figure.getElement().setAttribute("title", exact);
        if (rows != null) {
            figure.getElement().setAttribute("aria-label", getTranslation("summary.tile.rows", exact));
        }
        if (changed && highlight) {
            getContent().addClassName("changed");
            // Another name of the same animation, so that it starts anew with each change.
            again = !again;
            getContent().getElement().setAttribute("data-changed", again ? "again" : "");
        }
        return this;
    }

    private SummaryTile held(Overview.Held held, int before, boolean highlight) {
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
                    "summary.of-target", Formats.decimal(goal, 0, getLocale()), Formats.percent(share, getLocale())));
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
    private SummaryTile compare(BigDecimal now, BigDecimal then, int before, String thenText) {
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

package org.yuemao.summary.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.function.SerializableConsumer;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
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
    private @Nullable Aim aim;
    private final Span change = new Span();
    private transient @Nullable SummaryFilter filter;
    private transient @Nullable Said shown;
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
        change.addClassName("tile-change");
        getContent().addClassName("tile");
        getContent().getElement().setAttribute("role", "group");
        getContent().add(label, figure, change);
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
        Said said = OncePerOverview.of(overview, new Figure(which, getLocale()), () -> say(overview));
        if (said.equals(shown)) {
            return;
        }
        boolean changed = shown == null || !said.exact().equals(shown.exact());
        shown = said;
        figure.setText(said.text());
        figure.getElement().setAttribute("title", said.exact());
        if (rows != null) {
            figure.getElement().setAttribute("aria-label", getTranslation("summary.tile.rows", said.exact()));
        }
        if (said.target() != null) {
            aim().show(said.target(), said.progress());
        }
        change.setText(said.change());
        change.getElement().setAttribute("data-direction", said.direction());
        if (changed && highlight) {
            getContent().addClassName("changed");
            // Another name of the same animation, so that it starts anew with each change.
            again = !again;
            getContent().getElement().setAttribute("data-changed", again ? "again" : "");
        }
    }

    /** Only two figures have one, and there are hundreds of windows. */
    private Aim aim() {
        Aim shownNow = aim;
        if (shownNow == null) {
            shownNow = new Aim();
            shownNow.progress.getElement().setAttribute("aria-label", getTranslation("summary.target"));
            getContent().addComponentAtIndex(2, shownNow.text);
            getContent().addComponentAtIndex(3, shownNow.progress);
            aim = shownNow;
        }
        return shownNow;
    }

    /** What should be reached, and how much of it is. */
    private static final class Aim implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Span text = new Span();
        private final ProgressBar progress = new ProgressBar();

        Aim() {
            text.addClassName("tile-target");
        }

        void show(String target, @Nullable Double done) {
            text.setText(target);
            progress.setVisible(done != null);
            progress.setValue(Objects.requireNonNullElse(done, 0.0));
        }
    }

    private Said say(Overview overview) {
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        int before = overview.filter().year() - 1;
        return switch (which) {
            case HELD_GTW, HELD_GTN -> held(held(overview), before);
            case BUSINESSES -> count(now.businesses(), then.businesses(), before);
            case PARTICIPATIONS -> count(now.participations(), then.participations(), before);
            case INTENDED_DEALS -> money(now.intendedDeals(), then.intendedDeals(), before);
            case SIGNED_DEALS -> money(now.signedDeals(), then.signedDeals(), before);
            case NET_SPACE ->
                said(
                        Formats.shortNumber(now.netSpace(), getLocale()),
                        Formats.area(now.netSpace(), getLocale()),
                        now.netSpace(),
                        then.netSpace(),
                        before,
                        Formats.shortNumber(then.netSpace(), getLocale()));
        };
    }

    /** Where the filter leaves the programme out, none of its events is counted. */
    private Overview.Held held(Overview overview) {
        Programme programme = Objects.requireNonNull(which.programme());
        return overview.held().stream()
                .filter(one -> one.programme() == programme)
                .findFirst()
                .orElseGet(() -> new Overview.Held(programme, 0, 0, 0, null));
    }

    private Said count(long now, long then, int before) {
        String text = Formats.decimal(BigDecimal.valueOf(now), 0, getLocale());
        return said(
                text,
                text,
                BigDecimal.valueOf(now),
                BigDecimal.valueOf(then),
                before,
                Formats.decimal(BigDecimal.valueOf(then), 0, getLocale()));
    }

    private Said money(BigDecimal now, BigDecimal then, int before) {
        return said(
                Formats.shortMoney(now, getLocale()),
                Formats.money(now, getLocale()),
                now,
                then,
                before,
                Formats.shortMoney(then, getLocale()));
    }

    private Said held(Overview.Held held, int before) {
        Said said = count(held.held(), held.heldBefore(), before);
        BigDecimal goal = held.target();
        boolean aimed = goal != null && goal.signum() > 0;
        String aim = getTranslation("summary.no-target");
        Double done = null;
        if (aimed) {
            BigDecimal share =
                    BigDecimal.valueOf(held.held()).divide(Objects.requireNonNull(goal), 4, RoundingMode.HALF_UP);
            aim = getTranslation(
                    "summary.of-target", Formats.decimal(goal, 0, getLocale()), Formats.percent(share, getLocale()));
            done = Math.min(1, share.doubleValue());
        }
        if (held.planned() > 0) {
            aim += " · " + getTranslation("summary.planned", held.planned());
        }
        return new Said(said.text(), said.exact(), aim, done, said.change(), said.direction());
    }

    /** Says a number and by how much it changed; a change from nought has no rate. */
    private Said said(String text, String exact, BigDecimal now, BigDecimal then, int before, String thenText) {
        int direction = now.compareTo(then);
        if (then.signum() == 0) {
            return new Said(
                    text, exact, null, null, getTranslation("summary.change.none", String.valueOf(before)), "none");
        }
        BigDecimal rate = now.subtract(then).divide(then, 6, RoundingMode.HALF_UP);
        String arrow = direction > 0 ? "▲ " : direction < 0 ? "▼ " : "= ";
        return new Said(
                text,
                exact,
                null,
                null,
                arrow
                        + getTranslation(
                                "summary.change", Formats.change(rate, getLocale()), String.valueOf(before), thenText),
                direction > 0 ? "up" : direction < 0 ? "down" : "same");
    }

    private record Figure(SummaryFigure which, Locale language) {}

    /** What a tile says of its figure. */
    private record Said(
            String text,
            String exact,
            @Nullable String target,
            @Nullable Double progress,
            String change,
            String direction) {}
}

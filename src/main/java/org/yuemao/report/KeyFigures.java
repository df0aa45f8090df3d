package org.yuemao.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Formats;
import org.yuemao.summary.Overview;

/** The sums of a year as a report shows them, each with its change on the year before. */
@Component
class KeyFigures {
    private final Wording wording;

    KeyFigures(Wording wording) {
        this.wording = wording;
    }

    List<KeyFigure> of(Overview overview, Locale language) {
        int before = overview.filter().year() - 1;
        List<KeyFigure> all = new ArrayList<>();
        overview.held().forEach(held -> all.add(held(held, before, language)));
        Overview.Figures now = overview.figures();
        Overview.Figures then = overview.previous();
        all.add(count("businesses", now.businesses(), then.businesses(), before, language));
        all.add(count("participations", now.participations(), then.participations(), before, language));
        all.add(money("intended", now.intendedDeals(), then.intendedDeals(), before, language));
        all.add(money("signed", now.signedDeals(), then.signedDeals(), before, language));
        all.add(new KeyFigure(
                "space",
                name("space", language),
                now.netSpace(),
                Formats.shortNumber(now.netSpace(), language),
                Formats.area(now.netSpace(), language),
                change(
                        now.netSpace(),
                        then.netSpace(),
                        before,
                        Formats.shortNumber(then.netSpace(), language),
                        language)));
        return all;
    }

    private KeyFigure held(Overview.Held held, int before, Locale language) {
        BigDecimal goal = held.target();
        String aim = goal == null || goal.signum() <= 0
                ? wording.of("summary.no-target", language)
                : wording.of(
                        "summary.of-target",
                        language,
                        Formats.decimal(goal, 0, language),
                        Formats.percent(
                                BigDecimal.valueOf(held.held()).divide(goal, 4, RoundingMode.HALF_UP), language));
        BigDecimal now = BigDecimal.valueOf(held.held());
        BigDecimal then = BigDecimal.valueOf(held.heldBefore());
        String text = Formats.integer(held.held(), language);
        return new KeyFigure(
                "held." + held.programme(),
                name("held." + held.programme(), language),
                now,
                text,
                text,
                aim + "\n" + change(now, then, before, Formats.integer(held.heldBefore(), language), language));
    }

    private KeyFigure count(String id, long now, long then, int before, Locale language) {
        String text = Formats.integer(now, language);
        return new KeyFigure(
                id,
                name(id, language),
                BigDecimal.valueOf(now),
                text,
                text,
                change(
                        BigDecimal.valueOf(now),
                        BigDecimal.valueOf(then),
                        before,
                        Formats.integer(then, language),
                        language));
    }

    private KeyFigure money(String id, BigDecimal now, BigDecimal then, int before, Locale language) {
        return new KeyFigure(
                id,
                name(id, language),
                now,
                Formats.shortMoney(now, language),
                Formats.money(now, language),
                change(now, then, before, Formats.shortMoney(then, language), language));
    }

    private String name(String id, Locale language) {
        return wording.of("summary.tile." + id, language);
    }

    /** By how much a number has changed; a change from nought has no rate. */
    private String change(BigDecimal now, BigDecimal then, int before, String thenText, Locale language) {
        if (then.signum() == 0) {
            return wording.of("summary.change.none", language, String.valueOf(before));
        }
        int direction = now.compareTo(then);
        return (direction > 0 ? "▲ " : direction < 0 ? "▼ " : "= ")
                + wording.of(
                        "summary.change",
                        language,
                        Formats.change(now.subtract(then).divide(then, 6, RoundingMode.HALF_UP), language),
                        String.valueOf(before),
                        thenText);
    }
}

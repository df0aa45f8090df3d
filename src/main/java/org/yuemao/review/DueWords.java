package org.yuemao.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Formats;

/** What an office owes, in a sentence. */
@Component
public class DueWords {
    private final Wording wording;
    private final Clock clock;

    DueWords(Wording wording, Clock clock) {
        this.wording = wording;
        this.clock = clock;
    }

    /** Such as “3 events of October 2026 are not submitted; due on 10 November 2026”. */
    public String of(Due due, Locale locale) {
        Reported reported = due.reported();
        String period = Formats.period(due.period(), locale);
        List<String> said = new ArrayList<>();
        int open = reported.draft() + reported.returned();
        if (open > 0) {
            said.add(wording.of("review.due.open." + due.kind(), locale, open, period));
        }
        if (reported.missing() > 0 && !reported.nothing()) {
            said.add(wording.of("review.due.missing." + due.kind(), locale, reported.missing(), period));
        }
        boolean over = LocalDate.now(clock).isAfter(due.dueOn());
        return wording.of(
                over ? "review.due.over" : "review.due.by",
                locale,
                String.join(Formats.chinese(locale) ? "，" : ", ", said),
                Formats.date(due.dueOn(), locale));
    }
}

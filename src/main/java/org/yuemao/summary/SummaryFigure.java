package org.yuemao.summary;

import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;

/** The key figures that summaries are made of, each one number with its change on the year before. */
public enum SummaryFigure {
    HELD_GTW("held.GTW", Measure.HELD, Programme.GTW),
    HELD_GTN("held.GTN", Measure.HELD, Programme.GTN),
    BUSINESSES("businesses", Measure.BUSINESSES, null),
    PARTICIPATIONS("participations", Measure.PARTICIPATIONS, null),
    INTENDED_DEALS("intended", Measure.INTENDED_DEALS, null),
    SIGNED_DEALS("signed", Measure.SIGNED_DEALS, null),
    NET_SPACE("space", Measure.NET_SPACE, null);

    private final String key;
    private final Measure measure;
    private final @Nullable Programme programme;

    SummaryFigure(String key, Measure measure, @Nullable Programme programme) {
        this.key = key;
        this.measure = measure;
        this.programme = programme;
    }

    /** The key of its name in the texts. */
    public String titleKey() {
        return "summary.tile." + key;
    }

    /** The programme whose events it counts, or null where it counts those of all that the filter lets through. */
    public @Nullable Programme programme() {
        return programme;
    }

    /** The rows that it counts. */
    public Counted counted(SummaryFilter filter) {
        Counted counted = Counted.of(measure, filter);
        return programme == null ? counted : counted.of(programme);
    }
}

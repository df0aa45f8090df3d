package org.yuemao.summary;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yuemao.event.Programme;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneKind;

/**
 * Which rows a number of a summary counts: what it measures, the filter of the summary, and where on its charts it stands.
 *
 * @param cityCodes the cities of the businesses or zones, '-' for businesses that are not from the province; empty for all
 * @param month the month in which the events begin, 1 to 12
 * @param upToMonth whether those of the months before it count as well
 * @param placeCode the country or province of the events
 * @param eventCode the only event that is counted
 * @param subject the kind of zones, or the metric of their figures
 * @param zoneKind the kind of the zones whose figures are counted, each with what is known of the year
 * @param period the period of the figures, such as 2021-Q1
 * @param included how far the review of the rows has to be
 */
public record Counted(
        Measure measure,
        int year,
        @Nullable Programme programme,
        @Nullable String sectorCode,
        Set<String> cityCodes,
        @Nullable Integer month,
        boolean upToMonth,
        @Nullable String placeCode,
        @Nullable String eventCode,
        @Nullable String subject,
        @Nullable String zoneKind,
        @Nullable String period,
        Included included) {

    public Counted {
        cityCodes = Set.copyOf(cityCodes);
    }

    /** What a summary counts as a whole. */
    public static Counted of(Measure measure, SummaryFilter filter) {
        return new Counted(
                measure,
                filter.year(),
                filter.programme(),
                filter.sectorCode(),
                filter.cityCode() == null ? Set.of() : Set.of(filter.cityCode()),
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                filter.included());
    }

    /** Of another year. */
    public Counted in(int other) {
        return with(copy -> copy.year = other);
    }

    /** Of one programme, or of both. */
    public Counted of(@Nullable Programme other) {
        return with(copy -> copy.programme = other);
    }

    /** Of the events or zones of a sector. */
    public Counted ofSector(String other) {
        return with(copy -> copy.sectorCode = other);
    }

    /** Of the businesses of these cities. */
    public Counted from(Set<String> others) {
        return with(copy -> copy.cityCodes = others);
    }

    /** Of the events that begin in a month, 1 to 12. */
    public Counted inMonth(int other) {
        return with(copy -> {
            copy.month = other;
            copy.upToMonth = false;
        });
    }

    /** Of the events that begin in a month, 1 to 12, or earlier in the year. */
    public Counted upTo(int other) {
        return with(copy -> {
            copy.month = other;
            copy.upToMonth = true;
        });
    }

    /** Of the events in a country or province. */
    public Counted at(String other) {
        return with(copy -> copy.placeCode = other);
    }

    /** Of one event. */
    public Counted ofEvent(String code) {
        return with(copy -> copy.eventCode = code);
    }

    /** Of zones of a kind, or of figures of a metric. */
    public Counted about(String other) {
        return with(copy -> copy.subject = other);
    }

    /** Of what is known of a metric for a year, of the zones of a kind. */
    public Counted ofZones(ZoneKind kind, Metric metric, int ofYear) {
        return with(copy -> {
            copy.measure = Measure.ZONE_FIGURES;
            copy.year = ofYear;
            copy.programme = null;
            copy.month = null;
            copy.upToMonth = false;
            copy.eventCode = null;
            copy.subject = metric.name();
            copy.zoneKind = kind.name();
            copy.period = String.valueOf(ofYear);
        });
    }

    /** Of figures of a period. */
    public Counted during(String other) {
        return with(copy -> copy.period = other);
    }

    /** What else the same rows add up to. */
    public Counted measuring(Measure other) {
        return with(copy -> copy.measure = other);
    }

    /** The same of other rows. */
    Counted with(Included other) {
        return with(copy -> copy.included = other);
    }

    private Counted with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.counted();
    }

    /** What may be changed before it counts again. */
    private static final class Copy {
        private Measure measure;
        private int year;
        private @Nullable Programme programme;
        private @Nullable String sectorCode;
        private Set<String> cityCodes;
        private @Nullable Integer month;
        private boolean upToMonth;
        private @Nullable String placeCode;
        private @Nullable String eventCode;
        private @Nullable String subject;
        private @Nullable String zoneKind;
        private @Nullable String period;
        private Included included;

        Copy(Counted of) {
            measure = of.measure;
            year = of.year;
            programme = of.programme;
            sectorCode = of.sectorCode;
            cityCodes = of.cityCodes;
            month = of.month;
            upToMonth = of.upToMonth;
            placeCode = of.placeCode;
            eventCode = of.eventCode;
            subject = of.subject;
            zoneKind = of.zoneKind;
            period = of.period;
            included = of.included;
        }

        Counted counted() {
            return new Counted(
                    measure,
                    year,
                    programme,
                    sectorCode,
                    cityCodes,
                    month,
                    upToMonth,
                    placeCode,
                    eventCode,
                    subject,
                    zoneKind,
                    period,
                    included);
        }
    }
}

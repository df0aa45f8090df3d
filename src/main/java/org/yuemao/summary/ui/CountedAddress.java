package org.yuemao.summary.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.event.Programme;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Measure;
import org.yuemao.zone.ZoneKind;

/** What a number counts, as an address has it, so that a link opens the same rows. */
public final class CountedAddress {
    static final String PATH = "counted";

    private CountedAddress() {}

    /**
     * Shows the rows that a number counts, in place of the view in this window.
     *
     * @param asOf the earlier day as it stood at whose end they are shown, or null for now
     */
    public static void open(Counted counted, @Nullable LocalDate asOf) {
        UI.getCurrentOrThrow()
                .navigate(CountedView.class, of(counted).with("as-of", asOf).query());
    }

    static LocationParameters of(Counted counted) {
        LocationParameters parameters = new LocationParameters()
                .with("measure", counted.measure())
                .with("year", counted.year())
                .with("programme", counted.programme())
                .with("sector", counted.sectorCode())
                .with("city", String.join(" ", new TreeSet<>(counted.cityCodes())));
        return parameters
                .with(counted.upToMonth() ? "through" : "month", counted.month())
                .with("place", counted.placeCode())
                .with("event", counted.eventCode())
                .with(IncludedAddress.NAME, IncludedAddress.of(counted.included()))
                .with("subject", counted.subject())
                .with("zones", counted.zoneKind())
                .with("period", counted.period());
    }

    static String link(Counted counted) {
        return PATH + "?" + of(counted).query().getQueryString();
    }

    /** Nothing where the address does not say what is counted, and of which year. */
    static Optional<Counted> read(Location location) {
        Measure measure = LocationParameters.constant(location, "measure", Measure.class);
        Integer year = LocationParameters.number(location, "year");
        ZoneKind zones = LocationParameters.constant(location, "zones", ZoneKind.class);
        Programme programme = LocationParameters.constant(location, "programme", Programme.class);
        Integer month = LocationParameters.number(location, "month");
        Integer through = LocationParameters.number(location, "through");
        // What cannot be read must not be left out: the rows would be others than those that were counted.
        if (measure == null
                || year == null
                || programme == null && isSaid(location, "programme")
                || month == null && isSaid(location, "month")
                || through == null && isSaid(location, "through")
                || zones == null && isSaid(location, "zones")) {
            return Optional.empty();
        }
        String cities = Objects.requireNonNullElse(LocationParameters.text(location, "city"), "");
        Counted counted = new Counted(
                measure,
                year,
                programme,
                LocationParameters.text(location, "sector"),
                cities.isBlank()
                        ? Set.of()
                        : Set.copyOf(Arrays.asList(cities.strip().split(" +"))),
                through != null ? through : month,
                through != null,
                LocationParameters.text(location, "place"),
                LocationParameters.text(location, "event"),
                LocationParameters.text(location, "subject"),
                zones == null ? null : zones.name(),
                LocationParameters.text(location, "period"),
                IncludedAddress.read(location));
        Integer last = counted.month();
        String period = counted.period();
        if (last != null && (last < 1 || last > 12) || period != null && !isPeriod(period)) {
            return Optional.empty();
        }
        boolean ofZones = measure == Measure.ZONES || measure == Measure.ZONE_FIGURES;
        boolean said = !ofZones || counted.subject() != null && (measure == Measure.ZONES || counted.period() != null);
        return said ? Optional.of(counted) : Optional.empty();
    }

    private static boolean isSaid(Location location, String parameter) {
        return LocationParameters.text(location, parameter) != null;
    }

    private static boolean isPeriod(String text) {
        try {
            Period.of(text);
            return true;
        } catch (IllegalArgumentException noPeriod) {
            return false;
        }
    }
}

package org.yuemao.summary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.event.Programme;
import org.yuemao.indicator.TargetData;
import org.yuemao.security.Rights;

/**
 * Computes overviews from roll-ups and small tables; no query reads the participations. An overview is computed once for
 * all who look at the same filter, until something is committed.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class SummaryService {
    private static final int TOP = 10;
    private static final String BY_YEAR =
            "select event_year, approved, events, held from summary_cell where sector_code = '*'"
                    + " and city_code = '*' union all select event_year, approved, events, held from summary_change"
                    + " where sector_code = '*' and city_code = '*'";

    private final JdbcClient database;
    private final Commits commits;
    private final Surroundings besides;
    private final SummaryNow now;
    private final SummaryEarlier earlier;
    private final CountableRows countable;
    private final Cache<Wanted, Computed> computed =
            Caffeine.newBuilder().maximumSize(500).build();
    private final AtomicLong computations = new AtomicLong();

    /** A summary as of now, or of an earlier day. */
    private record Wanted(SummaryFilter filter, @Nullable LocalDate day) {}

    private record Computed(long generation, Overview overview) {}

    SummaryService(
            JdbcClient database,
            Commits commits,
            Surroundings besides,
            SummaryNow now,
            SummaryEarlier earlier,
            CountableRows countable) {
        this.countable = countable;
        this.database = database;
        this.now = now;
        this.earlier = earlier;
        this.commits = commits;
        this.besides = besides;
    }

    /** Whether the person may have counted what is not approved yet as well; where not, only what is approved is. */
    public boolean mayCountAll() {
        return countable.mayBeAll();
    }

    /** The years that have events that count, approved or not, newest first. */
    public List<Integer> years() {
        return database.sql("select event_year from (" + BY_YEAR
                        + ") y group by event_year having sum(events) > 0 order by event_year desc")
                .query(Integer.class)
                .list();
    }

    /**
     * The latest year in which an event was held that is approved, or in which any was held, or the latest with events, or else
     * the given one.
     */
    public int latestYear(int otherwise) {
        return latestHeld(" where approved")
                .or(() -> latestHeld(""))
                .orElseGet(() -> years().stream().findFirst().orElse(otherwise));
    }

    private Optional<Integer> latestHeld(String where) {
        return database.sql("select max(event_year) from (select event_year from (" + BY_YEAR + ") y" + where
                        + " group by event_year having sum(held) > 0) h")
                .query(Integer.class)
                .optional();
    }

    /** The overview for a filter as it stands now. */
    public Overview overview(SummaryFilter filter) {
        return overview(new Wanted(countable.of(filter), null));
    }

    /** The overview for a filter as it stood at the end of a day, counted as events, places and cities stood then. */
    public Overview overview(SummaryFilter filter, LocalDate day) {
        return overview(new Wanted(countable.of(filter), day));
    }

    private Overview overview(Wanted wanted) {
        Computed kept = computed.getIfPresent(wanted);
        if (kept == null || kept.generation() != commits.generation()) {
            // Those who ask meanwhile wait for the one. What was counted before the commit is given up.
            kept = computed.asMap().compute(wanted, (key, known) -> {
                long generation = commits.generation();
                return known != null && known.generation() == generation
                        ? known
                        : new Computed(generation, compute(wanted.filter(), wanted.day()));
            });
        }
        return kept.overview();
    }

    /** How many overviews have been computed since the program was started, each for all who look at the same filter. */
    @PreAuthorize("permitAll()")
    @Transactional(propagation = Propagation.SUPPORTS)
    public long computed() {
        return computations.get();
    }

    /** The events that the filter counts otherwise at the end of one day than at the end of a later one, by their code. */
    public List<EventBetweenDays> between(SummaryFilter filter, LocalDate first, LocalDate last) {
        return earlier.between(countable.of(filter), first, last);
    }

    private Overview compute(SummaryFilter filter, @Nullable LocalDate day) {
        computations.incrementAndGet();
        SummarySource source = day == null ? now : earlier.at(filter, day);
        OverviewSums sums = new OverviewSums(filter, source.sums(filter), source.businesses(filter));
        List<SummarySource.PlaceSums> places = source.places(filter);
        List<TargetData> targets = besides.targets(day);
        return new Overview(
                filter,
                day,
                sums.eventsNotApproved(),
                sums.figures(filter.year()),
                sums.figures(filter.year() - 1),
                held(filter, sums, targets),
                OverviewSums.months(places),
                OverviewSums.months(source.places(filter.previousYear())),
                OverviewSums.years(source.years(filter)),
                sums.cities(filter.year()),
                sums.cities(filter.year() - 1),
                OverviewSums.places(places, Programme.GTW),
                OverviewSums.places(places, Programme.GTN),
                sums.sectors(),
                source.routes(filter).stream()
                        .filter(route -> route.sums().done().participations() > 0)
                        .map(route -> new Overview.Route(
                                route.cityCode(),
                                route.programme(),
                                route.placeCode(),
                                route.sums().events(),
                                route.sums().done().participations(),
                                route.sums().done().signedDeals()))
                        .toList(),
                places.stream()
                        .filter(place -> place.sums().events() > 0)
                        .map(place -> new Overview.PlaceMonth(
                                place.programme(),
                                place.placeCode(),
                                place.month(),
                                place.sums().events(),
                                place.sums().done().participations(),
                                place.sums().done().signedDeals()))
                        .toList(),
                sums.retention(),
                source.largest(filter, TOP),
                besides.zones(filter, day),
                besides.zoneFigures(filter, day),
                besides.indicators(filter, day, targets));
    }

    private static List<Overview.Held> held(SummaryFilter filter, OverviewSums sums, List<TargetData> targets) {
        List<Overview.Held> all = new ArrayList<>();
        for (Programme programme : Programme.values()) {
            if (filter.takesIn(programme)) {
                Sums now = sums.of(programme, filter.year());
                all.add(new Overview.Held(
                        programme,
                        now.held(),
                        now.events() - now.held(),
                        sums.of(programme, filter.year() - 1).held(),
                        target(filter, programme, targets)));
            }
        }
        return all;
    }

    /** A target is set for the whole programme, so it says nothing of a part of it. */
    private static @Nullable BigDecimal target(SummaryFilter filter, Programme programme, List<TargetData> targets) {
        if (filter.cityCode() != null || filter.sectorCode() != null) {
            return null;
        }
        return targets.stream()
                .filter(target -> target.programme() == programme && target.year() == filter.year())
                .findFirst()
                .map(TargetData::amount)
                .orElse(null);
    }
}

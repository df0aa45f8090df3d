package org.yuemao.indicator;

import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/** Keeps what programmes and indicators should reach in a year, and says what has been reached of it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class TargetService {
    private static final String KIND = "TARGET";
    private static final String EVENTS = "events";
    private static final int DECIMALS = 4;
    private static final BigDecimal LARGEST = new BigDecimal("1e16");

    private final TargetRepository targets;
    private final IndicatorRepository indicators;
    private final ObservationRepository observations;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final Clock clock;

    TargetService(
            TargetRepository targets,
            IndicatorRepository indicators,
            ObservationRepository observations,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            Clock clock) {
        this.targets = targets;
        this.indicators = indicators;
        this.observations = observations;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.database = database;
        this.clock = clock;
    }

    /** Every target, the latest year first, programmes before indicators. */
    public List<Target> targets() {
        Map<String, String> units = indicators.findAll().stream()
                .collect(Collectors.toMap(
                        IndicatorEntity::code, one -> one.data().unit()));
        Map<Programme, Map<Integer, BigDecimal>> held = held();
        Map<String, SortedMap<Integer, BigDecimal>> published = published();
        return targets.findAll().stream()
                .map(target -> {
                    TargetData data = target.data();
                    Map<Integer, BigDecimal> reached = data.programme() == null
                            ? published.get(data.indicatorCode())
                            : held.getOrDefault(data.programme(), Map.of());
                    return target.toTarget(
                            units.getOrDefault(String.valueOf(data.indicatorCode()), EVENTS),
                            reached == null ? null : reached.get(data.year()));
                })
                .sorted(Comparator.comparing((Target target) -> -target.data().year())
                        .thenComparing(target -> target.data().programme(), Comparator.nullsLast(naturalOrder()))
                        .thenComparing(target -> target.data().indicatorCode(), Comparator.nullsFirst(naturalOrder())))
                .toList();
    }

    /** A target as it is kept now. */
    public Optional<Target> find(long id) {
        return targets().stream().filter(target -> target.id() == id).findFirst();
    }

    /** Events under way or completed, by programme and year; a year with none is left out. */
    private Map<Programme, Map<Integer, BigDecimal>> held() {
        Map<Programme, Map<Integer, BigDecimal>> held = new EnumMap<>(Programme.class);
        database.sql("select programme, event_year, count(*) from event where status in ('UNDER_WAY', 'COMPLETED')"
                        + " group by programme, event_year")
                .query(row -> {
                    held.computeIfAbsent(Programme.valueOf(row.getString(1)), programme -> new HashMap<>())
                            .put(row.getInt(2), row.getBigDecimal(3));
                });
        return held;
    }

    private Map<String, SortedMap<Integer, BigDecimal>> published() {
        Map<String, List<ObservationData>> byIndicator =
                observations.findByGeographyCodeOrderByIndicatorCodeAscPeriodAscIdAsc(Places.PROVINCE).stream()
                        .map(ObservationEntity::data)
                        .collect(Collectors.groupingBy(ObservationData::indicatorCode));
        return indicators.findAll().stream()
                .collect(Collectors.toMap(
                        IndicatorEntity::code,
                        one -> YearFigures.of(
                                byIndicator.getOrDefault(one.code(), List.of()),
                                one.data().unit())));
    }

    /** Sets what should be reached. */
    @Transactional
    @PreAuthorize(Rights.SET_TARGETS)
    public void set(TargetData data) {
        check(data, null);
        TargetEntity target = targets.saveAndFlush(new TargetEntity(data, currentPerson.username(), clock.instant()));
        changeLog.created(KIND, target.id(), data);
        publisher.publishEvent(new IndicatorChanged(subject(data)));
    }

    /** Changes what should be reached. */
    @Transactional
    @PreAuthorize(Rights.SET_TARGETS)
    public void move(long id, long version, TargetData data) {
        TargetEntity target = locked(id, version);
        TargetData before = target.data();
        if (before.equals(data)) {
            return;
        }
        check(data, id);
        target.move(data, currentPerson.username(), clock.instant());
        targets.saveAndFlush(target);
        changeLog.changed(KIND, id, before, data);
        publisher.publishEvent(new IndicatorChanged(subject(before)));
        publisher.publishEvent(new IndicatorChanged(subject(data)));
    }

    /** Takes a target back. */
    @Transactional
    @PreAuthorize(Rights.SET_TARGETS)
    public void drop(long id, long version) {
        TargetEntity target = locked(id, version);
        TargetData before = target.data();
        targets.delete(target);
        targets.flush();
        changeLog.removed(KIND, id, before);
        publisher.publishEvent(new IndicatorChanged(subject(before)));
    }

    private TargetEntity locked(long id, long version) {
        TargetEntity target = targets.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        if (target.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return target;
    }

    private void check(TargetData data, @Nullable Long id) {
        String indicator = data.indicatorCode();
        Refusal.when((data.programme() == null) == (indicator == null), "subject", "base.required");
        Refusal.when(indicator != null && !indicators.existsByCode(indicator), "subject", "base.required");
        Refusal.when(
                data.year() < Period.FIRST_YEAR || data.year() > Period.LAST_YEAR,
                "year",
                "indicator.refused.year",
                Period.FIRST_YEAR,
                Period.LAST_YEAR);
        Refusal.when(data.amount().signum() < 0, "amount", "base.number.negative");
        Refusal.when(data.amount().compareTo(LARGEST) >= 0, "amount", "base.number.large");
        Refusal.when(data.programme() != null && data.amount().scale() > 0, "amount", "base.number.bad-whole");
        Refusal.when(data.amount().scale() > DECIMALS, "amount", "indicator.refused.decimals", DECIMALS);
        boolean known = targets.findByProgrammeAndIndicatorCodeAndYear(data.programme(), indicator, data.year())
                .filter(other -> !Objects.equals(other.id(), id))
                .isPresent();
        Refusal.when(known, "year", "indicator.refused.target-known", data.year());
    }

    private static String subject(TargetData data) {
        return data.programme() != null ? data.programme().name() : Objects.requireNonNull(data.indicatorCode());
    }
}

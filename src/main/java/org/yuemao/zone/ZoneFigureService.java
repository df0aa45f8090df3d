package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Operations;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Review;
import org.yuemao.base.StaleRecord;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Keeps what is counted of zones, one figure at a time; who may write a zone may write its figures. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ZoneFigureService {
    private static final String KIND = "ZONE_FIGURE";

    private final ZoneRepository zones;
    private final ZoneFigureRepository figures;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ReadingRights rights;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient database;
    private final Clock clock;

    ZoneFigureService(
            ZoneRepository zones,
            ZoneFigureRepository figures,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ReadingRights rights,
            ApplicationEventPublisher publisher,
            JdbcClient database,
            Clock clock) {
        this.zones = zones;
        this.figures = figures;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.rights = rights;
        this.publisher = publisher;
        this.database = database;
        this.clock = clock;
    }

    /** The figures of a zone in the years that the person may read, of periods of every length. */
    public ZoneFigures figures(long zoneId, int firstYear, int lastYear) {
        return new ZoneFigures(figures.findByZoneIdAndPeriodYearBetween(zoneId, firstYear, lastYear).stream()
                .map(ZoneFigureEntity::toFigure)
                .filter(figure -> rights.mayRead(figure.review()))
                .sorted(Comparator.comparing(ZoneFigure::metric).thenComparing(ZoneFigure::period))
                .toList());
    }

    /** The years of which figures of the zone are kept, in order. */
    public List<Integer> years(long zoneId) {
        return database.sql("select distinct f.period_year from zone_figure f where f.zone_id = :zone" + rights.and("f")
                        + " order by 1")
                .param("zone", zoneId)
                .query(Integer.class)
                .list();
    }

    /**
     * Enters, changes or removes one figure.
     *
     * @param amount in the metric's unit; null removes the figure
     * @param expectedVersion the version of the figure that the person saw, or null where there was none
     * @return the figure as it is kept now, if it is
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Optional<ZoneFigure> record(
            long zoneId, Period period, Metric metric, @Nullable BigDecimal amount, @Nullable Long expectedVersion) {
        recordAll(zoneId, List.of(new ZoneFigureChange(period, metric, amount, expectedVersion)));
        return figures.findByZoneIdAndPeriodAndMetric(zoneId, period.toString(), metric)
                .map(ZoneFigureEntity::toFigure);
    }

    /** Enters, changes or removes some figures of a zone, all of them or none. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void recordAll(long zoneId, List<ZoneFigureChange> changes) {
        ZoneEntity zone = zones.findLockedById(zoneId).orElseThrow(() -> new RecordNotFound("ZONE", zoneId));
        currentPerson.requireWriteFor(zone.data().officeCode());
        if (operations.together(Operations.Kind.ENTRY, changes.size(), () -> applyAll(zone, changes))) {
            publisher.publishEvent(new ZoneChanged(zoneId));
        }
    }

    private boolean applyAll(ZoneEntity zone, List<ZoneFigureChange> changes) {
        boolean changed = false;
        for (ZoneFigureChange change : changes) {
            changed |= apply(zone, change);
        }
        return changed;
    }

    /** Whether anything is otherwise than it was. */
    private boolean apply(ZoneEntity zone, ZoneFigureChange change) {
        ZoneRules.refuseStrange(zone.kind(), change.metric());
        BigDecimal amount = change.amount();
        BigDecimal checked = amount == null ? null : ZoneRules.checkedAmount(change.metric(), amount);
        ZoneFigureEntity kept = figures.findByZoneIdAndPeriodAndMetric(
                        zone.id(), change.period().toString(), change.metric())
                .orElse(null);
        if (Objects.equals(checked, kept == null ? null : kept.amount())) {
            return false;
        }
        if (kept != null) {
            kept.review().refuseChange(currentPerson.get().mayOversee());
        }
        if (!Objects.equals(change.expectedVersion(), kept == null ? null : kept.version())) {
            throw new StaleRecord("Figure of zone", zone.id());
        }
        if (kept == null) {
            enter(zone.id(), change.period(), change.metric(), Objects.requireNonNull(checked));
        } else if (checked == null) {
            withdraw(kept);
        } else {
            amend(kept, checked);
        }
        return true;
    }

    private void enter(long zoneId, Period period, Metric metric, BigDecimal amount) {
        ZoneFigureEntity figure = figures.saveAndFlush(new ZoneFigureEntity(
                new ZoneFigureEntity.Data(zoneId, period, metric, amount),
                Review.ofNewFigure(currentPerson.get().mayOversee()),
                currentPerson.username(),
                clock.instant()));
        changeLog.created(KIND, figure.id(), figure.data());
    }

    private void amend(ZoneFigureEntity figure, BigDecimal amount) {
        ZoneFigureEntity.Data before = figure.data();
        figure.amend(amount, currentPerson.username(), clock.instant());
        figures.saveAndFlush(figure);
        changeLog.changed(KIND, figure.id(), before, figure.data());
    }

    private void withdraw(ZoneFigureEntity figure) {
        ZoneFigureEntity.Data before = figure.data();
        figures.delete(figure);
        figures.flush();
        changeLog.removed(KIND, figure.id(), before, figure.review());
    }
}

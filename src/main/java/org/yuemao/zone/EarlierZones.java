package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.EarlierRecords;
import org.yuemao.audit.EarlierRecords.Kept;
import org.yuemao.base.Period;
import org.yuemao.security.Rights;

/** Zones and their figures as they stood at the end of an earlier day. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EarlierZones {
    private final ZoneRepository zones;
    private final ZoneFigureRepository figures;
    private final EarlierRecords earlier;

    EarlierZones(ZoneRepository zones, ZoneFigureRepository figures, EarlierRecords earlier) {
        this.zones = zones;
        this.figures = figures;
        this.earlier = earlier;
    }

    /** A figure of a zone as it stood then. */
    public record Figure(long zoneId, Period period, Metric metric, BigDecimal amount) {}

    /** Every zone that there was, by its id. */
    public Map<Long, ZoneData> zones(LocalDate day) {
        return earlier.at(
                "ZONE",
                day,
                ZoneData.class,
                zones.findAll().stream()
                        .map(ZoneEntity::toZone)
                        .map(zone -> new Kept<>(zone.id(), zone.data(), zone.createdAt())));
    }

    /** The figures that there were of some years. */
    public List<Figure> figures(LocalDate day, int firstYear, int lastYear) {
        return earlier
                .at(
                        "ZONE_FIGURE",
                        day,
                        ZoneFigureEntity.Data.class,
                        figures.findByPeriodYearBetween(firstYear, lastYear).stream()
                                .map(figure -> new Kept<>(figure.id(), figure.data(), figure.createdAt())))
                .values()
                .stream()
                .filter(data ->
                        data.period().year() >= firstYear && data.period().year() <= lastYear)
                .map(data -> new Figure(data.zoneId(), data.period(), data.metric(), data.amount()))
                .toList();
    }
}

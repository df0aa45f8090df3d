package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.EarlierRecords;
import org.yuemao.audit.EarlierRecords.Kept;
import org.yuemao.base.Period;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Rights;

/** Zones and their figures as they stood at the end of an earlier day. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class EarlierZones {
    private final ZoneRepository zones;
    private final ZoneFigureRepository figures;
    private final EarlierRecords earlier;
    private final ReadingRights rights;

    EarlierZones(ZoneRepository zones, ZoneFigureRepository figures, EarlierRecords earlier, ReadingRights rights) {
        this.rights = rights;
        this.zones = zones;
        this.figures = figures;
        this.earlier = earlier;
    }

    /** A figure of a zone as it stood then, and whether it was approved. */
    public record Figure(long zoneId, Period period, Metric metric, BigDecimal amount, boolean approved) {}

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

    /** The figures that there were of some years, as far as the person may read them. */
    public List<Figure> figures(LocalDate day, int firstYear, int lastYear) {
        List<ZoneFigureEntity> now = figures.findByPeriodYearBetween(firstYear, lastYear);
        Map<Long, ZoneFigureEntity.Data> then = earlier.at(
                "ZONE_FIGURE",
                day,
                ZoneFigureEntity.Data.class,
                now.stream().map(figure -> new Kept<>(figure.id(), figure.data(), figure.createdAt())));
        Set<Long> approved = earlier.approved(
                "ZONE_FIGURE",
                day,
                now.stream().map(figure -> new Kept<>(figure.id(), figure.review(), figure.createdAt())));
        return then.entrySet().stream()
                .filter(one -> rights.readsDrafts() || approved.contains(one.getKey()))
                .filter(one -> one.getValue().period().year() >= firstYear
                        && one.getValue().period().year() <= lastYear)
                .map(one -> new Figure(
                        one.getValue().zoneId(),
                        one.getValue().period(),
                        one.getValue().metric(),
                        one.getValue().amount(),
                        approved.contains(one.getKey())))
                .toList();
    }
}

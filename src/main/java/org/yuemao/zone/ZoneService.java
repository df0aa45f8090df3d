package org.yuemao.zone;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/**
 * Keeps zones. Clerks write those of their own city, which for an overseas warehouse is the city whose bureau looks after it;
 * officials write all, and only they those without a city.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class ZoneService {
    private static final String KIND = "ZONE";
    private static final String CHINA = "CN";
    private static final int LONGEST = 200;
    private static final BigDecimal LARGEST_AREA = new BigDecimal("1e12");

    private final ZoneRepository zones;
    private final ZoneFigureRepository figures;
    private final Places places;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ZoneService(
            ZoneRepository zones,
            ZoneFigureRepository figures,
            Places places,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.zones = zones;
        this.figures = figures;
        this.places = places;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Optional<Zone> find(long id) {
        return zones.findById(id).map(ZoneEntity::toZone);
    }

    /** Whether the current person may change the zone and its figures. */
    public boolean mayRevise(ZoneData zone) {
        return currentPerson
                .find()
                .filter(person -> person.mayWriteFor(zone.officeCode()))
                .isPresent();
    }

    /** Enters a new zone. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Zone establish(ZoneData data) {
        check(data);
        refuseForeignOffice(data);
        ZoneEntity zone = zones.saveAndFlush(new ZoneEntity(data, currentPerson.username(), clock.instant()));
        changeLog.created(KIND, zone.id(), data);
        publisher.publishEvent(new ZoneChanged(zone.id()));
        return zone.toZone();
    }

    /** Changes what is said about a zone; its kind may become one that counts all that has been entered of it. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Zone revise(long id, long version, ZoneData data) {
        ZoneEntity zone = locked(id, version);
        ZoneData before = zone.data();
        if (before.equals(data)) {
            return zone.toZone();
        }
        check(data);
        refuseForeignOffice(data);
        int strange = figures.countByZoneIdAndMetricNotIn(id, data.kind().metrics());
        Refusal.when(strange > 0, "kind", "zone.refused.kind-counts-less", strange);
        zone.revise(data, currentPerson.username(), clock.instant());
        zones.saveAndFlush(zone);
        changeLog.changed(KIND, id, before, data);
        publisher.publishEvent(new ZoneChanged(id));
        return zone.toZone();
    }

    /** Removes a zone that was entered by mistake; refused once figures have been entered of it. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void remove(long id, long version) {
        ZoneEntity zone = locked(id, version);
        int entered = figures.countByZoneId(id);
        Refusal.when(entered > 0, null, "zone.refused.has-figures", entered);
        ZoneData before = zone.data();
        zones.delete(zone);
        zones.flush();
        changeLog.removed(KIND, id, before);
        publisher.publishEvent(new ZoneChanged(id));
    }

    private ZoneEntity locked(long id, long version) {
        ZoneEntity zone = zones.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        currentPerson.requireWriteFor(zone.data().officeCode());
        if (zone.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return zone;
    }

    private void check(ZoneData data) {
        Refusal.when(data.nameEn() == null && data.nameZh() == null, "nameZh", "zone.refused.name");
        checkLength("nameEn", data.nameEn());
        checkLength("nameZh", data.nameZh());
        checkLength("operator", data.operator());
        if (data.kind().abroad()) {
            Refusal.when(
                    data.countryCode() == null
                            || data.countryCode().equals(CHINA)
                            || places.country(data.countryCode()) == null,
                    "countryCode",
                    "zone.refused.country");
        } else {
            Refusal.when(data.cityCode() == null, "cityCode", "zone.refused.city");
        }
        Refusal.when(data.cityCode() != null && places.city(data.cityCode()) == null, "cityCode", "zone.refused.city");
        data.sectors()
                .forEach(sector ->
                        Refusal.when(places.sector(sector) == null, "sectors", "zone.refused.sector", sector));
        LocalDate approvedOn = data.approvedOn();
        if (approvedOn != null) {
            Refusal.when(approvedOn.isAfter(LocalDate.now(clock)), "approvedOn", "zone.refused.approved-later");
            Refusal.when(approvedOn.getYear() < Period.FIRST_YEAR, "approvedOn", "base.date.early");
        }
        BigDecimal area = data.areaSqm();
        if (area != null) {
            Refusal.when(area.signum() < 0, "areaSqm", "base.number.negative");
            Refusal.when(area.compareTo(LARGEST_AREA) >= 0, "areaSqm", "base.number.large");
            Refusal.when(area.stripTrailingZeros().scale() > 2, "areaSqm", "zone.refused.decimals", 2);
        }
    }

    /** A clerk who gives a zone to another office is told at the city, and could not take it back. */
    private void refuseForeignOffice(ZoneData data) {
        Refusal.when(
                !mayRevise(data),
                "cityCode",
                data.cityCode() == null ? "zone.refused.without-city" : "zone.refused.other-city");
    }

    private static void checkLength(String field, @Nullable String text) {
        Refusal.when(text != null && text.length() > LONGEST, field, "zone.refused.long", LONGEST);
    }
}

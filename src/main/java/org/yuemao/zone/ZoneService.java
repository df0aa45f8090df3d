package org.yuemao.zone;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
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

    private final ZoneRepository zones;
    private final ZoneFigureRepository figures;
    private final ZoneRules rules;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ZoneService(
            ZoneRepository zones,
            ZoneFigureRepository figures,
            ZoneRules rules,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.zones = zones;
        this.figures = figures;
        this.rules = rules;
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
        rules.check(data);
        ZoneRules.refuseForeignOffice(currentPerson.get(), data);
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
        rules.check(data);
        ZoneRules.refuseForeignOffice(currentPerson.get(), data);
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
}

package org.yuemao.zone;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;

/** Earlier versions of what is counted of zones. */
@Component
class ZoneFigureVersions implements RestorableRecords<ZoneFigureEntity.Data> {
    private final ZoneFigureRepository figures;
    private final ZoneFigureService service;
    private final ZoneService zones;

    ZoneFigureVersions(ZoneFigureRepository figures, ZoneFigureService service, ZoneService zones) {
        this.figures = figures;
        this.service = service;
        this.zones = zones;
    }

    @Override
    public String kind() {
        return "ZONE_FIGURE";
    }

    @Override
    public Class<ZoneFigureEntity.Data> type() {
        return ZoneFigureEntity.Data.class;
    }

    @Override
    public Optional<Kept<ZoneFigureEntity.Data>> find(long id) {
        return figures.findById(id).flatMap(figure -> zones.find(figure.data().zoneId())
                .map(zone -> new Kept<>(figure.version(), figure.data(), zones.mayRevise(zone.data()))));
    }

    @Override
    public void restore(long id, long version, ZoneFigureEntity.Data data) {
        service.record(data.zoneId(), data.period(), data.metric(), data.amount(), version);
    }
}

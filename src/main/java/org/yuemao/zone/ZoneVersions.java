package org.yuemao.zone;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;

/** Earlier versions of zones. */
@Component
class ZoneVersions implements RestorableRecords<ZoneData> {
    private final ZoneService zones;

    ZoneVersions(ZoneService zones) {
        this.zones = zones;
    }

    @Override
    public String kind() {
        return "ZONE";
    }

    @Override
    public Class<ZoneData> type() {
        return ZoneData.class;
    }

    @Override
    public Optional<Kept<ZoneData>> find(long id) {
        return zones.find(id).map(zone -> new Kept<>(zone.version(), zone.data(), zones.mayRevise(zone.data())));
    }

    @Override
    public void restore(long id, long version, ZoneData data) {
        zones.revise(id, version, data);
    }
}

package org.yuemao.zone;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Review;
import org.yuemao.base.bulk.Portions;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewedRecords;

/** Figures of zones as they are reviewed. */
@Component
class ReviewedFigures implements ReviewedRecords {
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final ApplicationEventPublisher publisher;

    ReviewedFigures(HeldRows heldRows, JdbcClient database, ApplicationEventPublisher publisher) {
        this.heldRows = heldRows;
        this.database = database;
        this.publisher = publisher;
    }

    @Override
    public ReviewKind kind() {
        return ReviewKind.ZONE_FIGURE;
    }

    /** The zones, since every write of a figure holds its zone first. */
    @Override
    public void hold(Collection<Long> ids) {
        heldRows.hold("zone", zones(ids));
    }

    @Override
    public void reviewed(Map<Long, Review> before) {
        publisher.publishEvent(new ZonesChanged(zones(before.keySet())));
    }

    private Set<Long> zones(Collection<Long> ids) {
        Set<Long> zones = new HashSet<>();
        for (List<Long> portion : Portions.of(ids)) {
            zones.addAll(database.sql("select distinct zone_id from zone_figure where id in (:ids)")
                    .param("ids", portion)
                    .query(Long.class)
                    .list());
        }
        return zones;
    }
}

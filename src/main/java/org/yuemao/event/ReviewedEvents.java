package org.yuemao.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;
import org.yuemao.base.bulk.Portions;
import org.yuemao.base.bulk.SectorRows;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewedRecords;

/** Events as they are reviewed, and with them their participations. */
@Component
class ReviewedEvents implements ReviewedRecords {
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final SectorRows sectorRows;
    private final ApplicationEventPublisher publisher;

    ReviewedEvents(
            HeldRows heldRows, JdbcClient database, JdbcTemplate statements, ApplicationEventPublisher publisher) {
        this.heldRows = heldRows;
        this.database = database;
        this.publisher = publisher;
        sectorRows = new SectorRows("event_sector", "event_id", database, statements);
    }

    @Override
    public ReviewKind kind() {
        return ReviewKind.EVENT;
    }

    @Override
    public void hold(Collection<Long> ids) {
        heldRows.hold("event", ids);
    }

    @Override
    public void reviewed(Map<Long, Review> before) {
        List<EventChanged> changes = new ArrayList<>();
        for (List<Long> portion : Portions.of(before.keySet())) {
            Map<Long, Set<String>> sectors = sectorRows.read(portion);
            changes.addAll(database.sql("select * from event where id in (:ids) order by id")
                    .param("ids", portion)
                    .query((row, index) -> {
                        long id = row.getLong("id");
                        String country = row.getString("country_code");
                        EventFacts facts = new EventFacts(
                                row.getInt("event_year"),
                                row.getInt("event_month"),
                                Programme.valueOf(row.getString("programme")),
                                EventStatus.valueOf(row.getString("status")),
                                country == null ? Objects.requireNonNull(row.getString("province_code")) : country,
                                Objects.requireNonNullElse(row.getBigDecimal("net_space_sqm"), BigDecimal.ZERO),
                                sectors.getOrDefault(id, Set.of()),
                                ReviewState.valueOf(row.getString("review_state")) == ReviewState.APPROVED);
                        boolean was = Objects.requireNonNull(before.get(id)).isApproved();
                        return new EventChanged(id, facts.approved(was), facts);
                    })
                    .list());
        }
        publisher.publishEvent(new EventsChanged(changes));
    }
}

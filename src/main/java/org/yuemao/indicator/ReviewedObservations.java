package org.yuemao.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.base.Review;
import org.yuemao.base.bulk.Portions;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewedRecords;

/** Observations as they are reviewed. */
@Component
class ReviewedObservations implements ReviewedRecords {
    private final HeldRows heldRows;
    private final JdbcClient database;
    private final ApplicationEventPublisher publisher;

    ReviewedObservations(HeldRows heldRows, JdbcClient database, ApplicationEventPublisher publisher) {
        this.heldRows = heldRows;
        this.database = database;
        this.publisher = publisher;
    }

    @Override
    public ReviewKind kind() {
        return ReviewKind.OBSERVATION;
    }

    @Override
    public void hold(Collection<Long> ids) {
        heldRows.hold("indicator_observation", ids);
    }

    @Override
    public void reviewed(Map<Long, Review> before) {
        TreeSet<String> subjects = new TreeSet<>();
        for (List<Long> portion : Portions.of(before.keySet())) {
            subjects.addAll(database.sql("select distinct indicator_code from indicator_observation where id in (:ids)")
                    .param("ids", portion)
                    .query(String.class)
                    .list());
        }
        subjects.forEach(subject -> publisher.publishEvent(new IndicatorChanged(subject)));
    }
}

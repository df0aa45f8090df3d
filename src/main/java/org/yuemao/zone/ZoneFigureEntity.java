package org.yuemao.zone;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;

@Entity
@Table(name = "zone_figure")
class ZoneFigureEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private long zoneId;
    private String period;
    private int periodYear;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Metric metric;

    private BigDecimal amount;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ReviewState reviewState;

    private @Nullable String reviewRemark;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected ZoneFigureEntity() {}

    ZoneFigureEntity(Data data, Review review, String person, Instant now) {
        // A figure that was removed and entered anew must not pass for the former one, so its versions begin elsewhere.
        version = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        zoneId = data.zoneId();
        period = data.period().toString();
        periodYear = data.period().year();
        metric = data.metric();
        amount = data.amount();
        reviewState = review.reviewState();
        reviewRemark = review.reviewRemark();
        createdAt = now;
        createdBy = person;
        changedAt = now;
        changedBy = person;
    }

    /** What the history of changes says about a figure. */
    record Data(long zoneId, Period period, Metric metric, BigDecimal amount) {}

    long id() {
        return Objects.requireNonNull(id);
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    BigDecimal amount() {
        return amount;
    }

    Review review() {
        return new Review(reviewState, reviewRemark);
    }

    void amend(BigDecimal other, String person, Instant now) {
        amount = other;
        changedAt = now;
        changedBy = person;
    }

    Data data() {
        return new Data(zoneId, Period.of(period), metric, amount);
    }

    ZoneFigure toFigure() {
        return new ZoneFigure(id(), version, Period.of(period), metric, amount, review(), changedAt, changedBy);
    }
}

package org.yuemao.indicator;

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
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;

@Entity
@Table(name = "indicator_observation")
class ObservationEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private String indicatorCode;
    private String geographyCode;
    private String period;
    private int periodYear;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Qualifier qualifier;

    private @Nullable BigDecimal amount;
    private String unit;
    private @Nullable BigDecimal statedChangePercent;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable ChangeBasis changeBasis;

    private @Nullable Integer changeBaseYear;
    private String source;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ReviewState reviewState;

    private @Nullable String reviewRemark;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in, and take() does.
    protected ObservationEntity() {}

    @SuppressWarnings("NullAway.Init") // take() fills the rest in.
    ObservationEntity(ObservationData data, Review review, String person, Instant now) {
        reviewState = review.reviewState();
        reviewRemark = review.reviewRemark();
        createdAt = now;
        createdBy = person;
        changedAt = now;
        changedBy = person;
        take(data);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long version() {
        return version;
    }

    Review review() {
        return new Review(reviewState, reviewRemark);
    }

    void correct(ObservationData data, String person, Instant now) {
        take(data);
        changedAt = now;
        changedBy = person;
    }

    private void take(ObservationData data) {
        indicatorCode = data.indicatorCode();
        geographyCode = data.geographyCode();
        period = data.period().toString();
        periodYear = data.year();
        qualifier = data.qualifier();
        amount = data.amount();
        unit = data.unit();
        statedChangePercent = data.statedChangePercent();
        changeBasis = data.changeBasis();
        changeBaseYear = data.changeBaseYear();
        source = data.source();
    }

    ObservationData data() {
        return new ObservationData(
                indicatorCode,
                geographyCode,
                Period.of(period),
                qualifier,
                amount,
                unit,
                statedChangePercent,
                changeBasis,
                changeBaseYear,
                source);
    }

    Observation toObservation() {
        return new Observation(id(), version, data(), review(), createdAt, createdBy, changedAt, changedBy);
    }
}

package org.yuemao.indicator;

import jakarta.persistence.Column;
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
import org.yuemao.event.Programme;

@Entity
@Table(name = "target")
class TargetEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Programme programme;

    private @Nullable String indicatorCode;

    @Column(name = "target_year")
    private int year;

    private BigDecimal amount;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected TargetEntity() {}

    TargetEntity(TargetData data, String person, Instant now) {
        programme = data.programme();
        indicatorCode = data.indicatorCode();
        year = data.year();
        amount = data.amount();
        createdAt = now;
        createdBy = person;
        changedAt = now;
        changedBy = person;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long version() {
        return version;
    }

    void move(TargetData data, String person, Instant now) {
        programme = data.programme();
        indicatorCode = data.indicatorCode();
        year = data.year();
        amount = data.amount();
        changedAt = now;
        changedBy = person;
    }

    TargetData data() {
        return new TargetData(programme, indicatorCode, year, amount);
    }

    Instant createdAt() {
        return createdAt;
    }

    Target toTarget(String unit, @Nullable BigDecimal reached) {
        return new Target(id(), version, data(), unit, reached, changedAt, changedBy);
    }
}

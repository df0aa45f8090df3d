package org.yuemao.indicator;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "indicator")
class IndicatorEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private String code;
    private @Nullable String nameEn;
    private @Nullable String nameZh;
    private String unit;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected IndicatorEntity() {}

    IndicatorEntity(String code, IndicatorData data, String person, Instant now) {
        this.code = code;
        nameEn = data.nameEn();
        nameZh = data.nameZh();
        unit = data.unit();
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

    String code() {
        return code;
    }

    void redefine(IndicatorData data, String person, Instant now) {
        nameEn = data.nameEn();
        nameZh = data.nameZh();
        unit = data.unit();
        changedAt = now;
        changedBy = person;
    }

    IndicatorData data() {
        return new IndicatorData(nameEn, nameZh, unit);
    }

    Indicator toIndicator() {
        return new Indicator(id(), version, code, data(), changedAt, changedBy);
    }
}

package org.yuemao.zone;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "zone")
class ZoneEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ZoneKind kind;

    private @Nullable String nameEn;
    private @Nullable String nameZh;
    private @Nullable String cityCode;
    private @Nullable String countryCode;
    private @Nullable LocalDate approvedOn;
    private @Nullable BigDecimal areaSqm;
    private @Nullable String operator;

    @ElementCollection
    @CollectionTable(name = "zone_sector", joinColumns = @JoinColumn(name = "zone_id"))
    @Column(name = "sector_code")
    private Set<String> sectors = new HashSet<>();

    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected ZoneEntity() {}

    ZoneEntity(ZoneData data, String person, Instant now) {
        createdAt = now;
        createdBy = person;
        changedAt = now;
        changedBy = person;
        kind = data.kind();
        take(data);
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long version() {
        return version;
    }

    ZoneKind kind() {
        return kind;
    }

    void revise(ZoneData data, String person, Instant now) {
        take(data);
        changedAt = now;
        changedBy = person;
    }

    private void take(ZoneData data) {
        kind = data.kind();
        nameEn = data.nameEn();
        nameZh = data.nameZh();
        cityCode = data.cityCode();
        countryCode = data.countryCode();
        approvedOn = data.approvedOn();
        areaSqm = data.areaSqm();
        operator = data.operator();
        if (!sectors.equals(data.sectors())) {
            sectors.retainAll(data.sectors());
            sectors.addAll(data.sectors());
        }
    }

    ZoneData data() {
        return new ZoneData(kind, nameEn, nameZh, cityCode, countryCode, approvedOn, areaSqm, operator, sectors);
    }

    Zone toZone() {
        return new Zone(id(), version, data(), createdAt, createdBy, changedAt, changedBy);
    }
}

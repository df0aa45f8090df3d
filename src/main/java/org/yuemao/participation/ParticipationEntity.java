package org.yuemao.participation;

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

@Entity
@Table(name = "participation")
class ParticipationEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private long eventId;
    private long businessId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ParticipationRole role;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Attendance attendance;

    @Column(name = "booth_area_sqm")
    private @Nullable BigDecimal boothArea;

    private @Nullable BigDecimal intendedDeals;
    private @Nullable BigDecimal signedDeals;
    private @Nullable String remark;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected ParticipationEntity() {}

    ParticipationEntity(long eventId, ParticipationData data, String person, Instant now) {
        this.eventId = eventId;
        businessId = data.businessId();
        role = data.role();
        attendance = data.attendance();
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

    long eventId() {
        return eventId;
    }

    void revise(ParticipationData data, String person, Instant now) {
        take(data);
        changedAt = now;
        changedBy = person;
    }

    /** Becomes another business's, since the two are one and the same. */
    void moveTo(long otherBusinessId, String person, Instant now) {
        businessId = otherBusinessId;
        changedAt = now;
        changedBy = person;
    }

    private void take(ParticipationData data) {
        role = data.role();
        attendance = data.attendance();
        boothArea = data.boothArea();
        intendedDeals = data.intendedDeals();
        signedDeals = data.signedDeals();
        remark = data.remark();
    }

    ParticipationData data() {
        return new ParticipationData(businessId, role, attendance, boothArea, intendedDeals, signedDeals, remark);
    }

    Participation toParticipation() {
        return new Participation(id(), version, eventId, data(), createdAt, createdBy, changedAt, changedBy);
    }
}

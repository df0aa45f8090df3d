package org.yuemao.event;

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
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Review;
import org.yuemao.base.ReviewState;

@Entity
@Table(name = "event")
class EventEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private String code;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Programme programme;

    private @Nullable String nameEn;
    private @Nullable String nameZh;
    private LocalDate firstDay;
    private LocalDate lastDay;
    // Kept beside the first day so that summaries can group by an index.
    private int eventYear;
    private int eventMonth;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private EventForm form;

    private @Nullable String countryCode;
    private @Nullable String provinceCode;
    private @Nullable String hostCity;
    private @Nullable String venue;
    private @Nullable String organiser;
    private String officeCode;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private EventStatus status;

    private @Nullable Integer targetBusinesses;
    private @Nullable BigDecimal netSpaceSqm;
    private @Nullable Integer visitors;
    private @Nullable Integer overseasBuyers;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ReviewState reviewState = ReviewState.DRAFT;

    private @Nullable String reviewRemark;
    private @Nullable Instant submittedAt;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @ElementCollection
    @CollectionTable(name = "event_sector", joinColumns = @JoinColumn(name = "event_id"))
    @Column(name = "sector_code")
    private Set<String> sectors = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    protected EventEntity() {}

    @SuppressWarnings("NullAway.Init")
    EventEntity(String code, EventData data, String person, Instant now) {
        this.code = code;
        this.createdAt = now;
        this.createdBy = person;
        describe(data);
        touch(person, now);
    }

    void revise(EventData data, String person, Instant now) {
        describe(data);
        touch(person, now);
    }

    /** Takes the next step of its review. */
    void reviewed(Review review, String person, Instant now) {
        reviewState = review.reviewState();
        reviewRemark = review.reviewRemark();
        if (reviewState == ReviewState.SUBMITTED) {
            submittedAt = now;
        }
        touch(person, now);
    }

    long id() {
        return id == null ? 0 : id;
    }

    long version() {
        return version;
    }

    Event toEvent() {
        return new Event(
                id(), version, code, data(), reviewState, reviewRemark, createdAt, createdBy, changedAt, changedBy);
    }

    EventData data() {
        return new EventData(
                programme,
                nameEn,
                nameZh,
                firstDay,
                lastDay,
                form,
                countryCode,
                provinceCode,
                hostCity,
                venue,
                organiser,
                officeCode,
                sectors,
                status,
                targetBusinesses,
                netSpaceSqm,
                visitors,
                overseasBuyers);
    }

    EventFacts facts() {
        return EventFacts.of(data(), reviewState == ReviewState.APPROVED);
    }

    Review review() {
        return new Review(reviewState, reviewRemark);
    }

    private void describe(EventData data) {
        programme = data.programme();
        nameEn = data.nameEn();
        nameZh = data.nameZh();
        firstDay = data.firstDay();
        lastDay = data.lastDay();
        eventYear = data.firstDay().getYear();
        eventMonth = data.firstDay().getMonthValue();
        form = data.form();
        countryCode = data.countryCode();
        provinceCode = data.provinceCode();
        hostCity = data.hostCity();
        venue = data.venue();
        organiser = data.organiser();
        officeCode = data.officeCode();
        status = data.status();
        targetBusinesses = data.targetBusinesses();
        netSpaceSqm = data.netSpaceSqm();
        visitors = data.visitors();
        overseasBuyers = data.overseasBuyers();
        if (!sectors.equals(data.sectors())) {
            sectors.retainAll(data.sectors());
            sectors.addAll(data.sectors());
        }
    }

    private void touch(String person, Instant now) {
        changedAt = now;
        changedBy = person;
    }
}

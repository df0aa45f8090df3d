package org.yuemao.business;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "business")
class BusinessEntity {
    private static final int LONGEST_FORMER = 20_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private long version;

    private @Nullable String creditCode;
    private @Nullable String missingCodeReason;
    private @Nullable String nameEn;
    private @Nullable String nameZh;
    private @Nullable String cityCode;
    private @Nullable String countryCode;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable BusinessSize size;

    private @Nullable String contact;
    private @Nullable String phone;
    private @Nullable String email;
    private @Nullable String website;
    private String searchText = "";
    private @Nullable String nameKeyZh;
    private @Nullable String nameKeyEn;
    private @Nullable String formerText;
    private @Nullable Long mergedInto;
    private @Nullable Instant mergedAt;
    private @Nullable String mergedBy;

    @ElementCollection
    @CollectionTable(name = "business_sector", joinColumns = @JoinColumn(name = "business_id"))
    @Column(name = "sector_code")
    private Set<String> sectors = new HashSet<>();

    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in.
    protected BusinessEntity() {}

    BusinessEntity(BusinessData data, String person, Instant now) {
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

    void revise(BusinessData data, String person, Instant now) {
        take(data);
        changedAt = now;
        changedBy = person;
    }

    /** Whether it is but the trace of a business that was merged into another. */
    boolean isMerged() {
        return mergedInto != null;
    }

    @Nullable
    Long mergedInto() {
        return mergedInto;
    }

    /** Becomes a trace of itself, found by what it was called and by its code. */
    void mergeInto(BusinessEntity kept, String person, Instant now) {
        List<String> former = new ArrayList<>(Stream.of(kept.searchText, searchText)
                .flatMap(String::lines)
                .distinct()
                .toList());
        while (String.join("\n", former).length() > LONGEST_FORMER) {
            former.removeFirst();
        }
        kept.formerText = String.join("\n", former);
        mergedInto = kept.id();
        mergedAt = now;
        mergedBy = person;
    }

    /** Gives the code away, so that another may have it, or takes one. */
    void takeCode(@Nullable String code, String reasonWithout) {
        creditCode = code;
        missingCodeReason = code == null ? reasonWithout : null;
    }

    private void take(BusinessData data) {
        creditCode = data.creditCode();
        missingCodeReason = data.missingCodeReason();
        nameEn = data.nameEn();
        nameZh = data.nameZh();
        cityCode = data.cityCode();
        countryCode = data.countryCode();
        size = data.size();
        contact = data.contact();
        phone = data.phone();
        email = data.email();
        website = data.website();
        searchText = BusinessNames.searchText(data, formerText);
        nameKeyZh = BusinessNames.key(data.nameZh());
        nameKeyEn = BusinessNames.key(data.nameEn());
        if (!sectors.equals(data.sectors())) {
            sectors.retainAll(data.sectors());
            sectors.addAll(data.sectors());
        }
    }

    BusinessData data() {
        return new BusinessData(
                creditCode,
                missingCodeReason,
                nameEn,
                nameZh,
                cityCode,
                countryCode,
                sectors,
                size,
                contact,
                phone,
                email,
                website);
    }

    Business toBusiness() {
        return new Business(id(), version, data(), createdAt, createdBy, changedAt, changedBy);
    }
}

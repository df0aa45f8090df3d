package org.yuemao.business;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Attempted;
import org.yuemao.base.Names;
import org.yuemao.base.Operations;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/**
 * Registers businesses and keeps them. Every clerk may register a business, since one from elsewhere may take part in an
 * event of the own office; afterwards clerks change those of the own city alone, officials all.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class BusinessService {
    private static final String KIND = "BUSINESS";

    private final BusinessRepository businesses;
    private final BusinessRules rules;
    private final Likenesses likenesses;
    private final BusinessRemoval removal;
    private final JdbcClient database;
    private final ChangeLog changeLog;
    private final Operations operations;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    BusinessService(
            BusinessRepository businesses,
            BusinessRules rules,
            Likenesses likenesses,
            BusinessRemoval removal,
            JdbcClient database,
            ChangeLog changeLog,
            Operations operations,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.businesses = businesses;
        this.rules = rules;
        this.likenesses = likenesses;
        this.removal = removal;
        this.database = database;
        this.changeLog = changeLog;
        this.operations = operations;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Optional<Business> find(long id) {
        return businesses.findById(id).map(BusinessEntity::toBusiness);
    }

    /**
     * The business with the code, typed in whatever width and case; for the code of a business that was merged into another
     * one, that one.
     */
    public Optional<Business> findByCode(String typed) {
        return CreditCode.check(typed) instanceof CreditCode.Check.Valid valid
                ? businesses.findByCreditCode(valid.text()).map(this::kept).map(BusinessEntity::toBusiness)
                : Optional.empty();
    }

    private BusinessEntity kept(BusinessEntity business) {
        Long into = business.mergedInto();
        return into == null ? business : businesses.findById(into).orElseThrow(() -> new RecordNotFound(KIND, into));
    }

    /** The business into which the one with the id was merged, or nothing where it is kept itself. */
    public Optional<Long> keptInsteadOf(long id) {
        return businesses.findById(id).map(BusinessEntity::mergedInto);
    }

    /** What was merged into the business, the last first. */
    public List<BusinessTrace> tracesOf(long id) {
        return database.sql("""
                        select id, credit_code, name_en, name_zh, merged_at, merged_by from business
                        where merged_into = :id order by merged_at desc, id desc""")
                .param("id", id)
                .query((row, index) -> new BusinessTrace(
                        row.getLong("id"),
                        row.getString("credit_code"),
                        new Names(row.getString("name_en"), row.getString("name_zh")),
                        row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                        row.getString("merged_by")))
                .list();
    }

    /** Whether the current person may merge two businesses of these cities: officials all, clerks two of their own city. */
    public boolean mayMerge(@Nullable String firstCity, @Nullable String secondCity) {
        return currentPerson
                .find()
                .filter(person -> person.role() == Role.OFFICIAL
                        || person.role() == Role.CLERK
                                && person.officeCode().equals(firstCity)
                                && person.officeCode().equals(secondCity))
                .isPresent();
    }

    /**
     * Makes one business a trace of another. Part of a merge, which has moved its participations before: see
     * {@code participation.BusinessMerge}, which holds the rows of both.
     *
     * @param survived what is said about the kept one from now on, chosen from what was said about both
     */
    @Transactional(propagation = Propagation.MANDATORY)
    @PreAuthorize(Rights.WRITE)
    public Business absorb(Business kept, Business merged, BusinessData survived) {
        BusinessEntity into = locked(kept);
        BusinessEntity from = locked(merged);
        BusinessData before = into.data();
        BusinessData gone = from.data();
        if (!mayMerge(before.cityCode(), gone.cityCode())) {
            throw new AccessDeniedException("Not two businesses that the person may merge");
        }
        Instant now = clock.instant();
        String person = currentPerson.username();
        from.mergeInto(into, person, now);
        String code = survived.creditCode();
        if (code != null && code.equals(gone.creditCode())) {
            // The codes change places, so that the trace is found by the one that is given up.
            from.takeCode(null, "-");
            businesses.saveAndFlush(from);
        }
        BusinessData data = checked(survived, into.id());
        into.revise(data, person, now);
        businesses.saveAndFlush(into);
        if (code != null && code.equals(gone.creditCode())) {
            from.takeCode(before.creditCode(), String.valueOf(before.missingCodeReason()));
        }
        businesses.saveAndFlush(from);
        database.sql("update business set merged_into = :into where merged_into = :from")
                .param("into", into.id())
                .param("from", from.id())
                .update();
        takeOverVerdicts(into.id(), from.id());
        likenesses.keep(into.id(), data);
        record MergedInto(@Nullable String mergedInto) {}
        record Absorbed(@Nullable String absorbed) {}
        changeLog.changed(KIND, into.id(), before, data);
        changeLog.changed(
                KIND, into.id(), new Absorbed(null), new Absorbed(label(from.id(), nameOf(gone), gone.creditCode())));
        changeLog.changed(
                KIND,
                from.id(),
                new MergedInto(null),
                new MergedInto(label(into.id(), nameOf(before), before.creditCode())));
        publisher.publishEvent(new BusinessChanged(into.id(), before.cityCode(), data.cityCode()));
        publisher.publishEvent(new BusinessChanged(from.id(), gone.cityCode(), gone.cityCode()));
        return into.toBusiness();
    }

    /** What the merged one was found to be different from, the kept one is different from, too. */
    private void takeOverVerdicts(long into, long from) {
        String others = """
                select case when first_id = :from then second_id else first_id end as other_id, decided_at, decided_by
                from business_pair_verdict where first_id = :from or second_id = :from""";
        database.sql("""
                        insert into business_pair_verdict (first_id, second_id, decided_at, decided_by)
                        select case when o.other_id < :into then o.other_id else :into end,
                            case when o.other_id < :into then :into else o.other_id end, o.decided_at, o.decided_by
                        from (%s) o
                        where o.other_id <> :into and not exists (
                            select 1 from business_pair_verdict v
                            where v.first_id = case when o.other_id < :into then o.other_id else :into end
                                and v.second_id = case when o.other_id < :into then :into else o.other_id end)
                        """.formatted(others))
                .param("into", into)
                .param("from", from)
                .update();
    }

    private BusinessEntity locked(Business read) {
        BusinessEntity business =
                businesses.findLockedById(read.id()).orElseThrow(() -> new StaleRecord(KIND, read.id()));
        if (business.isMerged() || business.version() != read.version()) {
            throw new StaleRecord(KIND, read.id());
        }
        return business;
    }

    /** How a record of the history names another business, also when that is called otherwise one day. */
    static String label(long id, String name, @Nullable String code) {
        return code == null ? "#" + id + " " + name : "#" + id + " " + name + " " + code;
    }

    private static String nameOf(BusinessData data) {
        return data.nameZh() != null ? data.nameZh() : String.valueOf(data.nameEn());
    }

    /** Whether the current person may change a business of the city. */
    public boolean mayRevise(@Nullable String cityCode) {
        return currentPerson
                .find()
                .filter(person -> mayRevise(person, cityCode))
                .isPresent();
    }

    /** Enters a new business; refused when its code is known already. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Business register(BusinessData typed) {
        BusinessData data = checked(typed, 0);
        BusinessEntity business =
                businesses.saveAndFlush(new BusinessEntity(data, currentPerson.username(), clock.instant()));
        likenesses.keep(business.id(), data);
        changeLog.created(KIND, business.id(), data);
        publisher.publishEvent(new BusinessChanged(business.id(), null, data.cityCode()));
        return business.toBusiness();
    }

    /** Enters many new businesses in one transaction, those that are not refused; what came of each, in their order. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public List<Attempted<Business>> registerAll(List<BusinessData> many) {
        return operations.together(Operations.Kind.ENTRY, many.size(), () -> Attempted.each(many, this::register));
    }

    /** Changes what is said about a business. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Business revise(long id, long version, BusinessData typed) {
        BusinessEntity business = held(id, version);
        BusinessData before = business.data();
        BusinessData data = checked(typed, id);
        if (before.equals(data)) {
            return business.toBusiness();
        }
        business.revise(data, currentPerson.username(), clock.instant());
        businesses.saveAndFlush(business);
        likenesses.keep(id, data);
        changeLog.changed(KIND, id, before, data);
        publisher.publishEvent(new BusinessChanged(id, before.cityCode(), data.cityCode()));
        return business.toBusiness();
    }

    /**
     * Removes a business that was entered by mistake; refused while it takes part in an event, or while others are merged into
     * it. What is found to be the same as another one is merged instead.
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public void remove(long id, long version) {
        BusinessEntity business = held(id, version);
        BusinessData before = business.data();
        removal.clear(id);
        businesses.delete(business);
        businesses.flush();
        changeLog.removed(KIND, id, before);
        publisher.publishEvent(new BusinessChanged(id, before.cityCode(), null));
    }

    /**
     * Removes many businesses in one transaction, those that are not refused.
     *
     * @param versions the version that was seen of each, by its id
     * @return why each of the others stays, by its id
     */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Map<Long, RuntimeException> removeAll(Map<Long, Long> versions) {
        removal.hold(versions.keySet());
        return operations.together(
                Operations.Kind.REMOVAL, versions.size(), () -> Attempted.refusals(versions, this::remove));
    }

    /** The business, held for this transaction; refused where the person may not change it, or it is not as it was any more. */
    private BusinessEntity held(long id, long version) {
        BusinessEntity business = businesses.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        if (!mayRevise(currentPerson.get(), business.data().cityCode())) {
            throw new AccessDeniedException("Not a business of the own city");
        }
        if (business.isMerged() || business.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return business;
    }

    static boolean mayRevise(Person person, @Nullable String cityCode) {
        return person.role() == Role.OFFICIAL
                || person.role() == Role.CLERK
                        && (cityCode == null || person.officeCode().equals(cityCode));
    }

    private BusinessData checked(BusinessData typed, long id) {
        BusinessData data = rules.checked(typed);
        String code = data.creditCode();
        if (code != null) {
            businesses.findByCreditCode(code).filter(other -> other.id() != id).ifPresent(other -> {
                throw other.isMerged()
                        ? new Refusal(
                                "creditCode",
                                "business.refused.merged-code",
                                nameOf(kept(other).data()))
                        : BusinessRules.knownCode(other.data());
            });
        }
        return data;
    }
}

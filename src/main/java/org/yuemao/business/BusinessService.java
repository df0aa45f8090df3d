package org.yuemao.business;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
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
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    BusinessService(
            BusinessRepository businesses,
            BusinessRules rules,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.businesses = businesses;
        this.rules = rules;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    public Optional<Business> find(long id) {
        return businesses.findById(id).map(BusinessEntity::toBusiness);
    }

    /** The business with the code, typed in whatever width and case. */
    public Optional<Business> findByCode(String typed) {
        return CreditCode.check(typed) instanceof CreditCode.Check.Valid valid
                ? businesses.findByCreditCode(valid.text()).map(BusinessEntity::toBusiness)
                : Optional.empty();
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
        changeLog.created(KIND, business.id(), data);
        publisher.publishEvent(new BusinessChanged(business.id(), null, data.cityCode()));
        return business.toBusiness();
    }

    /** Changes what is said about a business. */
    @Transactional
    @PreAuthorize(Rights.WRITE)
    public Business revise(long id, long version, BusinessData typed) {
        BusinessEntity business = businesses.findLockedById(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        BusinessData before = business.data();
        if (!mayRevise(currentPerson.get(), before.cityCode())) {
            throw new AccessDeniedException("Not a business of the own city");
        }
        if (business.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        BusinessData data = checked(typed, id);
        if (before.equals(data)) {
            return business.toBusiness();
        }
        business.revise(data, currentPerson.username(), clock.instant());
        businesses.saveAndFlush(business);
        changeLog.changed(KIND, id, before, data);
        publisher.publishEvent(new BusinessChanged(id, before.cityCode(), data.cityCode()));
        return business.toBusiness();
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
                throw BusinessRules.knownCode(other.data());
            });
        }
        return data;
    }
}

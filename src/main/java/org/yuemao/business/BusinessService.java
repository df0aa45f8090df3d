package org.yuemao.business;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.place.Places;
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
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern WEBSITE = Pattern.compile("(https?://)?[^\\s/:]+(\\.[^\\s/:]+)+(:\\d+)?(/\\S*)?");

    private final BusinessRepository businesses;
    private final Places places;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    BusinessService(
            BusinessRepository businesses,
            Places places,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.businesses = businesses;
        this.places = places;
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

    private static boolean mayRevise(Person person, @Nullable String cityCode) {
        return person.role() == Role.OFFICIAL
                || person.role() == Role.CLERK
                        && (cityCode == null || person.officeCode().equals(cityCode));
    }

    private BusinessData checked(BusinessData typed, long id) {
        Refusal.when(typed.nameEn() == null && typed.nameZh() == null, "nameZh", "business.refused.name");
        checkLength("nameEn", typed.nameEn(), 200);
        checkLength("nameZh", typed.nameZh(), 200);
        String code = null;
        if (typed.creditCode() == null) {
            Refusal.when(typed.missingCodeReason() == null, "creditCode", "business.refused.code-or-reason");
            checkLength("missingCodeReason", typed.missingCodeReason(), 200);
        } else {
            code = validCode(typed.creditCode());
            businesses.findByCreditCode(code).filter(other -> other.id() != id).ifPresent(other -> {
                BusinessData known = other.data();
                throw new Refusal(
                        "creditCode",
                        "business.refused.known-code",
                        known.nameZh() != null ? known.nameZh() : String.valueOf(known.nameEn()));
            });
        }
        Refusal.when(
                typed.cityCode() == null && typed.countryCode() == null,
                "cityCode",
                "business.refused.city-or-country");
        Refusal.when(typed.cityCode() != null && places.city(typed.cityCode()) == null, "cityCode", "base.required");
        Refusal.when(
                typed.countryCode() != null && places.country(typed.countryCode()) == null,
                "countryCode",
                "base.required");
        typed.sectors().forEach(sector -> Refusal.when(places.sector(sector) == null, "sectors", "base.required"));
        checkLength("contact", typed.contact(), 100);
        checkLength("phone", typed.phone(), 40);
        checkLength("email", typed.email(), 200);
        checkLength("website", typed.website(), 300);
        Refusal.when(
                typed.email() != null && !EMAIL.matcher(typed.email()).matches(), "email", "business.refused.email");
        Refusal.when(
                typed.website() != null && !WEBSITE.matcher(typed.website()).matches(),
                "website",
                "business.refused.website");
        return new BusinessData(
                code,
                typed.missingCodeReason(),
                typed.nameEn(),
                typed.nameZh(),
                typed.cityCode(),
                typed.countryCode(),
                typed.sectors(),
                typed.size(),
                typed.contact(),
                typed.phone(),
                typed.email(),
                typed.website());
    }

    private static String validCode(String typed) {
        return switch (CreditCode.check(typed)) {
            case CreditCode.Check.Valid valid -> valid.text();
            case CreditCode.Check.WrongLength wrong ->
                throw new Refusal("creditCode", "business.code.length", wrong.length());
            case CreditCode.Check.WrongCharacter wrong ->
                throw new Refusal("creditCode", "business.code.character", wrong.character(), wrong.position());
            case CreditCode.Check.WrongCheckCharacter wrong ->
                throw new Refusal("creditCode", "business.code.check", wrong.character(), wrong.expected());
        };
    }

    private static void checkLength(String field, @Nullable String text, int longest) {
        Refusal.when(text != null && text.length() > longest, field, "business.refused.long", longest);
    }
}

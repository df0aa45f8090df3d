package org.yuemao.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.CreditCodes;
import org.yuemao.DeskTest;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

@DeskTest
@WithUserDetails("clerk")
class ParticipationServiceTest {

    @Autowired
    ParticipationService participations;

    @Autowired
    ParticipationLists lists;

    @Autowired
    BusinessService businesses;

    @Autowired
    BusinessLists businessLists;

    @Autowired
    EventService events;

    @Autowired
    JdbcClient database;

    @Test
    void rejectsASecondParticipationOfTheSameBusiness() {
        long event = event();
        long business = businesses.register(business("甲公司", CreditCodes.next())).id();
        participations.register(event, data(business, "10"));
        assertThatExceptionOfType(DuplicateParticipation.class)
                .isThrownBy(() -> participations.register(event, data(business, "20")));
        assertThat(lists.totals(ParticipationFilter.ofEvent(event)).signedDeals())
                .isEqualByComparingTo("10");
    }

    @Test
    void registersANewBusinessOnlyTogetherWithItsParticipation() {
        long event = event();
        String code = CreditCodes.next();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> participations.registerNew(event, business("乙公司", code), data(0, "-1")));
        assertThat(businesses.findByCode(code)).isEmpty();
        participations.registerNew(event, business("乙公司", code), data(0, "1"));
        assertThat(businesses.findByCode(code)).isPresent();
    }

    @Test
    void rejectsAnOldVersionAndKeepsTheNewerChange() {
        long event = event();
        Participation first = participations.registerNew(event, business("丙公司", CreditCodes.next()), data(0, "1"));
        participations.revise(first.id(), first.version(), data(first.data().businessId(), "2"));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> participations.revise(
                        first.id(), first.version(), data(first.data().businessId(), "3")));
        assertThat(lists.totals(ParticipationFilter.ofEvent(event)).signedDeals())
                .isEqualByComparingTo("2");
    }

    @Test
    void recordsWhoChangedWhichFieldFromWhatToWhat() {
        Participation first = participations.registerNew(event(), business("丁公司", CreditCodes.next()), data(0, "1.50"));
        participations.revise(first.id(), first.version(), data(first.data().businessId(), "2.50"));
        assertThat(database.sql("""
                        select c.person || ':' || f.field || ':' || f.value_before || '>' || f.value_after
                        from change_entry c join field_change f on f.entry_id = c.id
                        where c.record_kind = 'PARTICIPATION' and c.record_id = :id and c.action = 'CHANGED'""")
                        .param("id", Long.toString(first.id()))
                        .query(String.class)
                        .list())
                .containsExactly("clerk:signedDeals:1.5>2.5");
    }

    @Test
    @WithUserDetails("viewer")
    void deniesViewersToWrite() {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> participations.register(1, data(1, "1")));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> businesses.register(business("戊公司", CreditCodes.next())));
    }

    @Test
    void namesTheBusinessThatHasTheCodeAlready() {
        String code = CreditCodes.next();
        businesses.register(business("己公司", code));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> businesses.register(business("另一家", code.toLowerCase(java.util.Locale.ROOT))))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo("creditCode");
                    assertThat(refusal.arguments()).containsExactly("己公司");
                });
    }

    @Test
    void deniesAClerkToChangeABusinessOfAnotherCity() {
        Business other = businesses.register(business("广州某公司", CreditCodes.next(), "440100"));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> businesses.revise(
                        other.id(), other.version(), business("改名", other.data().creditCode())));
    }

    @Test
    void findsABusinessByAPartOfItsNameOrCodeInAnyWidthAndCase() {
        String code = CreditCodes.next();
        businesses.register(new BusinessData(
                code,
                null,
                "Qilin Lamps 100%",
                "麒麟（集团）灯饰",
                "440300",
                null,
                Set.of("lighting"),
                null,
                null,
                null,
                null,
                null));
        for (String typed : new String[] {
            "麒麟", "（集团）灯饰", "(集团)灯饰", "ＱＩＬＩＮ lamps", "100%", code.substring(4), code.replaceAll("(.{4})", "$1 ")
        }) {
            assertThat(businessLists.page(BusinessFilter.search(typed), null, false, 0, 10))
                    .as(typed)
                    .singleElement()
                    .satisfies(found -> assertThat(found.creditCode()).isEqualTo(code));
        }
        assertThat(businessLists.count(BusinessFilter.search("Qilin_Lamps"))).isZero();
    }

    private long event() {
        return events.schedule(new EventData(
                        Programme.GTW,
                        "Fair",
                        null,
                        LocalDate.of(2021, 5, 1),
                        LocalDate.of(2021, 5, 3),
                        EventForm.ON_SITE,
                        "JP",
                        null,
                        "Tokyo",
                        null,
                        null,
                        "440300",
                        Set.of("electronics"),
                        EventStatus.COMPLETED,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private static BusinessData business(String name, @Nullable String code) {
        return business(name, code, "440300");
    }

    private static BusinessData business(String name, @Nullable String code, String city) {
        return new BusinessData(code, null, null, name, city, null, Set.of(), null, null, null, null, null);
    }

    private static ParticipationData data(long business, String signed) {
        return new ParticipationData(
                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, new BigDecimal(signed), null);
    }
}

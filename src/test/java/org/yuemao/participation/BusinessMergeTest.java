package org.yuemao.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.CreditCodes;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.business.Duplicates;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;

@ParameterizedClass
@EnumSource(Databases.class)
class BusinessMergeTest {
    private static final Map<Databases, ConfigurableApplicationContext> DESKS = new EnumMap<>(Databases.class);
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    private final ConfigurableApplicationContext desk;
    private final BusinessService businesses;
    private final BusinessLists lists;
    private final ParticipationService participations;
    private final BusinessMerge merges;
    private final Duplicates duplicates;
    private final Business kept;
    private final Business merged;
    private final long first;
    private final long second;
    private final long third;

    BusinessMergeTest(Databases kind) {
        desk = DESKS.computeIfAbsent(kind, JustTheServices::on);
        JustTheServices.empty(desk);
        businesses = desk.getBean(BusinessService.class);
        lists = desk.getBean(BusinessLists.class);
        participations = desk.getBean(ParticipationService.class);
        merges = desk.getBean(BusinessMerge.class);
        duplicates = desk.getBean(Duplicates.class);
        JustTheServices.signIn();
        first = event();
        second = event();
        third = event();
        kept = businesses.register(data(CreditCodes.next(), "华盛电子有限公司", SHENZHEN, "Ms Kept", null));
        merged = businesses.register(data(CreditCodes.next(), "深圳市华盛电子厂", GUANGZHOU, "Mr Merged", "0755-7654321"));
        participations.register(first, said(kept, "10", null));
        participations.register(second, said(kept, "100", null));
        participations.register(second, said(merged, "7", "3"));
        participations.register(third, said(merged, "1000", "50"));
    }

    @AfterEach
    void end() {
        assertThat(desk.getBean(Recount.class).compare()).isEmpty();
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    static void close() {
        DESKS.values().forEach(ConfigurableApplicationContext::close);
        DESKS.clear();
    }

    @Test
    void movesAllParticipationsAndCombinesThoseOfTheSameEvent() {
        merge(kept.data(), Map.of());
        assertThat(merges.participationsOf(merged.id())).isEmpty();
        assertThat(signed()).containsOnly(Map.entry(first, "10"), Map.entry(second, "100"), Map.entry(third, "1000"));
        assertThat(said(second).boothArea()).isEqualByComparingTo("3");
        assertThat(history("PARTICIPATION"))
                .contains(
                        "businessId: " + merged.id() + " > " + kept.id(),
                        "signedDeals: 7 > null",
                        "boothArea: null > 3");
        assertThat(desk.getBean(JdbcClient.class)
                        .sql(
                                "select sum(businesses) from (select event_year, programme, sector_code, city_code, businesses from business_cell union all select event_year,"
                                        + " programme, sector_code, city_code, businesses from business_change) c"
                                        + " where event_year = 2021 and programme = '*'"
                                        + " and sector_code = '*' and city_code = '440300'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void combinesAClashAsThePersonChose() {
        merge(kept.data(), Map.of(second, ClashChoice.MERGED));
        assertThat(signed()).containsEntry(second, "7");
    }

    @Test
    void addsUpWhereThePersonChoseTo() {
        merge(kept.data(), Map.of(second, ClashChoice.SUM));
        assertThat(signed()).containsEntry(second, "107");
        assertThat(said(second).boothArea()).isEqualByComparingTo("3");
    }

    @Test
    void keepsWhatWasChosenOfEachFieldAndRecordsTheMergeOnBoth() {
        BusinessData survived = data(kept.data().creditCode(), "深圳市华盛电子厂", GUANGZHOU, "Ms Kept", "0755-7654321");
        Business after = merge(survived, Map.of());
        assertThat(after.data()).isEqualTo(survived);
        assertThat(businesses.find(kept.id()).orElseThrow().data()).isEqualTo(survived);
        assertThat(history("BUSINESS"))
                .contains(
                        "nameZh: 华盛电子有限公司 > 深圳市华盛电子厂",
                        "absorbed: null > #" + merged.id() + " 深圳市华盛电子厂 "
                                + merged.data().creditCode(),
                        "mergedInto: null > #" + kept.id() + " 华盛电子有限公司 "
                                + kept.data().creditCode());
    }

    @Test
    void theMergedOneIsButATraceThatLeadsToTheKeptOne() {
        merge(kept.data(), Map.of());
        assertThat(found("")).containsExactly(kept.id());
        assertThat(found("华盛电子厂")).containsExactly(kept.id());
        assertThat(found(code(merged))).containsExactly(kept.id());
        assertThat(businesses.findByCode(code(merged)).orElseThrow().id()).isEqualTo(kept.id());
        assertThat(businesses.keptInsteadOf(merged.id())).contains(kept.id());
        assertThat(businesses.tracesOf(kept.id())).singleElement().satisfies(trace -> {
            assertThat(trace.id()).isEqualTo(merged.id());
            assertThat(trace.creditCode()).isEqualTo(code(merged));
            assertThat(trace.mergedBy()).isEqualTo("official");
        });
        assertThat(duplicates.suspected(null, 0, 10)).isEmpty();
        assertThat(duplicates.twinsOf(data(null, "深圳市华盛电子厂", null, null, "0755-7654321"), null))
                .singleElement()
                .satisfies(twin -> assertThat(twin.business().id()).isEqualTo(kept.id()));
        // Also after the kept one was changed.
        Business now = businesses.find(kept.id()).orElseThrow();
        businesses.revise(now.id(), now.version(), data(code(kept), "新名灯饰", SHENZHEN, null, null));
        assertThat(found("华盛电子厂")).containsExactly(kept.id());
    }

    @Test
    void theMergedOneIsNeitherChangedNorRegisteredAgainNorTakesPart() {
        merge(kept.data(), Map.of());
        Business trace = businesses.find(merged.id()).orElseThrow();
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> businesses.revise(
                        trace.id(), trace.version(), data(CreditCodes.next(), "别的", SHENZHEN, null, null)));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> businesses.register(data(code(merged), "又来了", SHENZHEN, null, null)))
                .satisfies(refusal -> {
                    assertThat(refusal.key()).isEqualTo("business.refused.merged-code");
                    assertThat(refusal.arguments()).containsExactly("华盛电子有限公司");
                });
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> participations.register(event(), said(merged, "1", null)))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("businessId"));
    }

    @Test
    void theOtherCodeMaySurviveAndBothAreStillFound() {
        Business after = merge(data(code(merged), "华盛电子有限公司", SHENZHEN, null, null), Map.of());
        assertThat(after.data().creditCode()).isEqualTo(code(merged));
        assertThat(businesses.findByCode(code(merged)).orElseThrow().id()).isEqualTo(kept.id());
        assertThat(businesses.findByCode(code(kept)).orElseThrow().id()).isEqualTo(kept.id());
        assertThat(found(code(kept))).containsExactly(kept.id());
        assertThat(found(code(merged))).containsExactly(kept.id());
        assertThat(businesses.tracesOf(kept.id()).getFirst().creditCode()).isEqualTo(code(kept));
    }

    @Test
    void aCodeComesToABusinessThatHadNone() {
        Business without = businesses.register(new BusinessData(
                null, "not known", null, "华盛电子", SHENZHEN, null, Set.of(), null, null, null, null, null));
        merges.merge(
                without, merged, data(code(merged), "华盛电子", SHENZHEN, null, null), Map.of(), seen(without, merged));
        assertThat(businesses.findByCode(code(merged)).orElseThrow().id()).isEqualTo(without.id());
        assertThat(businesses.tracesOf(without.id()).getFirst().creditCode()).isNull();
    }

    @Test
    void whatWasMergedIntoTheMergedOneLeadsToTheKeptOne() {
        Business third = businesses.register(data(CreditCodes.next(), "盛华玩具", SHENZHEN, null, null));
        Business other = businesses.register(data(CreditCodes.next(), "海洋灯饰", SHENZHEN, null, null));
        duplicates.decideDifferent(kept.id(), other.id());
        merge(kept.data(), Map.of());
        Business now = businesses.find(kept.id()).orElseThrow();
        merges.merge(third, now, third.data(), Map.of(), seen(third, now));
        assertThat(businesses.keptInsteadOf(merged.id())).contains(third.id());
        assertThat(businesses.keptInsteadOf(kept.id())).contains(third.id());
        assertThat(found("华盛电子厂")).containsExactly(third.id());
        assertThat(businesses.tracesOf(third.id())).hasSize(2);
        assertThat(duplicates.areDifferent(third.id(), other.id())).isTrue();
        assertThat(signed(third.id())).hasSize(3);
    }

    @Test
    void nothingIsMergedThatSomebodyHasChangedMeanwhile() {
        Map<Long, Long> seen = seen(kept, merged);
        participations.register(event(), said(merged, "5", null));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> merges.merge(kept, merged, kept.data(), Map.of(), seen));
        businesses.revise(merged.id(), merged.version(), data(code(merged), "别的", SHENZHEN, null, null));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> merges.merge(kept, merged, kept.data(), Map.of(), seen(kept, merged)));
        assertThat(merges.participationsOf(merged.id())).hasSize(3);
        assertThat(businesses.keptInsteadOf(merged.id())).isEmpty();
    }

    @Test
    void aClerkMergesTwoOfTheOwnCityAlone() {
        Business mine = businesses.register(data(CreditCodes.next(), "海洋灯饰", SHENZHEN, null, null));
        Business mineToo = businesses.register(data(CreditCodes.next(), "海洋灯饰厂", SHENZHEN, null, null));
        participations.register(third, said(mineToo, "1", null));
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> merges.merge(kept, merged, kept.data(), Map.of(), seen(kept, merged)));
        merges.merge(mine, mineToo, mine.data(), Map.of(), seen(mine, mineToo));
        assertThat(merges.participationsOf(mine.id())).hasSize(1);
        JustTheServices.signInAs(Role.VIEWER);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> merges.merge(kept, merged, kept.data(), Map.of(), seen(kept, merged)));
    }

    @Test
    void leavesAMergeOfWhatTookPartInAnApprovedEventToOfficials() {
        Business mine = businesses.register(data(CreditCodes.next(), "甲乙实业", SHENZHEN, null, null));
        Business mineToo = businesses.register(data(CreditCodes.next(), "甲乙实业公司", SHENZHEN, null, null));
        participations.register(third, said(mineToo, "5", null));
        EventService events = desk.getBean(EventService.class);
        Event approved = events.find(third).orElseThrow();
        approved = events.submit(third, approved.version());
        events.approve(third, approved.version());
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> merges.merge(mine, mineToo, mine.data(), Map.of(), seen(mine, mineToo)))
                .extracting(Refusal::key)
                .isEqualTo("participation.merge.closed");
        JustTheServices.signIn();
        merges.merge(mine, mineToo, mine.data(), Map.of(), seen(mine, mineToo));
        assertThat(merges.participationsOf(mine.id())).containsOnlyKeys(third);
    }

    private Business merge(BusinessData survived, Map<Long, ClashChoice> clashes) {
        return merges.merge(kept, merged, survived, clashes, seen(kept, merged));
    }

    private Map<Long, Long> seen(Business... both) {
        Map<Long, Long> seen = new HashMap<>();
        for (Business one : both) {
            merges.participationsOf(one.id()).values().forEach(part -> seen.put(part.id(), part.version()));
        }
        return seen;
    }

    private Map<Long, String> signed() {
        return signed(kept.id());
    }

    private Map<Long, String> signed(long business) {
        Map<Long, String> signed = new HashMap<>();
        merges.participationsOf(business)
                .forEach((event, one) -> signed.put(
                        event, String.valueOf(one.data().signedDeals()).replace(".00", "")));
        return signed;
    }

    private ParticipationData said(long event) {
        return java.util.Objects.requireNonNull(
                        merges.participationsOf(kept.id()).get(event))
                .data();
    }

    private List<Long> found(String search) {
        assertThat(lists.count(BusinessFilter.search(search))).isEqualTo(1);
        return lists.page(BusinessFilter.search(search), null, false, 0, 10).stream()
                .map(BusinessListItem::id)
                .toList();
    }

    private List<String> history(String recordKind) {
        return desk.getBean(JdbcClient.class)
                .sql("""
                        select f.field || ': ' || coalesce(f.value_before, 'null') || ' > ' || coalesce(f.value_after, 'null')
                        from field_change f join change_entry e on e.id = f.entry_id
                        where e.record_kind = :kind and e.action <> 'CREATED'""")
                .param("kind", recordKind)
                .query(String.class)
                .list();
    }

    private static String code(Business business) {
        return String.valueOf(business.data().creditCode());
    }

    private long event() {
        LocalDate day = LocalDate.of(2021, 5, 5);
        return desk.getBean(EventService.class)
                .schedule(new EventData(
                        Programme.GTW,
                        "Fair",
                        null,
                        day,
                        day,
                        EventForm.ON_SITE,
                        "JP",
                        null,
                        null,
                        null,
                        null,
                        "440000",
                        Set.of("electronics"),
                        EventStatus.COMPLETED,
                        null,
                        null,
                        null,
                        null))
                .id();
    }

    private static ParticipationData said(Business business, String signed, @Nullable String area) {
        return new ParticipationData(
                business.id(),
                ParticipationRole.EXHIBITOR,
                Attendance.ON_SITE,
                area == null ? null : new BigDecimal(area),
                null,
                new BigDecimal(signed),
                null);
    }

    private static BusinessData data(
            @Nullable String code,
            @Nullable String nameZh,
            @Nullable String city,
            @Nullable String contact,
            @Nullable String phone) {
        return new BusinessData(code, null, null, nameZh, city, null, Set.of(), null, contact, phone, null, null);
    }
}

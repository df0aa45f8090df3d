package org.yuemao.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumMap;
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
import org.yuemao.Fairs;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.Duplicates;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.EventService;
import org.yuemao.security.Role;
import org.yuemao.summary.Recount;

@ParameterizedClass
@EnumSource(Databases.class)
class BusinessRemovalTest {
    private static final Map<Databases, ConfigurableApplicationContext> DESKS = new EnumMap<>(Databases.class);
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    private final ConfigurableApplicationContext desk;
    private final BusinessService businesses;
    private final ParticipationService participations;
    private final Duplicates duplicates;

    BusinessRemovalTest(Databases kind) {
        desk = DESKS.computeIfAbsent(kind, JustTheServices::on);
        JustTheServices.empty(desk);
        businesses = desk.getBean(BusinessService.class);
        participations = desk.getBean(ParticipationService.class);
        duplicates = desk.getBean(Duplicates.class);
        JustTheServices.signIn();
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
    void removesABusinessWithAllThatBelongsToItAndSaysSoInItsHistory() {
        Business gone = register("湖光误录光电科技有限公司", SHENZHEN);
        Business alike = register("湖光误禄光电科技有限公司", SHENZHEN);
        duplicates.decideDifferent(gone.id(), alike.id());
        businesses.remove(gone.id(), gone.version());
        assertThat(businesses.find(gone.id())).isEmpty();
        assertThat(businesses.findByCode(String.valueOf(gone.data().creditCode())))
                .isEmpty();
        assertThat(duplicates.twinsOf(gone.data(), null))
                .extracting(twin -> twin.business().id())
                .containsExactly(alike.id());
        assertThat(removed(gone.id())).contains("nameZh: 湖光误录光电科技有限公司 > null", "cityCode: 440300 > null");
        Business again = businesses.register(gone.data());
        assertThat(again.data()).isEqualTo(gone.data());
    }

    @Test
    void refusesWhileTheBusinessTakesPartInAnEvent() {
        Business busy = register("湖光参展有限公司", SHENZHEN);
        Participation participation = participations.register(
                event(),
                new ParticipationData(
                        busy.id(), ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, null, null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> businesses.remove(busy.id(), busy.version()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("business.refused.takes-part"))
                .satisfies(refusal -> assertThat(refusal.arguments()).containsExactly(1));
        assertThat(businesses.find(busy.id())).isPresent();
        participations.withdraw(participation.id(), participation.version());
        businesses.remove(busy.id(), busy.version());
        assertThat(businesses.find(busy.id())).isEmpty();
    }

    @Test
    void refusesWhileAnotherIsMergedIntoIt() {
        Business kept = register("湖光合并有限公司", SHENZHEN);
        Business merged = register("湖光合并厂", SHENZHEN);
        Business after = desk.getBean(BusinessMerge.class).merge(kept, merged, kept.data(), Map.of(), Map.of());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> businesses.remove(after.id(), after.version()))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("business.refused.merged-into"));
        Business trace = businesses.find(merged.id()).orElseThrow();
        assertThatExceptionOfType(StaleRecord.class)
                .as("a trace is no business")
                .isThrownBy(() -> businesses.remove(trace.id(), trace.version()));
    }

    @Test
    void refusesWhatSomebodyElseHasChangedAndWhatIsNotOnesOwn() {
        Business old = register("湖光旧版有限公司", GUANGZHOU);
        businesses.revise(old.id(), old.version(), data(old.data().creditCode(), "湖光新版有限公司", GUANGZHOU));
        assertThatExceptionOfType(StaleRecord.class).isThrownBy(() -> businesses.remove(old.id(), old.version()));
        Business now = businesses.find(old.id()).orElseThrow();
        JustTheServices.signInAs(Role.CLERK);
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("a clerk of Shenzhen")
                .isThrownBy(() -> businesses.remove(now.id(), now.version()));
        JustTheServices.signInAs(Role.VIEWER);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> businesses.remove(now.id(), now.version()));
        assertThat(businesses.find(old.id())).isPresent();
    }

    @Test
    void takesAPastedBusinessBackAlsoWhenItWasToldApartMeanwhile() {
        Business alike = register("湖光粘贴有限公司", SHENZHEN);
        EntryService entering = desk.getBean(EntryService.class);
        BusinessRows rows = desk.getBean(BusinessRows.class);
        String code = CreditCodes.next();
        EntryService.Entered entered = entering.enter(
                rows, List.of(new TypedRow(1, Map.of("creditCode", code, "nameZh", "湖光粘贴公司", "cityCode", SHENZHEN))));
        long pasted = businesses.findByCode(code).orElseThrow().id();
        duplicates.decideDifferent(alike.id(), pasted);
        entering.takeBack(rows, entered.run());
        assertThat(businesses.findByCode(code)).isEmpty();
    }

    private List<String> removed(long id) {
        return desk.getBean(JdbcClient.class)
                .sql("""
                        select f.field || ': ' || f.value_before || ' > ' || coalesce(f.value_after, 'null')
                        from change_entry c join field_change f on f.entry_id = c.id
                        where c.record_kind = 'BUSINESS' and c.record_id = :id and c.action = 'REMOVED'""")
                .param("id", Long.toString(id))
                .query(String.class)
                .list();
    }

    private Business register(String name, String city) {
        return businesses.register(data(CreditCodes.next(), name, city));
    }

    private static BusinessData data(@Nullable String code, String name, String city) {
        return new BusinessData(
                code, null, null, name, city, null, Set.of("electronics"), null, null, null, null, null);
    }

    private long event() {
        return desk.getBean(EventService.class)
                .schedule(Fairs.inMay(2021, "Removal Fair"))
                .id();
    }
}

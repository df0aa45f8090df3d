package org.yuemao.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.CreditCodes;
import org.yuemao.base.bulk.BulkDone;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.security.Role;

@ParameterizedClass
@EnumSource(Databases.class)
class DuplicatesTest {
    private static final Map<Databases, ConfigurableApplicationContext> DESKS = new EnumMap<>(Databases.class);
    private static final String SHENZHEN = "440300";
    private static final String GUANGZHOU = "440100";

    private final ConfigurableApplicationContext desk;
    private final BusinessService businesses;
    private final Duplicates duplicates;

    DuplicatesTest(Databases kind) {
        desk = DESKS.computeIfAbsent(kind, JustTheServices::on);
        JustTheServices.empty(desk);
        businesses = desk.getBean(BusinessService.class);
        duplicates = desk.getBean(Duplicates.class);
        JustTheServices.signIn();
        desk.getBean(SuspectedPairs.class).lookThrough();
    }

    @AfterEach
    void end() {
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    static void close() {
        DESKS.values().forEach(ConfigurableApplicationContext::close);
        DESKS.clear();
    }

    @Test
    void findsTwinsOfABusinessThatIsTyped() {
        Business kept = businesses.register(
                data(CreditCodes.next(), "深圳市华盛光电科技有限公司", "Huasheng Optoelectronics", SHENZHEN, "0755-8612345"));
        businesses.register(data(CreditCodes.next(), "深圳市海洋玩具有限公司", null, SHENZHEN, null));
        assertThat(reasons(data(null, "华盛光电科技（集团）公司", null, null, null))).containsExactly(TwinReason.SAME_NAME);
        assertThat(reasons(data(null, "华胜光电科技", null, SHENZHEN, null)))
                .containsExactly(TwinReason.ALIKE_NAME, TwinReason.SAME_PLACE);
        assertThat(reasons(data(null, "别的名字", null, null, "+86 755 8612345"))).containsExactly(TwinReason.SAME_PHONE);
        assertThat(reasons(data(kept.data().creditCode(), null, null, GUANGZHOU, null)))
                .containsExactly(TwinReason.SAME_CODE);
        assertThat(reasons(data(sameOrganisation(kept), null, null, null, null)))
                .containsExactly(TwinReason.SAME_ORGANISATION);
        assertThat(duplicates.twinsOf(data(null, "华胜光电科技", null, GUANGZHOU, null), null))
                .isEmpty();
        assertThat(duplicates.twinsOf(data(null, null, null, SHENZHEN, null), null))
                .isEmpty();
        assertThat(duplicates.twinsOf(kept.data(), kept.id())).isEmpty();
    }

    @Test
    void findsATwinByWhatItIsCalledNowOnly() {
        Business kept = businesses.register(data(CreditCodes.next(), "深圳市旧名光电科技有限公司", null, SHENZHEN, null));
        businesses.revise(kept.id(), kept.version(), data(kept.data().creditCode(), "新名灯饰科技", null, GUANGZHOU, null));
        assertThat(duplicates.twinsOf(data(null, "旧名光电科技", null, SHENZHEN, null), null))
                .isEmpty();
        assertThat(reasons(data(null, "新明灯饰科技", null, GUANGZHOU, null))).contains(TwinReason.ALIKE_NAME);
        assertThat(duplicates.twinsOf(data(null, "新明灯饰科技", null, SHENZHEN, null), null))
                .isEmpty();
    }

    @Test
    void findsATwinInTheCityToWhichManyWereMovedAtOnce() {
        Business one = businesses.register(data(CreditCodes.next(), "旧名光电科技", null, SHENZHEN, null));
        Business other = businesses.register(data(CreditCodes.next(), "旧明光电科技", null, GUANGZHOU, null));
        assertThat(pairs(null)).isEmpty();
        BulkDone moved = desk.getBean(BusinessBulkChange.class)
                .apply(List.of(other.id()), new BusinessChange.City(SHENZHEN), false);
        desk.getBean(SuspectedPairs.class).lookThrough();
        assertThat(pairs(null)).containsExactly(one.id() + "-" + other.id());
        assertThat(duplicates.twinsOf(one.data(), one.id()))
                .extracting(twin -> twin.business().id())
                .containsExactly(other.id());
        desk.getBean(BusinessBulkChange.class).undo(moved);
        desk.getBean(SuspectedPairs.class).lookThrough();
        assertThat(pairs(null)).isEmpty();
    }

    @Test
    void suspectsWhatTheRuleSuspectsAndNothingElse() {
        Random random = new Random(21);
        List<Business> all = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            all.add(businesses.register(random(random, all)));
        }
        Set<String> expected = new TreeSet<>();
        Set<TwinReason> seen = EnumSet.noneOf(TwinReason.class);
        for (Business one : all) {
            for (Business other : all) {
                Set<TwinReason> reasons = duplicates.reasons(one, other);
                if (one.id() < other.id() && Likeness.suspicious(reasons)) {
                    expected.add(one.id() + "-" + other.id());
                    seen.addAll(reasons);
                }
            }
        }
        assertThat(seen)
                .contains(
                        TwinReason.SAME_NAME,
                        TwinReason.ALIKE_NAME,
                        TwinReason.SAME_ORGANISATION,
                        TwinReason.SAME_PHONE);
        desk.getBean(SuspectedPairs.class).lookThrough();
        assertThat(pairs(null)).isEqualTo(expected);
        desk.getBean(SuspectedPairs.class).lookUp(all.stream().map(Business::id).toList());
        assertThat(pairs(null)).as("looked up one by one").isEqualTo(expected);
        assertThat(duplicates.count()).isEqualTo(expected.size());
        for (Business one : all) {
            duplicates.twinsOf(one.data(), one.id()).forEach(twin -> assertThat(duplicates.reasons(
                            one, businesses.find(twin.business().id()).orElseThrow()))
                    .isEqualTo(twin.reasons()));
        }
    }

    @Test
    void remembersThatTwoAreNotTheSame() {
        Business one = businesses.register(data(CreditCodes.next(), "华盛电子有限公司", null, SHENZHEN, null));
        Business other = businesses.register(data(CreditCodes.next(), "深圳市华盛电子厂", null, SHENZHEN, null));
        assertThat(pairs(GUANGZHOU)).isEmpty();
        assertThat(pairs(SHENZHEN)).hasSize(1);
        duplicates.decideDifferent(other.id(), one.id());
        duplicates.decideDifferent(one.id(), other.id());
        assertThat(pairs(null)).isEmpty();
        assertThat(duplicates.twinsOf(one.data(), one.id())).isEmpty();
        assertThat(duplicates.countDecided(SHENZHEN)).isOne();
        assertThat(duplicates.decided(GUANGZHOU, 0, 10)).isEmpty();
        assertThat(duplicates.decided(null, 0, 10)).singleElement().satisfies(pair -> {
            assertThat(String.valueOf(pair.verdict())).contains("official");
        });
        assertThat(history(other.id()))
                .contains(
                        "differentFrom=#" + one.id() + " 华盛电子有限公司 " + one.data().creditCode());
        duplicates.reconsider(one.id(), other.id());
        assertThat(pairs(null)).hasSize(1);
    }

    @Test
    void pagesTheLikeliestFirst() {
        String phone = null;
        for (String name : List.of("华盛电子", "海洋玩具", "新兴灯饰", "百邦家具", "长城陶瓷")) {
            businesses.register(data(CreditCodes.next(), name + "厂", null, SHENZHEN, phone));
            businesses.register(data(CreditCodes.next(), name + "公司", null, SHENZHEN, phone));
            phone = phone == null ? "0755-8612345" : null;
        }
        List<SuspectedPair> all = duplicates.suspected(null, 0, 100);
        assertThat(all).hasSize(5);
        assertThat(all.stream().map(SuspectedPair::score).distinct().count()).isGreaterThan(1);
        assertThat(all).isSortedAccordingTo((one, other) -> Integer.compare(other.score(), one.score()));
        List<SuspectedPair> paged = new ArrayList<>(duplicates.suspected(null, 0, 2));
        paged.addAll(duplicates.suspected(null, 2, 2));
        paged.addAll(duplicates.suspected(null, 4, 2));
        assertThat(paged).isEqualTo(all);
        assertThat(duplicates.count()).isEqualTo(5);
        assertThat(duplicates.count(GUANGZHOU)).isZero();
    }

    @Test
    void leavesOutWhatAnotherNodeHasTakenAway() {
        businesses.register(data(CreditCodes.next(), "华盛电子有限公司", null, SHENZHEN, null));
        Business other = businesses.register(data(CreditCodes.next(), "华盛电子厂", null, SHENZHEN, null));
        assertThat(duplicates.count()).isEqualTo(1);
        JdbcClient database = desk.getBean(JdbcClient.class);
        database.sql("update business set folded_zh = '别的' where id = :id")
                .param("id", other.id())
                .update();
        assertThat(pairs(null)).isEmpty();
        assertThat(duplicates.count()).isZero();
    }

    @Test
    void tellsOpenViewsWhenOthersAreFoundThanBefore() {
        SuspectedPairs pairs = desk.getBean(SuspectedPairs.class);
        List<Integer> told = new ArrayList<>();
        ApplicationListener<PayloadApplicationEvent<SuspectedPairsFound>> listener =
                ApplicationListener.forPayload(found -> told.add(found.pairs()));
        desk.addApplicationListener(listener);
        Business one = businesses.register(data(CreditCodes.next(), "华盛电子有限公司", null, SHENZHEN, null));
        businesses.register(data(CreditCodes.next(), "海洋玩具厂", null, SHENZHEN, null));
        pairs.lookThrough();
        assertThat(told).isEmpty();
        // As a whole file is imported: nobody tells of each of its businesses.
        desk.getBean(JdbcClient.class)
                .sql("update business set folded_zh = :name")
                .param(
                        "name",
                        Objects.requireNonNull(desk.getBean(NameFolding.class).fold("华盛电子"))
                                .text())
                .update();
        assertThat(duplicates.count()).isZero();
        pairs.lookThrough();
        assertThat(told).containsExactly(1);
        assertThat(duplicates.count()).isEqualTo(1);
        assertThat(duplicates.suspected(null, 0, 1).getFirst().first().id()).isEqualTo(one.id());
        desk.removeApplicationListener(listener);
    }

    @Test
    void clerksSeeAndDecideOnPairsOfTheirOwnCityAlone() {
        Business mine = businesses.register(data(CreditCodes.next(), "华盛电子有限公司", null, SHENZHEN, null));
        Business mineToo = businesses.register(data(CreditCodes.next(), "华盛电子厂", null, SHENZHEN, null));
        Business theirs = businesses.register(data(CreditCodes.next(), "海洋玩具有限公司", null, GUANGZHOU, null));
        Business theirsToo = businesses.register(data(CreditCodes.next(), "海洋玩具厂", null, GUANGZHOU, null));
        assertThat(pairs(null)).hasSize(2);
        JustTheServices.signInAs(Role.CLERK);
        assertThat(pairs(null)).containsExactly(mine.id() + "-" + mineToo.id());
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> duplicates.decideDifferent(theirs.id(), theirsToo.id()));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> duplicates.decideDifferent(mine.id(), theirs.id()));
        duplicates.decideDifferent(mine.id(), mineToo.id());
        assertThat(pairs(null)).isEmpty();
    }

    @Test
    void foldsRowsAtTheStartThatWereFoldedByOtherRulesOrNotAtAll() {
        Business one = businesses.register(data(CreditCodes.next(), "华盛光电科技有限公司", null, SHENZHEN, null));
        JdbcClient database = desk.getBean(JdbcClient.class);
        database.sql("update business set folding = 0, folded_zh = 'old', organisation_code = null")
                .update();
        database.sql("delete from business_near_name").update();
        assertThat(duplicates.twinsOf(data(null, "华盛光电科技", null, SHENZHEN, null), null))
                .isEmpty();
        desk.getBean(Likenesses.class).afterSingletonsInstantiated();
        assertThat(reasons(data(null, "华盛光电科技", null, SHENZHEN, null))).contains(TwinReason.SAME_NAME);
        assertThat(reasons(data(null, "华胜光电科技", null, SHENZHEN, null))).contains(TwinReason.ALIKE_NAME);
        assertThat(reasons(data(sameOrganisation(one), null, null, null, null))).contains(TwinReason.SAME_ORGANISATION);
    }

    private BusinessData random(Random random, List<Business> before) {
        List<String> brands = List.of("华盛", "华胜", "海洋", "新兴");
        List<String> trades = List.of("电子", "光电科技", "数码科技", "玩具");
        List<String> english = List.of("Huasheng", "Haiyang", "Xinxing");
        List<String> lines = List.of(" Electronics", " Toys", " Electronic");
        boolean chinese = random.nextInt(4) > 0;
        boolean both = random.nextInt(2) > 0;
        String code = random.nextInt(20) == 0 && !before.isEmpty()
                ? sameOrganisation(before.get(random.nextInt(before.size())))
                : CreditCodes.next();
        boolean known = businesses.findByCode(code).isPresent();
        boolean abroad = random.nextInt(6) == 0;
        return new BusinessData(
                known ? CreditCodes.next() : code,
                null,
                chinese && !both ? null : any(english, random) + any(lines, random) + " Ltd",
                chinese ? any(brands, random) + any(trades, random) + "有限公司" : null,
                abroad ? null : any(List.of(SHENZHEN, GUANGZHOU, "441900"), random),
                abroad ? "JP" : null,
                Set.of(),
                null,
                null,
                random.nextInt(3) == 0 ? "0755-861234" + random.nextInt(10) : null,
                random.nextInt(9) == 0 ? "Info@example.com" : null,
                random.nextInt(9) == 0 ? "https://www.example.com/" : null);
    }

    private static String any(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private Set<String> pairs(@Nullable String city) {
        Set<String> pairs = new TreeSet<>();
        duplicates
                .suspected(city, 0, Integer.MAX_VALUE)
                .forEach(pair ->
                        pairs.add(pair.first().id() + "-" + pair.second().id()));
        return pairs;
    }

    private Set<TwinReason> reasons(BusinessData typed) {
        List<Twin> twins = duplicates.twinsOf(typed, null);
        assertThat(twins).hasSize(1);
        return twins.getFirst().reasons();
    }

    private List<String> history(long id) {
        return desk.getBean(JdbcClient.class)
                .sql("""
                        select f.field || '=' || f.value_after from field_change f join change_entry e on e.id = f.entry_id
                        where e.record_kind = 'BUSINESS' and e.record_id = :id and f.value_after is not null""")
                .param("id", Long.toString(id))
                .query(String.class)
                .list();
    }

    /** Another valid code around the same organisation code. */
    private static String sameOrganisation(Business business) {
        String first = "92" + String.valueOf(business.data().creditCode()).substring(2, 17);
        return first + CreditCode.checkCharacter(first);
    }

    private static BusinessData data(
            @Nullable String code,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String city,
            @Nullable String phone) {
        return new BusinessData(code, null, nameEn, nameZh, city, null, Set.of(), null, null, phone, null, null);
    }
}

package org.yuemao.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.yuemao.Fairs;
import org.yuemao.base.Period;
import org.yuemao.business.BusinessData;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.TargetData;
import org.yuemao.indicator.TargetService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.place.Places;
import org.yuemao.security.Person;
import org.yuemao.security.Role;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureChange;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneService;

/** A year of events, zones and indicators with something in every chart, drawn from a seed. */
final class ReportYear {
    static final int YEAR = 2021;

    private static final List<String> COUNTRIES = List.of(
            "JP", "DE", "US", "BR", "TH", "VN", "MY", "ID", "FR", "GB", "IT", "ES", "AE", "SA", "ZA", "EG", "KE", "MX",
            "CL", "PE", "AU", "NZ", "CA", "KR");
    private static final List<String> PROVINCES = List.of("110000", "310000", "320000", "330000", "420000", "500000");
    private static final List<String> SECTORS =
            List.of("electronics", "appliances", "machinery", "vehicles", "new-energy", "textiles");

    private ReportYear() {}

    /** Enters it as an official. */
    static void enter(ConfigurableApplicationContext desk, long seed) {
        Random random = new Random(seed);
        signIn(desk, "official", Role.OFFICIAL, Places.PROVINCE);
        EventService events = desk.getBean(EventService.class);
        List<String> cities = desk.getBean(Places.class).cities().stream()
                .map(city -> city.code())
                .toList();
        for (int number = 0; number < 60; number++) {
            Programme programme = number % 5 < 3 ? Programme.GTW : Programme.GTN;
            LocalDate first =
                    LocalDate.of(number % 6 == 0 ? YEAR - 1 : YEAR, 1 + random.nextInt(12), 1 + random.nextInt(28));
            Event scheduled = events.schedule(new EventData(
                    programme,
                    number % 7 == 0 ? null : "Guangdong Trade Fair for Light Industry and Machinery No. " + number,
                    "粤贸展览会第" + number + "届：轻工与机械",
                    first,
                    first.plusDays(2),
                    EventForm.ON_SITE,
                    COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                    PROVINCES.get(random.nextInt(PROVINCES.size())),
                    null,
                    null,
                    null,
                    Places.PROVINCE,
                    random.nextBoolean()
                            ? Set.of(SECTORS.get(random.nextInt(SECTORS.size())), "furniture")
                            : Set.of(SECTORS.get(random.nextInt(SECTORS.size()))),
                    number % 9 == 0 ? EventStatus.PLANNED : EventStatus.COMPLETED,
                    null,
                    new BigDecimal(random.nextInt(20_000)),
                    null,
                    null));
            long event = scheduled.id();
            if (number % 8 != 3) {
                Fairs.approve(events, scheduled);
            }
            int taking = random.nextInt(6);
            for (int i = 0; i < taking; i++) {
                participate(desk, event, cities.get(random.nextInt(cities.size())), random);
            }
        }
        zones(desk, cities, random);
        indicators(desk);
        TargetService targets = desk.getBean(TargetService.class);
        targets.set(new TargetData(Programme.GTW, null, YEAR, new BigDecimal("40")));
        targets.set(new TargetData(Programme.GTN, null, YEAR, new BigDecimal("15")));
    }

    /** Lets a new business take part in an event. */
    static void participate(ConfigurableApplicationContext desk, long event, String city, Random random) {
        desk.getBean(ParticipationService.class)
                .registerNew(
                        event,
                        new BusinessData(
                                null, "sole trader", "Maker", null, city, null, Set.of(), null, null, null, null, null),
                        new ParticipationData(
                                0,
                                ParticipationRole.EXHIBITOR,
                                Attendance.ON_SITE,
                                null,
                                BigDecimal.valueOf(random.nextLong(10_000_000_000L), 2),
                                BigDecimal.valueOf(random.nextLong(9_000_000_000L), 2),
                                null));
    }

    private static void zones(ConfigurableApplicationContext desk, List<String> cities, Random random) {
        for (int number = 0; number < 12; number++) {
            ZoneKind kind = number % 2 == 0 ? ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE : ZoneKind.UPGRADING_BASE;
            long zone = desk.getBean(ZoneService.class)
                    .establish(new ZoneData(
                            kind, "Zone " + number, null, cities.get(number), null, null, null, null, Set.of()))
                    .id();
            for (String period : List.of("2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4")) {
                desk.getBean(ZoneFigureService.class)
                        .recordAll(
                                zone,
                                List.of(new ZoneFigureChange(
                                        Period.of(period),
                                        Metric.EXPORTS,
                                        BigDecimal.valueOf(random.nextLong(50_000_000_000L), 2),
                                        null)));
            }
        }
    }

    private static void indicators(ConfigurableApplicationContext desk) {
        IndicatorService indicators = desk.getBean(IndicatorService.class);
        Indicator trade = indicators.define(new IndicatorData("Cross-border e-commerce", "跨境电子商务", "CNY bn"));
        observe(indicators, trade, 2016, "22.8", null);
        observe(indicators, trade, 2019, "30.5", null);
        observe(indicators, trade, 2021, "33.1", "92.1");
    }

    private static void observe(
            IndicatorService indicators, Indicator indicator, int year, String amount, @Nullable String stated) {
        indicators.observe(new ObservationData(
                indicator.code(),
                Places.PROVINCE,
                Period.ofYear(year),
                null,
                new BigDecimal(amount),
                "CNY bn",
                stated == null ? null : new BigDecimal(stated),
                stated == null ? null : ChangeBasis.YEARLY_AVERAGE_SINCE,
                stated == null ? null : 2016,
                "test"));
    }

    /** Signs in on this thread as somebody who has an account. */
    static Person signIn(ConfigurableApplicationContext desk, String username, Role role, String office) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        long id = database.sql("select id from account where username = :name")
                .param("name", username)
                .query(Long.class)
                .optional()
                .orElseGet(() -> {
                    database.sql("""
                                    insert into account (version, username, full_name, password_hash, role, office_code,
                                        language, color_scheme, enabled, created_at)
                                    values (0, :name, :name, '-', :role, :office, 'en', 'SYSTEM', true, current_timestamp)""")
                            .param("name", username)
                            .param("role", role.name())
                            .param("office", office)
                            .update();
                    return database.sql("select id from account where username = :name")
                            .param("name", username)
                            .query(Long.class)
                            .single();
                });
        Person person = new Person(id, username, username, "", role, office, true);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
        return person;
    }
}

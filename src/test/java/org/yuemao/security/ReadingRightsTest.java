package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Companies;
import org.yuemao.Fairs;
import org.yuemao.audit.History;
import org.yuemao.audit.HistoryFilter;
import org.yuemao.audit.HistorySearch;
import org.yuemao.base.Period;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.business.ListedBusiness;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.database.ServicesOnEach;
import org.yuemao.event.Event;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventService;
import org.yuemao.event.EventSort;
import org.yuemao.indicator.EarlierIndicators;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationData;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.Counted;
import org.yuemao.summary.CountedRows;
import org.yuemao.summary.Included;
import org.yuemao.summary.Measure;
import org.yuemao.summary.SummaryFilter;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ZoneTrends;
import org.yuemao.zone.EarlierZones;
import org.yuemao.zone.ListedZoneFigure;
import org.yuemao.zone.Metric;
import org.yuemao.zone.Zone;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneFilter;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneLists;
import org.yuemao.zone.ZoneService;
import org.yuemao.zone.ZoneSort;

/** A leader reads what the provincial department stands for, and nothing of what it does not yet, whichever way is asked. */
class ReadingRightsTest {
    @RegisterExtension
    static final ServicesOnEach SERVICES = new ServicesOnEach(Role.OFFICIAL);

    /** What only records say that are not approved. */
    private static final String UNDECIDED = "Undecided";

    private static final BigDecimal SECRET = new BigDecimal("424242.00");
    private static final int YEAR = 2021;

    private record Desk(
            Event approved,
            Event undecided,
            long business,
            long inApproved,
            long inUndecided,
            Zone zone,
            Observation observation,
            long history) {}

    private static <T> T the(Databases database, Class<T> bean) {
        return SERVICES.the(database, bean);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderReadsNothingThatIsNotApprovedWhicheverWayIsAsked(Databases database) {
        Desk desk = desk(database);
        Map<String, Supplier<Object>> ways = ways(database, desk);
        assertThat(said(ways, true)).as("what others read").containsOnlyKeys(ways.keySet());
        JustTheServices.signInAs(Role.CLERK);
        assertThat(said(ways, true)).as("what clerks read").containsOnlyKeys(ways.keySet());
        JustTheServices.signInAs(Role.ADMINISTRATOR);
        assertThat(said(ways, true)).as("what administrators read").containsOnlyKeys(ways.keySet());
        JustTheServices.signInAs(Role.VIEWER);
        assertThat(said(ways, true)).as("what leaders read").isEmpty();
        assertThat(said(approvedWays(database, desk), false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfALeaderCountWhatIsApprovedWhateverTheAddressAsksFor(Databases database) {
        Desk desk = desk(database);
        Counted all = Counted.of(Measure.EVENTS, new SummaryFilter(YEAR, null, null, null, Included.ALL));
        CountedRows rows = the(database, CountedRows.class);
        SummaryService summaries = the(database, SummaryService.class);
        SummaryFilter filter = new SummaryFilter(YEAR, null, null, null, Included.ALL);
        long events = rows.totals(all).events();
        assertThat(summaries.mayCountAll()).isTrue();
        assertThat(summaries.overview(filter).figures().events()).isEqualTo(events);
        JustTheServices.signInAs(Role.VIEWER);
        assertThat(summaries.mayCountAll()).isFalse();
        assertThat(rows.totals(all).events()).isLessThan(events).isPositive();
        assertThat(summaries.overview(filter).figures().events())
                .isEqualTo(rows.totals(all).events());
        assertThat(summaries.overview(filter).filter().included()).isEqualTo(Included.APPROVED);
        SecurityContext leader = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(ReadingRights.asChosen(leader));
        assertThat(summaries.overview(filter).figures().events())
                .as("what a wall shows whoever looks")
                .isEqualTo(events);
        SecurityContextHolder.setContext(leader);
        // The business took part in one event that is approved, and in one that is not.
        assertThat(the(database, BusinessLists.class).withIds(List.of(desk.business())))
                .extracting(BusinessListItem::participations)
                .containsExactly(1L);
    }

    /** The ways, of those given, whose answer says something that is not approved, or does not say what is. */
    private static Map<String, String> said(Map<String, Supplier<Object>> ways, boolean undecided) {
        Map<String, String> said = new LinkedHashMap<>();
        ways.forEach((way, ask) -> {
            String answer = String.valueOf(ask.get());
            boolean says = answer.contains(UNDECIDED) || answer.contains("424242");
            if (says == undecided) {
                said.put(way, answer);
            }
        });
        return said;
    }

    /** Each gives back something of a record that is not approved, where that may be read. */
    private static Map<String, Supplier<Object>> ways(Databases database, Desk desk) {
        Map<String, Supplier<Object>> ways = new LinkedHashMap<>();
        EventLists events = the(database, EventLists.class);
        EventService event = the(database, EventService.class);
        EventFilter fairs = EventFilter.all().searching(UNDECIDED);
        ways.put("count of events", () -> events.count(fairs) == 0 ? "" : UNDECIDED);
        ways.put("ids of events", () -> events.ids(fairs).isEmpty() ? "" : UNDECIDED);
        ways.put("page of events", () -> events.page(EventFilter.all(), EventSort.CODE, true, "en", 0, 1_000));
        ways.put("all events", () -> {
            List<EventListItem> all = new ArrayList<>();
            events.each(EventFilter.all(), EventSort.CODE, true, "en", all::add);
            return all;
        });
        ways.put(
                "events of a period",
                () -> events.inPeriod(EventFilter.all(), LocalDate.of(YEAR, 1, 1), LocalDate.of(YEAR, 12, 31)));
        ways.put("events alike", () -> events.alike(desk.approved().id(), 100));
        ways.put("years of events", () -> events.years().contains(YEAR + 1) ? UNDECIDED : "");
        ways.put("event", () -> event.find(desk.undecided().id()));
        ways.put("event by its code", () -> event.findByCode(desk.undecided().code()));
        ParticipationLists lists = the(database, ParticipationLists.class);
        ParticipationFilter ofBusiness = ParticipationFilter.ofBusiness(desk.business());
        ways.put("sums of participations", () -> lists.totals(ofBusiness));
        ways.put("count of participations", () -> lists.count(ofBusiness) == 1 ? "" : UNDECIDED);
        ways.put("ids of participations", () -> lists.ids(ofBusiness).size() == 1 ? "" : UNDECIDED);
        ways.put("page of participations", () -> lists.page(ofBusiness, null, false, 0, 100));
        ways.put("all participations", () -> {
            List<ListedParticipation> all = new ArrayList<>();
            lists.each(ofBusiness, null, false, all::add);
            return all;
        });
        ways.put("participations by number", () -> lists.withIds(List.of(desk.inUndecided())));
        ways.put("years of participations", () -> lists.years().contains(YEAR + 1) ? UNDECIDED : "");
        ways.put(
                "participation", () -> the(database, ParticipationService.class).find(desk.inUndecided()));
        BusinessLists businesses = the(database, BusinessLists.class);
        ways.put(
                "page of businesses",
                () -> businesses.page(BusinessFilter.ALL, null, false, 0, 1_000).stream()
                                .filter(one -> one.id() == desk.business())
                                .anyMatch(one -> one.participations() > 1)
                        ? UNDECIDED
                        : "");
        ways.put("all businesses", () -> {
            List<ListedBusiness> all = new ArrayList<>();
            businesses.each(BusinessFilter.ALL, null, false, all::add);
            return all.stream()
                            .filter(one -> one.business().id() == desk.business())
                            .anyMatch(one -> one.participations() > 1)
                    ? UNDECIDED
                    : "";
        });
        ZoneLists zones = the(database, ZoneLists.class);
        ways.put(
                "count of figures of a zone",
                () -> zones.countFigures(desk.zone().id(), Period.Length.YEAR, YEAR, YEAR) == 1 ? "" : UNDECIDED);
        ways.put("figures of zones", () -> {
            List<ListedZoneFigure> all = new ArrayList<>();
            zones.eachFigure(ZoneFilter.ALL, ZoneSort.NAME, true, "en", all::add);
            return all;
        });
        ways.put("figures of a zone", () -> {
            List<ListedZoneFigure> all = new ArrayList<>();
            zones.eachFigure(desk.zone().id(), Period.Length.YEAR, YEAR, YEAR, all::add);
            return all;
        });
        ways.put(
                "events of a zone's sectors",
                () -> zones.eventsOfSameSectors(desk.zone().id(), 1_000));
        ZoneFigureService figures = the(database, ZoneFigureService.class);
        ways.put("sheet of a zone", () -> figures.figures(desk.zone().id(), YEAR, YEAR)
                .all());
        ways.put("years of a zone", () -> figures.years(desk.zone().id()).contains(YEAR - 1) ? UNDECIDED : "");
        ways.put("figures of an earlier day", () -> the(database, EarlierZones.class)
                .figures(LocalDate.now(), YEAR, YEAR));
        ways.put("observations", () -> the(database, IndicatorReadings.class).of("440300"));
        ways.put("observation", () -> the(database, IndicatorService.class)
                .findObservation(desk.observation().id()));
        ways.put("observations of an earlier day", () -> the(database, EarlierIndicators.class)
                .observations("440300", LocalDate.now(), false));
        SummaryFilter all = new SummaryFilter(YEAR, null, null, null, Included.ALL);
        CountedRows rows = the(database, CountedRows.class);
        ways.put("events behind a number", () -> rows.events(Counted.of(Measure.EVENTS, all)));
        ways.put(
                "participations behind a number",
                () -> rows.participations(Counted.of(Measure.PARTICIPATIONS, all), 0, 1_000));
        ways.put(
                "figures behind a number",
                () -> rows.zoneFigures(Counted.of(Measure.ZONE_FIGURES, all)
                        .ofZones(ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE, Metric.EXPORTS, YEAR)));
        // Of what is approved nothing is signed, and no exports are reported.
        ways.put(
                "deals of an overview",
                () -> the(database, SummaryService.class)
                                        .overview(all)
                                        .figures()
                                        .signedDeals()
                                        .signum()
                                > 0
                        ? UNDECIDED
                        : "");
        ways.put(
                "trend of zones",
                () -> the(database, ZoneTrends.class)
                                .of(ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE, Metric.EXPORTS, all)
                                .years()
                                .isEmpty()
                        ? ""
                        : UNDECIDED);
        History history = the(database, History.class);
        ways.put(
                "history of an event",
                () -> history.of("EVENT", desk.undecided().id()));
        ways.put("history of a participation", () -> history.of("PARTICIPATION", desk.inUndecided()));
        ways.put("history of a figure", () -> history.of("ZONE_FIGURE", desk.history()));
        ways.put(
                "history of an observation",
                () -> history.of("OBSERVATION", desk.observation().id()));
        ways.put(
                "name of an event",
                () -> history.names("EVENT", List.of(desk.undecided().id())));
        HistorySearch search = the(database, HistorySearch.class);
        ways.put("all changes", () -> search.lines(HistoryFilter.EVERYTHING, null, 1_000));
        ways.put(
                "changes of what is called so",
                () -> search.lines(new HistoryFilter(UNDECIDED, null, null, null, null, null), null, 100));
        return ways;
    }

    /** Each gives back something of a record that is approved. */
    private static Map<String, Supplier<Object>> approvedWays(Databases database, Desk desk) {
        History history = the(database, History.class);
        return Map.of(
                "history of an approved event",
                () -> history.of("EVENT", desk.approved().id()).isEmpty() ? "" : UNDECIDED,
                "history of its participation",
                () -> history.of("PARTICIPATION", desk.inApproved()).isEmpty() ? "" : UNDECIDED,
                "history of a business",
                () -> history.of("BUSINESS", desk.business()).isEmpty() ? "" : UNDECIDED,
                "approved event",
                () -> the(database, EventService.class)
                                .find(desk.approved().id())
                                .isEmpty()
                        ? ""
                        : UNDECIDED);
    }

    private static Desk desk(Databases database) {
        EventService events = the(database, EventService.class);
        Event approved = events.schedule(Fairs.inMay(YEAR, "Decided fair"));
        Event undecided = events.schedule(Fairs.inMay(YEAR, UNDECIDED + " fair"));
        events.schedule(Fairs.inMay(YEAR + 1, UNDECIDED + " later fair"));
        long business = the(database, BusinessService.class)
                .register(Companies.ofShenzhen("Company", "公司"))
                .id();
        ParticipationService participations = the(database, ParticipationService.class);
        long inApproved = participations
                .register(approved.id(), said(business, BigDecimal.ZERO))
                .id();
        long inUndecided =
                participations.register(undecided.id(), said(business, SECRET)).id();
        Fairs.approve(events, events.find(approved.id()).orElseThrow());
        Zone zone = the(database, ZoneService.class)
                .establish(new ZoneData(
                        ZoneKind.CROSS_BORDER_ECOMMERCE_PILOT_ZONE,
                        "Pilot zone " + business,
                        null,
                        "440300",
                        null,
                        null,
                        null,
                        null,
                        Set.of("electronics")));
        String indicator = the(database, IndicatorService.class)
                .define(new IndicatorData("Output " + business, "产出" + business, "CNY bn"))
                .code();
        ZoneFigureService figures = the(database, ZoneFigureService.class);
        figures.record(zone.id(), Period.ofYear(YEAR), Metric.JOBS, BigDecimal.TEN, null);
        JustTheServices.signInAs(Role.CLERK);
        long figure = figures.record(zone.id(), Period.ofYear(YEAR), Metric.EXPORTS, SECRET, null)
                .orElseThrow()
                .id();
        figures.record(zone.id(), Period.ofYear(YEAR - 1), Metric.EXPORTS, SECRET, null);
        Observation observation = the(database, IndicatorService.class)
                .observe(new ObservationData(
                        indicator,
                        "440300",
                        Period.ofYear(YEAR),
                        null,
                        SECRET,
                        "CNY bn",
                        null,
                        null,
                        null,
                        UNDECIDED.toLowerCase(Locale.ROOT)));
        JustTheServices.signIn();
        return new Desk(approved, undecided, business, inApproved, inUndecided, zone, observation, figure);
    }

    private static ParticipationData said(long business, BigDecimal signed) {
        return new ParticipationData(
                business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, signed, null);
    }
}

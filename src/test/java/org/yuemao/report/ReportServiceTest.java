package org.yuemao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.Fairs;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.EventService;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.security.Role;
import org.yuemao.summary.Included;

/** Reports in the background, and what people write for them, on both databases. */
class ReportServiceTest {
    private static final ReportOrder PDF = new ReportOrder(2021, null, ReportLanguages.ENGLISH, ReportFormat.PDF);
    private static final ReportOrder XLSX =
            new ReportOrder(2021, Programme.GTW, ReportLanguages.BOTH, ReportFormat.XLSX);

    /** Starting them takes longer than what is tested; each test has people and years of its own. */
    private static final Map<Databases, ConfigurableApplicationContext> DESKS = new EnumMap<>(Databases.class);

    private static ConfigurableApplicationContext desk(Databases database) {
        return DESKS.computeIfAbsent(database, JustTheServices::on);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @AfterAll
    static void end() {
        DESKS.values().forEach(ConfigurableApplicationContext::close);
        DESKS.clear();
    }

    @ParameterizedTest
    @EnumSource
    void makesReportsInTheBackgroundAndKeepsThemForThePersonAlone(Databases database) throws IOException {
        ConfigurableApplicationContext desk = desk(database);
        ReportYear.signIn(desk, "one", Role.VIEWER, Places.PROVINCE);
        ReportService reports = desk.getBean(ReportService.class);
        AtomicInteger told = new AtomicInteger();
        Runnable unfollow = reports.follow(told::incrementAndGet);
        long pdf = reports.order(PDF.with(Included.ALL));
        long xlsx = reports.order(XLSX);
        await().pollInSameThread().atMost(60, TimeUnit.SECONDS).until(() -> reports.mine().stream()
                .noneMatch(one -> one.state().isUnderWay()));
        unfollow.run();
        assertThat(told.get()).isGreaterThanOrEqualTo(4);
        assertThat(reports.mine()).extracting(Report::id).containsExactly(xlsx, pdf);
        assertThat(reports.mine()).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo(ReportState.DONE);
            assertThat(one.asOf()).isNotNull();
            assertThat(one.outdated()).isFalse();
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        reports.write(pdf, file);
        Report kept = reports.find(pdf);
        assertThat(kept.order().included()).as("what a leader may have counted").isEqualTo(Included.APPROVED);
        assertThat(kept.fileSize()).isEqualTo(file.size());
        try (PDDocument document = Loader.loadPDF(file.toByteArray())) {
            assertThat(kept.pages()).isEqualTo(document.getNumberOfPages());
        }
        assertThat(reports.fileName(kept, java.util.Locale.ENGLISH))
                .isEqualTo("Annual report 2021, Guangdong Trade Worldwide and Nationwide.pdf");
        assertThat(reports.fileName(reports.find(xlsx), java.util.Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("年度报告 2021年 粤贸全球.xlsx");

        ReportYear.signIn(desk, "other", Role.OFFICIAL, Places.PROVINCE);
        assertThat(reports.mine()).isEmpty();
        assertThatExceptionOfType(RecordNotFound.class).isThrownBy(() -> reports.find(pdf));
        assertThatExceptionOfType(RecordNotFound.class)
                .isThrownBy(() -> reports.write(pdf, new ByteArrayOutputStream()));
        reports.remove(pdf);
        desk.getBean(EventService.class).schedule(Fairs.inMay(2021, "Later"));

        ReportYear.signIn(desk, "one", Role.VIEWER, Places.PROVINCE);
        assertThat(reports.find(pdf).outdated())
                .as("something was entered since")
                .isTrue();
        reports.remove(pdf);
        assertThat(reports.mine()).extracting(Report::id).containsExactly(xlsx);
    }

    @ParameterizedTest
    @EnumSource
    void stopsWhatIsNotWantedAnyMoreAndMakesNoMoreAtOnceThanItCan(Databases database) throws Exception {
        ConfigurableApplicationContext desk = desk(database);
        ReportYear.signIn(desk, "impatient", Role.VIEWER, Places.PROVINCE);
        ReportService reports = desk.getBean(ReportService.class);
        CountDownLatch hold = new CountDownLatch(1);
        AtomicBoolean holding = new AtomicBoolean(true);
        // Whoever is told of progress on the worker's thread holds it up.
        Runnable unfollow = reports.follow(() -> {
            if (holding.get() && Thread.currentThread().getName().startsWith("report-")) {
                try {
                    hold.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        List<Long> ordered = new java.util.ArrayList<>();
        for (int i = 0; i < ReportService.OF_ONE_PERSON; i++) {
            ordered.add(reports.order(XLSX));
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reports.order(XLSX))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo("report.refused.own"));
        assertThat(reports.mine())
                .filteredOn(one -> one.state() == ReportState.WAITING)
                .hasSizeGreaterThanOrEqualTo(2);
        reports.cancel(ordered.getFirst());
        reports.cancel(ordered.getLast());
        ReportYear.signIn(desk, "other", Role.VIEWER, Places.PROVINCE);
        reports.cancel(ordered.get(1));
        ReportYear.signIn(desk, "impatient", Role.VIEWER, Places.PROVINCE);
        holding.set(false);
        hold.countDown();
        await().pollInSameThread().atMost(60, TimeUnit.SECONDS).until(() -> reports.mine().stream()
                .noneMatch(one -> one.state().isUnderWay()));
        unfollow.run();
        assertThat(reports.mine().reversed())
                .extracting(Report::state)
                .containsExactly(ReportState.CANCELLED, ReportState.DONE, ReportState.DONE, ReportState.CANCELLED);
        assertThat(desk.getBean(JdbcClient.class)
                        .sql("select count(distinct p.report_id) from report_part p join report r on r.id = p.report_id"
                                + " join account a on a.id = r.account_id where a.username = 'impatient'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        reports.order(XLSX);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLastReportsAndSaysWhatARestartHasInterrupted(Databases database) throws IOException {
        ConfigurableApplicationContext desk = desk(database);
        long account = ReportYear.signIn(desk, "collector", Role.VIEWER, Places.PROVINCE)
                .accountId();
        ReportStore store = desk.getBean(ReportStore.class);
        ReportContent content = desk.getBean(ReportComposer.class).compose(PDF);
        byte[] large = new byte[700_000];
        new Random(1).nextBytes(large);
        long last = 0;
        for (int i = 0; i < ReportService.KEPT + 3; i++) {
            last = store.add(account, PDF);
            store.begun(last);
            store.done(account, last, content, 3, new ByteArrayInputStream(large));
        }
        ReportService reports = desk.getBean(ReportService.class);
        assertThat(reports.mine()).hasSize(ReportService.KEPT);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        reports.write(last, read);
        assertThat(read.toByteArray()).isEqualTo(large);

        long broken = store.add(account, PDF);
        store.begun(broken);
        // The program has ended meanwhile.
        store.closeInterrupted();
        assertThat(reports.mine().getFirst().state()).isEqualTo(ReportState.INTERRUPTED);
        store.ended(broken, ReportState.FAILED);
        assertThat(reports.mine().getFirst().state()).isEqualTo(ReportState.INTERRUPTED);
        assertThat(ReportStore.class.getMethods())
                .filteredOn(method -> method.isAnnotationPresent(org.springframework.context.event.EventListener.class))
                .singleElement()
                .satisfies(
                        method -> assertThat(method.getAnnotation(org.springframework.context.event.EventListener.class)
                                        .value())
                                .containsExactly(ApplicationReadyEvent.class));
    }

    @ParameterizedTest
    @EnumSource
    void hasNumbersOfOneMomentWhileOthersEnter(Databases database) throws Exception {
        ConfigurableApplicationContext desk = desk(database);
        ReportYear.signIn(desk, "official", Role.OFFICIAL, Places.PROVINCE);
        long event = desk.getBean(EventService.class)
                .schedule(Fairs.inMay(2021, "Busy"))
                .id();
        AtomicBoolean ended = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> {
            ReportYear.signIn(desk, "official", Role.OFFICIAL, Places.PROVINCE);
            Random random = new Random(5);
            for (int i = 0; i < 400 && !ended.get(); i++) {
                ReportYear.participate(desk, event, "440300", random);
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                ReportContent content = desk.getBean(ReportComposer.class).compose(PDF);
                List<ReportContent.Part> parts = content.editions().getFirst().parts();
                BigDecimal signed = parts.getFirst().figures().stream()
                        .filter(figure -> figure.id().equals("signed"))
                        .findFirst()
                        .orElseThrow()
                        .amount();
                BigDecimal byRegion = parts.stream()
                        .flatMap(part -> part.charts().stream())
                        .filter(chart -> chart.id().equals("regions"))
                        .flatMap(chart -> chart.data().series().getFirst().items().stream())
                        .map(item -> item.amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(byRegion).isEqualByComparingTo(signed);
            }
        } finally {
            ended.set(true);
            other.join(30_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTextsWithTheirVersionsHistoryAndRights(Databases database) {
        ConfigurableApplicationContext desk = desk(database);
        ReportYear.signIn(desk, "clerk", Role.CLERK, Places.PROVINCE);
        ReportTextService texts = desk.getBean(ReportTextService.class);
        assertThat(texts.mayWrite()).isTrue();
        assertThat(texts.texts(2021, null)).hasSize(7).allSatisfy(text -> assertThat(text.version())
                .isZero());
        texts.write(0, new ReportTextData(2021, null, "cities", " 城市\r\n第二行 ", "  "));
        ReportText kept = texts.text(2021, null, "cities");
        assertThat(kept.data()).isEqualTo(new ReportTextData(2021, null, "cities", "城市\n第二行", null));
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.changedBy()).isEqualTo("clerk");
        assertThat(texts.text(2021, Programme.GTW, "cities").version()).isZero();
        assertThat(texts.text(2022, null, "cities").version()).isZero();
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> texts.write(0, new ReportTextData(2021, null, "cities", "later", null)));
        texts.write(1, new ReportTextData(2021, null, "cities", "城市\n第二行", "Cities"));
        assertThatExceptionOfType(StaleRecord.class)
                .isThrownBy(() -> texts.write(1, new ReportTextData(2021, null, "cities", "later", null)));
        texts.write(2, new ReportTextData(2021, null, "cities", "城市\n第二行", "Cities"));
        assertThat(texts.text(2021, null, "cities").version())
                .as("nothing was changed")
                .isEqualTo(2);
        assertThat(desk.getBean(JdbcClient.class)
                        .sql(
                                "select e.person || ' ' || e.action || ' ' || f.field || ' ' || coalesce(f.value_before, '-')"
                                        + " || ' ' || f.value_after from change_entry e join field_change f on f.entry_id = e.id"
                                        + " where e.record_kind = 'REPORT_TEXT' and f.field in ('zh', 'en') order by e.id, f.field")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).endsWith("en - Cities"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> texts.write(
                        2, new ReportTextData(2021, null, "cities", null, "x".repeat(ReportTextService.LONGEST + 1))))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("en"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> texts.write(0, new ReportTextData(2021, null, "weather", "x", null)));
        ReportYear.signIn(desk, "shenzhen", Role.CLERK, "440300");
        assertThat(texts.mayWrite()).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> texts.write(2, new ReportTextData(2021, null, "cities", "x", null)));
        assertThat(texts.text(2021, null, "cities").data().en()).isEqualTo("Cities");
    }
}

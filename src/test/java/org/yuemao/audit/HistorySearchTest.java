package org.yuemao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.audit.WrittenHistory.Said;
import org.yuemao.base.DatabaseClock;
import org.yuemao.base.Operations.Kind;
import org.yuemao.base.Operations.Operation;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.ReadingRights;
import org.yuemao.security.Role;

/** The search over all changes on both databases. */
class HistorySearchTest {
    private static final Instant NOON = LocalDate.of(2026, 3, 2)
            .atTime(12, 0)
            .atZone(ZoneId.systemDefault())
            .toInstant();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void readsOnWithoutLeavingOutOrRepeatingLinesOfOneMoment(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            JustTheServices.signIn();
            for (int moment = 0; moment < 3; moment++) {
                desk.now = NOON.plusSeconds(moment);
                desk.enter(4);
                for (int i = 0; i < 3; i++) {
                    desk.within(Operation.of(Kind.ENTRY), () -> {
                        desk.changeLog.created("EVENT", 1, new Said("One", 1));
                        desk.changeLog.created("EVENT", 2, new Said("Two", 1));
                    });
                }
            }
            HistorySearch search = search(desk);
            List<HistoryLine> all = search.lines(HistoryFilter.EVERYTHING, null, 100);
            assertThat(all).hasSize(3 * 7).isSortedAccordingTo(HistoryLine::newestFirst);
            assertThat(search.count(HistoryFilter.EVERYTHING)).isEqualTo(3 * 7);
            for (int size : new int[] {1, 2, 5, 8}) {
                assertThat(read(search, HistoryFilter.EVERYTHING, size))
                        .as("%d at a time", size)
                        .isEqualTo(all);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesAnOperationOneLineThatOpensIntoItsRows(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            JustTheServices.signIn();
            desk.within(new Operation(Kind.RESTORE, "Old fair", "Typed by mistake", null), () -> {
                desk.changeLog.changed("EVENT", 7, new Said("New", 1), new Said("Old", 1));
                desk.bulkHistory.enter(
                        "ZONE",
                        List.of(
                                BulkHistory.Entry.created(8, new Said("A", 1)),
                                BulkHistory.Entry.created(9, new Said("B", 2))));
                desk.changeLog.enterAll("ZONE", List.of(new ChangeLog.Entry(9, new Said("B", 2), null)));
            });
            desk.within(
                    Operation.of(Kind.CHANGE),
                    () -> desk.changeLog.changed("EVENT", 1, new Said("A", 1), new Said("A", 1)));
            HistorySearch search = search(desk);
            List<HistoryLine> lines = search.lines(HistoryFilter.EVERYTHING, null, 10);
            assertThat(lines).as("nothing was changed by the second").hasSize(1);
            HistoryLine line = lines.getFirst();
            assertThat(line.person()).isEqualTo("official");
            assertThat(line.content()).isInstanceOfSatisfying(HistoryLine.Operation.class, operation -> {
                assertThat(operation.kind()).isEqualTo(Kind.RESTORE);
                assertThat(operation.subject()).isEqualTo("Old fair");
                assertThat(operation.reason()).isEqualTo("Typed by mistake");
                assertThat(operation.entries()).isEqualTo(4);
                assertThat(operation.parts()).containsEntry("EVENT", 1L).containsEntry("ZONE", 3L);
            });
            assertThat(search.operation(line.id())).contains(line);
            assertThat(search.operation(line.id() + 1)).isEmpty();
            List<HistoryLine> rows = search.lines(HistoryFilter.of(line.id()), null, 10);
            assertThat(rows).hasSize(4).isEqualTo(read(search, HistoryFilter.of(line.id()), 3));
            assertThat(rows.getLast().content()).isInstanceOfSatisfying(HistoryLine.Change.class, change -> {
                assertThat(change.action()).isEqualTo("CHANGED");
                assertThat(change.fields()).containsExactly(new History.FieldChange("name", "New", "Old"));
            });
            assertThat(lines(search, filter(null, "ZONE", null, null))).hasSize(1);
            assertThat(lines(search, filter(null, "BUSINESS", null, null))).isEmpty();
            assertThat(lines(search, text("old FAIR"))).hasSize(1);
            assertThat(lines(search, text("by mistake"))).hasSize(1);
            assertThat(lines(search, text("old%fair")))
                    .as("a sign like any other")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void narrowsByPersonKindAndDay(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            desk.now = NOON.minusSeconds(86_400);
            desk.enter(1, "By the desk");
            desk.now = NOON;
            JustTheServices.signInAs(Role.CLERK);
            desk.inTransaction(() -> {
                desk.changeLog.created("ZONE", 5, new Said("By the clerk", 1));
                return true;
            });
            JustTheServices.signIn();
            HistorySearch search = search(desk);
            assertThat(lines(search, filter("clerk", null, null, null)))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line.person()).isEqualTo("clerk"));
            assertThat(lines(search, filter(null, "EVENT", null, null))).hasSize(1);
            assertThat(lines(search, filter("clerk", "EVENT", null, null))).isEmpty();
            LocalDate day = LocalDate.of(2026, 3, 2);
            assertThat(lines(search, filter(null, null, day, null)))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line.person()).isEqualTo("clerk"));
            assertThat(lines(search, filter(null, null, null, day.minusDays(1))))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line.person()).isEqualTo("system"));
            assertThat(lines(search, filter(null, null, day, day))).hasSize(1);
            assertThat(lines(search, filter(null, null, day.plusDays(1), null))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatWasDoneToARecordByItsNameAlsoWithinOperationsAndNamesWhatIsGone(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            JustTheServices.signIn();
            desk.database.sql("""
                            insert into zone (version, kind, name_en, name_zh, city_code, created_at, created_by,
                                changed_at, changed_by)
                            values (0, 'UPGRADING_BASE', 'Lighting Base', '照明基地', '440300', current_timestamp, 'x',
                                current_timestamp, 'x')""").update();
            long zone = desk.database
                    .sql("select max(id) from zone")
                    .query(Long.class)
                    .single();
            desk.enter(zone, "An event of the same number");
            desk.within(Operation.of(Kind.ENTRY), () -> {
                desk.changeLog.created("ZONE", zone, new Said("x", 1));
                desk.changeLog.created("ZONE", zone + 1, new Said("Gone", 1));
            });
            desk.inTransaction(() -> {
                desk.changeLog.removed("ZONE", zone + 1, new Said("Gone base", 1));
                return true;
            });
            HistorySearch search = search(desk);
            assertThat(lines(search, text("LIGHTING"))).hasSize(1).allSatisfy(line -> assertThat(line.content())
                    .isInstanceOfSatisfying(HistoryLine.Change.class, change -> {
                        assertThat(change.recordId()).isEqualTo(String.valueOf(zone));
                        assertThat(change.exists()).isTrue();
                        var record = Objects.requireNonNull(change.record());
                        assertThat(record.names().zh()).isEqualTo("照明基地");
                        assertThat(record.path()).isEqualTo("zones/" + zone);
                    }));
            assertThat(search.count(text("照明"))).isEqualTo(1);
            assertThat(lines(search, text("nowhere"))).isEmpty();
            assertThat(lines(search, filter(null, "ZONE", null, null))).anySatisfy(line -> assertThat(line.content())
                    .isInstanceOfSatisfying(HistoryLine.Change.class, change -> {
                        assertThat(change.action()).isEqualTo("REMOVED");
                        assertThat(change.exists()).isFalse();
                        var record = Objects.requireNonNull(change.record());
                        assertThat(record.names().en()).isEqualTo("Gone base");
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAccountsToAdministratorsAloneAndDashboardsToWhoMadeThem(Databases kind) {
        try (WrittenHistory desk = new WrittenHistory(kind)) {
            JustTheServices.signInAs(Role.VIEWER);
            desk.inTransaction(() -> {
                desk.changeLog.created("ACCOUNT", 1, new Said("somebody", 1));
                desk.changeLog.created("DASHBOARD", 1, new Said("Mine", 1));
                desk.changeLog.created("WALL_LINK", 1, new Said("Link", 1));
                return true;
            });
            desk.within(Operation.of(Kind.CHANGE), () -> desk.changeLog.created("ACCOUNT", 2, new Said("other", 1)));
            HistorySearch search = search(desk);
            History history = new History(
                    desk.database,
                    new HistoryRights(new CurrentPerson(), new ReadingRights(new CurrentPerson())),
                    new RecordNames(desk.database));
            assertThat(kinds(lines(search, HistoryFilter.EVERYTHING))).containsExactly("DASHBOARD");
            assertThat(history.of("ACCOUNT", 1)).isEmpty();
            assertThat(history.of("DASHBOARD", 1)).hasSize(1);
            JustTheServices.signIn();
            assertThat(kinds(lines(search, HistoryFilter.EVERYTHING))).containsExactly("WALL_LINK");
            assertThat(search.kinds()).doesNotContain("ACCOUNT");
            assertThat(history.of("DASHBOARD", 1)).isEmpty();
            JustTheServices.signInAs(Role.ADMINISTRATOR);
            assertThat(kinds(lines(search, HistoryFilter.EVERYTHING)))
                    .containsExactlyInAnyOrder("operation", "WALL_LINK", "ACCOUNT");
            assertThat(history.of("ACCOUNT", 1)).hasSize(1);
            assertThat(search.count(HistoryFilter.EVERYTHING)).isEqualTo(3);
        }
    }

    private static HistorySearch search(WrittenHistory desk) {
        return new HistorySearch(
                desk.database,
                new RecordNames(desk.database),
                new HistoryRights(new CurrentPerson(), new ReadingRights(new CurrentPerson())),
                DatabaseClock.system());
    }

    private static List<HistoryLine> lines(HistorySearch search, HistoryFilter filter) {
        return search.lines(filter, null, 100);
    }

    private static List<HistoryLine> read(HistorySearch search, HistoryFilter filter, int size) {
        List<HistoryLine> all = new ArrayList<>();
        HistoryLine last = null;
        List<HistoryLine> some;
        do {
            some = search.lines(filter, last, size);
            all.addAll(some);
            last = all.getLast();
        } while (!some.isEmpty());
        return all;
    }

    private static List<String> kinds(List<HistoryLine> lines) {
        return lines.stream()
                .map(line -> line.content() instanceof HistoryLine.Change change ? change.kind() : "operation")
                .toList();
    }

    private static HistoryFilter text(String text) {
        return new HistoryFilter(text, null, null, null, null, null);
    }

    private static HistoryFilter filter(
            @Nullable String person, @Nullable String kind, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new HistoryFilter("", person, kind, from, to, null);
    }
}

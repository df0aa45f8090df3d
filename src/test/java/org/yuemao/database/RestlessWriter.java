package org.yuemao.database;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuemao.base.Attempted;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.CreditCode;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.Recount;

/**
 * The desk's services with the desk's own settings in a process of its own, and in it several people who write without a
 * pause until the process is killed. It says what it is about to write, a line each, and again once that is acknowledged:
 * {@link KillRounds} reads these lines, which outlive the process.
 */
final class RestlessWriter {
    /** So many businesses at once. */
    static final int BLOCK = 12;

    private static final int PEOPLE = 4;
    private static final int YEAR = 2021;
    private static final OutputStream LINES = new FileOutputStream(FileDescriptor.out);

    private final ConfigurableApplicationContext desk;
    private final int round;
    private final AtomicInteger codes = new AtomicInteger();

    private RestlessWriter(ConfigurableApplicationContext desk, int round) {
        this.desk = desk;
        this.round = round;
    }

    /** Takes the number of the round, whether to recount first, and options of the desk. */
    public static void main(String[] arguments) {
        List<String> options = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
        // What no writer needs is not started: a hundred rounds are a hundred starts.
        options.add("--spring.main.lazy-initialization=true");
        ConfigurableApplicationContext desk = new SpringApplicationBuilder(JustTheDatabase.class, JustTheServices.class)
                .web(WebApplicationType.NONE)
                .run(options.toArray(String[]::new));
        RestlessWriter writer = new RestlessWriter(desk, Integer.parseInt(arguments[0]));
        if (Boolean.parseBoolean(arguments[1])) {
            desk.getBean(Recount.class).compare().forEach(difference -> say("differs " + difference));
            say("recounted");
        }
        writer.write();
    }

    private static void say(String line) {
        // In one call, so that no line is torn by the kill.
        synchronized (LINES) {
            try {
                LINES.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write() {
        JustTheServices.signIn();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < PEOPLE / 2; i++) {
            EventData fair = fair(i);
            say("try setup schedule " + fair.nameEn());
            events.add(desk.getBean(EventService.class).schedule(fair));
            say("done setup schedule " + events.getLast().id());
        }
        for (int i = 0; i < PEOPLE; i++) {
            Writing person = new Writing(i, events);
            Thread.ofPlatform().name("person-" + i).start(person);
        }
        say("ready");
    }

    private EventData fair(int number) {
        return new EventData(
                Programme.GTW,
                "Fair-" + round + "-" + number,
                null,
                LocalDate.of(YEAR + (round + number) % 3, 1 + round % 12, 1),
                LocalDate.of(YEAR + (round + number) % 3, 1 + round % 12, 3),
                EventForm.ON_SITE,
                "JP",
                null,
                null,
                null,
                null,
                "440300",
                Set.of("electronics"),
                EventStatus.CONFIRMED,
                null,
                null,
                null,
                null);
    }

    private String nextCode() {
        String start = "91440300" + (100_000_000 + round * 100_000 + codes.getAndIncrement());
        return start + CreditCode.checkCharacter(start);
    }

    /** One who writes; what one of them writes no other changes, but two share each event. */
    private final class Writing implements Runnable {
        private final int number;
        private final List<Event> events;
        private Event event;
        private final Random random;
        private final Map<Long, Participation> mine = new HashMap<>();
        private final List<Long> ids = new ArrayList<>();
        private List<Long> block = List.of();
        private int turn;

        Writing(int number, List<Event> events) {
            this.number = number;
            this.events = events;
            event = events.get(number / 2);
            random = new Random(1000L * round + number);
        }

        @Override
        public void run() {
            JustTheServices.signIn();
            try {
                for (turn = 0; ; turn++) {
                    try {
                        writeSomething();
                    } catch (PessimisticLockingFailureException | QueryTimeoutException busy) {
                        // As a person is told it on a slow machine: nothing was written.
                        say("busy " + number);
                    }
                }
            } catch (RuntimeException e) {
                e.printStackTrace();
                say("failed " + number + " " + e.toString().replace('\n', ' '));
            }
        }

        private void writeSomething() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> register();
                case 3, 4, 5 -> revise();
                case 6 -> withdraw();
                case 7 -> enterBlock();
                case 8 -> joinBlock();
                default -> rename();
            }
        }

        private String token() {
            return "r" + round + "-" + number + "-" + turn;
        }

        private <T> T telling(String what, Supplier<T> work) {
            say("try " + number + " " + what);
            return work.get();
        }

        private void done(String what) {
            say("done " + number + " " + what);
        }

        private void register() {
            String code = nextCode();
            BigDecimal signed = BigDecimal.valueOf(random.nextInt(1, 1_000_000));
            Participation registered =
                    telling("register " + code + " " + signed, () -> desk.getBean(ParticipationService.class)
                            .registerNew(event.id(), business(code), data(0, signed, token())));
            keep(registered);
            done("register " + registered.id() + " " + registered.version());
        }

        private BusinessData business(String code) {
            return new BusinessData(
                    code,
                    null,
                    name(),
                    null,
                    random.nextBoolean() ? "440300" : "440100",
                    null,
                    Set.of("electronics"),
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        /** Names unlike each other, since looking for twins is not what is tried here. */
        private String name() {
            return random.ints(14, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        private ParticipationData data(long business, BigDecimal signed, String remark) {
            return new ParticipationData(
                    business, ParticipationRole.EXHIBITOR, Attendance.ON_SITE, null, null, signed, remark);
        }

        private void keep(Participation participation) {
            if (mine.put(participation.id(), participation) == null) {
                ids.add(participation.id());
            }
        }

        private void revise() {
            if (ids.isEmpty()) {
                return;
            }
            Participation one = any();
            BigDecimal signed = BigDecimal.valueOf(1_000_000L + random.nextInt(1_000_000));
            Participation revised =
                    telling("revise " + one.id() + " " + signed, () -> desk.getBean(ParticipationService.class)
                            .revise(
                                    one.id(),
                                    one.version(),
                                    data(
                                            one.data().businessId(),
                                            signed,
                                            Objects.requireNonNull(one.data().remark()))));
            keep(revised);
            done("revise " + revised.id() + " " + revised.version());
        }

        private Participation any() {
            return Objects.requireNonNull(mine.get(ids.get(random.nextInt(ids.size()))));
        }

        private void withdraw() {
            if (ids.isEmpty()) {
                return;
            }
            Participation one = any();
            telling("withdraw " + one.id(), () -> {
                desk.getBean(ParticipationService.class).withdraw(one.id(), one.version());
                return one;
            });
            mine.remove(one.id());
            ids.remove(one.id());
            done("withdraw " + one.id());
        }

        private void enterBlock() {
            List<TypedRow> rows = new ArrayList<>();
            List<String> entered = new ArrayList<>();
            for (int i = 0; i < BLOCK; i++) {
                String code = nextCode();
                entered.add(code);
                rows.add(new TypedRow(i + 1, Map.of("creditCode", code, "nameEn", name(), "cityCode", "440300")));
            }
            telling("enter " + String.join(",", entered), () -> desk.getBean(EntryService.class)
                    .enter(desk.getBean(BusinessRows.class), rows));
            done("enter");
            block = desk.getBean(JdbcClient.class)
                    .sql("select id from business where credit_code in (:codes)")
                    .param("codes", entered)
                    .query(Long.class)
                    .list();
        }

        /** Registers the last block in its event, all or none. */
        private void joinBlock() {
            if (block.isEmpty()) {
                return;
            }
            List<Long> businesses = block;
            block = List.of();
            List<Attempted<Participation>> joined =
                    telling("join " + token(), () -> desk.getBean(ParticipationService.class)
                            .registerAll(
                                    event.id(),
                                    businesses.stream()
                                            .map(business -> data(business, BigDecimal.TEN, token()))
                                            .toList()));
            StringBuilder all = new StringBuilder("join");
            for (Attempted<Participation> one : joined) {
                Participation participation = Objects.requireNonNull(one.done(), String.valueOf(one.refused()));
                keep(participation);
                all.append(' ').append(participation.id());
            }
            done(all.toString());
        }

        /** The first of those who share an event. */
        private void rename() {
            if (number % 2 != 0) {
                return;
            }
            String name = "Fair-" + token();
            EventData said = event.data();
            event = telling("rename " + event.id() + " " + name, () -> desk.getBean(EventService.class)
                    .revise(
                            event.id(),
                            event.version(),
                            new EventData(
                                    said.programme(),
                                    name,
                                    null,
                                    said.firstDay(),
                                    said.lastDay(),
                                    said.form(),
                                    said.countryCode(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    said.officeCode(),
                                    said.sectors(),
                                    said.status(),
                                    null,
                                    null,
                                    null,
                                    null)));
            done("rename " + events.get(number / 2).id());
        }
    }
}

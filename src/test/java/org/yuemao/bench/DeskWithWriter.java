package org.yuemao.bench;

import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.yuemao.Application;
import org.yuemao.account.AccountService;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationService;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.OpenOverviews;

/**
 * The program of the jar in a process of its own, and in that process an official who corrects what is approved when told to on
 * the standard input: through the same service, rights and transactions as a view, but without a browser's typing, which would
 * not come to ten commits a second. A door for this in the program itself would be one that an attacker could find.
 *
 * <p>{@code prefer PERSON LANGUAGE} chooses a language; {@code common} names a city and a sector; {@code write COUNT PACE} commits so many changes, one each so many milliseconds; {@code count} says what the process
 * holds after it has collected its garbage; {@code restore} puts back what was there before. Each line is answered by one that begins with the number of the request.
 */
final class DeskWithWriter {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** What those written to have in common, so that each change concerns every filter that {@link LiveBench} looks at. */
    static final int YEAR = 2021;

    static final String PROGRAMME = "GTW";

    private final ServletWebServerApplicationContext desk;
    private final PrintStream answers;
    private final Map<Long, ParticipationData> before = new LinkedHashMap<>();

    private DeskWithWriter(ServletWebServerApplicationContext desk, PrintStream answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /** Takes the options of the program, and ends when the standard input does: nothing is left behind. */
    public static void main(String[] arguments) throws IOException {
        var desk = (ServletWebServerApplicationContext) SpringApplication.run(Application.class, arguments);
        DeskWithWriter writer = new DeskWithWriter(desk, System.out);
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                writer.answer(line.split(" "));
            }
        } finally {
            // Whatever failed, nothing is left behind.
            System.exit(SpringApplication.exit(desk));
        }
    }

    private void answer(String[] request) {
        String number = request[0];
        switch (request[1]) {
            case "prefer" -> {
                signIn(request[2]);
                desk.getBean(AccountService.class).prefer(Locale.forLanguageTag(request[3]));
                answers.println(number + ": preferred");
            }
            case "common" -> answers.println(number + ": " + common());
            case "count" -> answers.println(number + ": " + counts());
            case "write" -> {
                write(Integer.parseInt(request[2]), Duration.ofMillis(Long.parseLong(request[3])));
                answers.println(number + ": written");
            }
            case "restore" -> {
                restore();
                answers.println(number + ": restored");
            }
            default -> throw new IllegalArgumentException(String.join(" ", request));
        }
        answers.flush();
    }

    private record Written(long id, String city, String sector) {}

    /** A city and a sector that have many participations that are approved, which every window counts. */
    private String common() {
        Written one = candidates().getFirst();
        return one.city() + " " + one.sector();
    }

    private List<Written> candidates() {
        signIn("official");
        List<Written> all = desk.getBean(JdbcClient.class)
                .sql("""
                        select p.id, b.city_code, min(s.sector_code) as sector
                        from participation p join business b on b.id = p.business_id join event e on e.id = p.event_id
                        join event_sector s on s.event_id = e.id
                        where e.review_state = 'APPROVED' and e.event_year = :year and e.programme = :programme
                            and e.status in ('UNDER_WAY', 'COMPLETED') and b.city_code is not null
                        group by p.id, b.city_code order by p.id""")
                .param("year", YEAR)
                .param("programme", PROGRAMME)
                .query((row, index) -> new Written(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
        Written first = all.getFirst();
        return all.stream()
                .filter(one -> one.city().equals(first.city()) && one.sector().equals(first.sector()))
                .toList();
    }

    /** Adds 1 CNY to the signed deals of one participation after another. */
    private void write(int count, Duration pace) {
        ParticipationService participations = desk.getBean(ParticipationService.class);
        List<Participation> written = new ArrayList<>(candidates().stream()
                .limit(40)
                .map(one -> participations.find(one.id()).orElseThrow())
                .toList());
        Instant begin = Instant.now();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Duration early = Duration.between(Instant.now(), begin.plus(pace.multipliedBy(i)));
            if (early.isPositive()) {
                LockSupport.parkNanos(early.toNanos());
            }
            Participation one = written.get(i % written.size());
            ParticipationData data = one.data();
            before.putIfAbsent(one.id(), data);
            BigDecimal more = Objects.requireNonNullElse(data.signedDeals(), BigDecimal.ZERO)
                    .add(BigDecimal.ONE);
            Instant asked = Instant.now();
            written.set(
                    i % written.size(),
                    participations.revise(
                            one.id(),
                            one.version(),
                            new ParticipationData(
                                    data.businessId(),
                                    data.role(),
                                    data.attendance(),
                                    data.boothArea(),
                                    data.intendedDeals(),
                                    more,
                                    data.remark())));
            Instant acknowledged = Instant.now();
            lines.add("committed " + i + " " + micros(asked) + " " + micros(acknowledged));
        }
        lines.forEach(answers::println);
    }

    private void restore() {
        ParticipationService participations = desk.getBean(ParticipationService.class);
        before.forEach((id, data) ->
                participations.revise(id, participations.find(id).orElseThrow().version(), data));
    }

    /** Microseconds since 1970: both processes read the same clock. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** As somebody who has signed in by the form. */
    private void signIn(String username) {
        UserDetails person = desk.getBean(UserDetailsService.class).loadUserByUsername(username);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }

    private String counts() {
        long heap = Long.MAX_VALUE;
        // Weakly held things, and what finishers hold, go with the second or third collection.
        for (int i = 0; i < 4; i++) {
            System.gc();
            LockSupport.parkNanos(SETTLING.toNanos() / 4);
            heap = Math.min(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        int sessions = 0;
        int windows = 0;
        for (HttpSession session : sessions()) {
            try {
                windows += windows(session);
                sessions++;
            } catch (IllegalStateException ended) {
                // It has ended in between.
                continue;
            }
        }
        return "heap=%d sessions=%d windows=%d listeners=%d computed=%d"
                .formatted(
                        heap,
                        sessions,
                        windows,
                        desk.getBean(OpenOverviews.class).size(),
                        desk.getBean(SummaryService.class).computed());
    }

    private static int windows(HttpSession session) {
        int windows = 0;
        Enumeration<String> names = session.getAttributeNames();
        while (names.hasMoreElements()) {
            if (session.getAttribute(names.nextElement()) instanceof VaadinSession one) {
                one.lock();
                try {
                    windows += one.getUIs().size();
                } finally {
                    one.unlock();
                }
            }
        }
        return windows;
    }

    private Collection<HttpSession> sessions() {
        List<HttpSession> all = new ArrayList<>();
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(desk.getWebServer());
        for (Container child : server.getTomcat().getHost().findChildren()) {
            for (Session session : ((Context) child).getManager().findSessions()) {
                // Without asking whether it is still valid, which would end what has expired.
                all.add(session.getSession());
            }
        }
        return all;
    }
}

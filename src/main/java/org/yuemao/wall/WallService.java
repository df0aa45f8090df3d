package org.yuemao.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;
import org.yuemao.summary.Included;

/** Keeps walls. Officials and administrators arrange them; everybody who has signed in may look at them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class WallService {
    /** The most screens of a wall, since a browser keeps all of them for days. */
    public static final int MOST_SCREENS = 12;

    public static final int SHORTEST_SECONDS = 5;
    public static final int LONGEST_SECONDS = 600;
    public static final int LONGEST_NAME = 80;

    static final String KIND = "WALL";

    private final JdbcClient database;
    private final Places places;
    private final DashboardService dashboards;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    WallService(
            JdbcClient database,
            Places places,
            DashboardService dashboards,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.dashboards = dashboards;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Whether the person who has signed in may arrange walls and make links. */
    public boolean mayArrange() {
        return currentPerson
                .find()
                .filter(person -> person.role() == Role.OFFICIAL || person.role() == Role.ADMINISTRATOR)
                .isPresent();
    }

    /** All walls by name. */
    public List<Wall> list() {
        Map<Long, List<WallScreen>> screens = new HashMap<>();
        database.sql("select * from wall_screen order by wall_id, place").query(row -> {
            screens.computeIfAbsent(row.getLong("wall_id"), wall -> new ArrayList<>())
                    .add(screen(row));
        });
        return database.sql("select * from wall order by name, id")
                .query((row, index) -> wall(row, screens.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** A wall as it stands now. */
    public Optional<Wall> find(long id) {
        return find(database, id, "");
    }

    static Optional<Wall> find(JdbcClient database, long id, String held) {
        List<WallScreen> screens = database.sql("select * from wall_screen where wall_id = :id order by place")
                .param("id", id)
                .query((row, index) -> screen(row))
                .list();
        return database.sql("select * from wall where id = :id" + held)
                .param("id", id)
                .query((row, index) -> wall(row, screens))
                .optional();
    }

    /** Hangs up a new wall. */
    @Transactional
    @PreAuthorize(Rights.ARRANGE_WALLS)
    public long create(WallData data) {
        WallData checked = checked(data, List.of());
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into wall (version, name, seconds, languages, changed_at, changed_by)
                        values (0, :name, :seconds, :languages, :now, :person)""")
                .param("name", checked.name())
                .param("seconds", checked.seconds())
                .param("languages", checked.languages().name())
                .param("now", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        insertScreens(id, checked.screens());
        changeLog.created(KIND, id, Logged.of(checked));
        publisher.publishEvent(new WallChanged(id));
        return id;
    }

    /**
     * Changes a wall; the displays that show it follow by themselves.
     *
     * @throws StaleRecord where somebody else has changed it since
     */
    @Transactional
    @PreAuthorize(Rights.ARRANGE_WALLS)
    public void change(long id, long version, WallData data) {
        Wall wall = hold(id, version);
        WallData checked = checked(data, wall.data().screens());
        database.sql("""
                        update wall set version = version + 1, name = :name, seconds = :seconds, languages = :languages,
                            changed_at = :now, changed_by = :person where id = :id""")
                .param("name", checked.name())
                .param("seconds", checked.seconds())
                .param("languages", checked.languages().name())
                .param("now", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .param("id", id)
                .update();
        database.sql("delete from wall_screen where wall_id = :id")
                .param("id", id)
                .update();
        insertScreens(id, checked.screens());
        changeLog.changed(KIND, id, Logged.of(wall.data()), Logged.of(checked));
        publisher.publishEvent(new WallChanged(id));
    }

    /** Takes a wall down; its links open nothing any more. */
    @Transactional
    @PreAuthorize(Rights.ARRANGE_WALLS)
    public void remove(long id, long version) {
        Wall wall = hold(id, version);
        database.sql("delete from wall where id = :id").param("id", id).update();
        changeLog.removed(KIND, id, Logged.of(wall.data()));
        publisher.publishEvent(new WallChanged(id));
    }

    /** As the history has it: the screens in their order. */
    private record Logged(String name, int seconds, WallLanguages languages, String screens) {
        static Logged of(WallData data) {
            return new Logged(
                    data.name(),
                    data.seconds(),
                    data.languages(),
                    data.screens().toString());
        }
    }

    private Wall hold(long id, long version) {
        Wall wall = find(database, id, " for update").orElseThrow(() -> new RecordNotFound(KIND, id));
        if (wall.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return wall;
    }

    private void insertScreens(long wall, List<WallScreen> screens) {
        for (int place = 0; place < screens.size(); place++) {
            WallScreen screen = screens.get(place);
            database.sql("""
                            insert into wall_screen (wall_id, place, kind, dashboard_id, shown_year, programme, city_code, sector_code,
                                included)
                            values (:wall, :place, :kind, :dashboard, :year, :programme, :city, :sector, :included)""")
                    .param("wall", wall)
                    .param("place", place)
                    .param("kind", screen.kind().name())
                    .param("dashboard", screen.dashboardId(), Types.BIGINT)
                    .param("year", screen.year(), Types.INTEGER)
                    .param(
                            "programme",
                            screen.programme() == null
                                    ? null
                                    : screen.programme().name(),
                            Types.VARCHAR)
                    .param("city", screen.cityCode(), Types.VARCHAR)
                    .param("sector", screen.sectorCode(), Types.VARCHAR)
                    .param("included", screen.included().name())
                    .update();
        }
    }

    private WallData checked(WallData data, List<WallScreen> before) {
        String name = data.name().strip();
        Refusal.when(name.isEmpty(), "name", "base.required");
        Refusal.when(name.length() > LONGEST_NAME, "name", "wall.refused.long", LONGEST_NAME);
        Refusal.when(
                data.seconds() < SHORTEST_SECONDS || data.seconds() > LONGEST_SECONDS,
                "seconds",
                "wall.refused.seconds",
                SHORTEST_SECONDS,
                LONGEST_SECONDS);
        Refusal.when(data.screens().isEmpty(), "screens", "wall.refused.empty");
        Refusal.when(data.screens().size() > MOST_SCREENS, "screens", "wall.refused.many", MOST_SCREENS);
        data.screens().stream().filter(screen -> !before.contains(screen)).forEach(this::check);
        return new WallData(name, data.seconds(), data.languages(), data.screens());
    }

    private void check(WallScreen screen) {
        Integer year = screen.year();
        Refusal.when(
                year != null && (year < Period.FIRST_YEAR || year > Period.LAST_YEAR),
                "screens",
                "wall.refused.year",
                Period.FIRST_YEAR,
                Period.LAST_YEAR);
        Refusal.when(
                screen.cityCode() != null && places.city(screen.cityCode()) == null
                        || screen.sectorCode() != null && places.sector(screen.sectorCode()) == null,
                "screens",
                "wall.refused.place");
        Long dashboard = screen.dashboardId();
        Refusal.when(
                (screen.kind() == WallScreenKind.DASHBOARD) != (dashboard != null)
                        || dashboard != null && dashboards.find(dashboard).isEmpty(),
                "screens",
                "wall.refused.dashboard");
    }

    private static Wall wall(ResultSet row, List<WallScreen> screens) throws SQLException {
        return new Wall(
                row.getLong("id"),
                row.getLong("version"),
                new WallData(
                        row.getString("name"),
                        row.getInt("seconds"),
                        WallLanguages.valueOf(row.getString("languages")),
                        screens),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private static WallScreen screen(ResultSet row) throws SQLException {
        @Nullable String programme = row.getString("programme");
        return new WallScreen(
                WallScreenKind.valueOf(row.getString("kind")),
                row.getObject("dashboard_id", Long.class),
                row.getObject("shown_year", Integer.class),
                programme == null ? null : Programme.valueOf(programme),
                row.getString("city_code"),
                row.getString("sector_code"),
                Included.valueOf(row.getString("included")));
    }
}

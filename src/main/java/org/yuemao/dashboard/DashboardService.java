package org.yuemao.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.Period;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.event.Programme;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;
import org.yuemao.summary.Included;

/**
 * Keeps dashboards. Everybody who has signed in may put some together; only the owner changes one. Those whose office it is
 * shared with may see it. What it counts, each who looks at it counts with rights of their own.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize(Rights.READ)
public class DashboardService {
    /** The most dashboards that a person keeps. */
    public static final int MOST = 100;

    /** The most tiles of a dashboard. */
    public static final int MOST_TILES = 60;

    /** The most characters of a name. */
    public static final int LONGEST_NAME = 80;

    /** The most characters of a tile's title. */
    public static final int LONGEST_TITLE = 120;

    private static final String KIND = "DASHBOARD";
    private static final String FROM = " from dashboard d left join account a on a.id = d.account_id";
    /** Rights stand in the query: what may not be seen is not there. */
    private static final String VISIBLE = " where (d.account_id = :me or d.all_offices or d.office_code = :office)";

    private final JdbcClient database;
    private final Places places;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    DashboardService(
            JdbcClient database,
            Places places,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The person's own dashboards, then those of others that are shared with the person; each by name. */
    public List<DashboardListItem> list() {
        Person me = currentPerson.get();
        return visible("select d.*, a.full_name, (select count(*) from dashboard_tile t where t.dashboard_id = d.id) as"
                        + " tiles" + FROM + VISIBLE
                        + " order by case when d.account_id = :me then 0 else 1 end, lower(d.name), d.id")
                .query((row, index) -> new DashboardListItem(
                        row.getLong("id"),
                        row.getLong("version"),
                        row.getString("name"),
                        sharing(row),
                        row.getInt("tiles"),
                        row.getString("full_name"),
                        me.accountId() == row.getLong("account_id"),
                        moment(row)))
                .list();
    }

    /** A dashboard, where there is such a one that the person may see. */
    public Optional<Dashboard> find(long id) {
        Person me = currentPerson.get();
        return visible("select d.*, a.full_name" + FROM + VISIBLE + " and d.id = :id")
                .param("id", id)
                .query((row, index) -> new Dashboard(
                        row.getLong("id"),
                        row.getLong("version"),
                        new DashboardData(row.getString("name"), sharing(row), List.of()),
                        row.getString("full_name"),
                        me.accountId() == row.getLong("account_id"),
                        moment(row)))
                .optional()
                .map(this::withTiles);
    }

    /** The offices with whose people the person may share: a department official with all, everybody else with the own. */
    public List<Office> officesToShareWith() {
        Person me = currentPerson.get();
        return places.offices().stream()
                .filter(office -> me.role() == Role.OFFICIAL || office.code().equals(me.officeCode()))
                .toList();
    }

    /** Whether the person may share with all offices at once. */
    public boolean mayShareWithAll() {
        return currentPerson.get().role() == Role.OFFICIAL;
    }

    /** Makes a dashboard of the person's own. */
    @Transactional
    public long create(DashboardData data) {
        Person me = currentPerson.get();
        DashboardData checked = checked(data, null);
        // Two windows of one person are counted one after the other.
        database.sql("select id from account where id = :me for update")
                .param("me", me.accountId())
                .query(Long.class)
                .list();
        int kept = database.sql("select count(*) from dashboard where account_id = :me")
                .param("me", me.accountId())
                .query(Integer.class)
                .single();
        Refusal.when(kept >= MOST, "name", "dashboard.refused.many", MOST);
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        bound(database.sql("""
                                insert into dashboard (version, account_id, name, office_code, all_offices, created_at,
                                    changed_at)
                                values (1, :me, :name, :office, :all, :now, :now)"""), checked).param("me", me.accountId()).update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        insertTiles(id, checked.tiles());
        changeLog.created(KIND, id, checked);
        publisher.publishEvent(new DashboardChanged(id));
        return id;
    }

    /**
     * Changes name, sharing and tiles of one of the person's own dashboards.
     *
     * @param version that it was read with
     * @return the version that it has now
     * @throws StaleRecord where it has been changed since
     * @throws RecordNotFound where it is not there, or not to be seen
     */
    @Transactional
    public long change(long id, long version, DashboardData data) {
        Dashboard before = held(id, version);
        DashboardData checked = checked(data, before.data().sharing());
        if (checked.equals(before.data())) {
            return version;
        }
        bound(database.sql("""
                                update dashboard set version = version + 1, name = :name, office_code = :office,
                                    all_offices = :all, changed_at = :now
                                where id = :id"""), checked).param("id", id).update();
        if (!checked.tiles().equals(before.data().tiles())) {
            database.sql("delete from dashboard_tile where dashboard_id = :id")
                    .param("id", id)
                    .update();
            insertTiles(id, checked.tiles());
        }
        changeLog.changed(KIND, id, before.data(), checked);
        publisher.publishEvent(new DashboardChanged(id));
        return version + 1;
    }

    /**
     * Removes one of the person's own dashboards.
     *
     * @throws StaleRecord where it has been changed since
     */
    @Transactional
    public void remove(long id, long version) {
        Dashboard before = held(id, version);
        database.sql("delete from dashboard where id = :id").param("id", id).update();
        changeLog.removed(KIND, id, before.data());
        publisher.publishEvent(new DashboardChanged(id));
    }

    private Dashboard held(long id, long version) {
        database.sql("select id from dashboard where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .list();
        Dashboard held = find(id).orElseThrow(() -> new RecordNotFound(KIND, id));
        if (!held.mine()) {
            throw new AccessDeniedException("Dashboard " + id + " belongs to somebody else");
        }
        if (held.version() != version) {
            throw new StaleRecord(KIND, id);
        }
        return held;
    }

    private JdbcClient.StatementSpec visible(String sql) {
        Person me = currentPerson.get();
        return database.sql(sql).param("me", me.accountId()).param("office", me.officeCode());
    }

    private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, DashboardData data) {
        return statement
                .param("name", data.name())
                .param("office", data.sharing().officeCode(), Types.VARCHAR)
                .param("all", data.sharing().allOffices())
                .param("now", OffsetDateTime.now(clock));
    }

    private Dashboard withTiles(Dashboard found) {
        List<DashboardTile> tiles = database.sql("select * from dashboard_tile where dashboard_id = :id")
                .param("id", found.id())
                .query(TILE)
                .list();
        return new Dashboard(
                found.id(),
                found.version(),
                new DashboardData(found.data().name(), found.data().sharing(), tiles),
                found.owner(),
                found.mine(),
                found.changedAt());
    }

    private void insertTiles(long id, List<DashboardTile> tiles) {
        for (DashboardTile tile : tiles) {
            Programme programme = tile.filter().programme();
            database.sql("""
                            insert into dashboard_tile (dashboard_id, tile, kind, content, tile_year, programme, city_code,
                                sector_code, included, title, grid_column, grid_row, grid_width, grid_height)
                            values (:id, :tile, :kind, :content, :year, :programme, :city, :sector, :included, :title, :column,
                                :row, :width, :height)""")
                    .param("id", id)
                    .param("tile", tile.number())
                    .param("kind", tile.content().kind())
                    .param("content", tile.content().name(), Types.VARCHAR)
                    .param("year", tile.filter().year(), Types.INTEGER)
                    .param("programme", programme == null ? null : programme.name(), Types.VARCHAR)
                    .param("city", tile.filter().cityCode(), Types.VARCHAR)
                    .param("sector", tile.filter().sectorCode(), Types.VARCHAR)
                    .param("included", tile.filter().included().name())
                    .param("title", tile.title(), Types.VARCHAR)
                    .param("column", tile.place().column())
                    .param("row", tile.place().row())
                    .param("width", tile.place().width())
                    .param("height", tile.place().height())
                    .update();
        }
    }

    private static final RowMapper<DashboardTile> TILE = (row, index) -> new DashboardTile(
            row.getInt("tile"),
            TileContent.of(row.getString("kind"), row.getString("content")),
            new TileFilter(
                    row.getObject("tile_year", Integer.class),
                    row.getString("programme") == null ? null : Programme.valueOf(row.getString("programme")),
                    row.getString("city_code"),
                    row.getString("sector_code"),
                    Included.valueOf(row.getString("included"))),
            row.getString("title"),
            new TilePlace(
                    row.getInt("grid_column"),
                    row.getInt("grid_row"),
                    row.getInt("grid_width"),
                    row.getInt("grid_height")));

    private static Sharing sharing(ResultSet row) throws SQLException {
        return new Sharing(row.getString("office_code"), row.getBoolean("all_offices"));
    }

    private static java.time.Instant moment(ResultSet row) throws SQLException {
        return row.getObject("changed_at", OffsetDateTime.class).toInstant();
    }

    /**
     * What is kept of what a person says.
     *
     * @param sharedBefore stays allowed, also where the person could not choose it (any more)
     */
    private DashboardData checked(DashboardData data, @Nullable Sharing sharedBefore) {
        String name = data.name().strip();
        Refusal.when(name.isEmpty(), "name", "base.required");
        Refusal.when(name.length() > LONGEST_NAME, "name", "dashboard.refused.long", LONGEST_NAME);
        if (!data.sharing().equals(sharedBefore)) {
            checkSharing(data.sharing());
        }
        Refusal.when(data.tiles().size() > MOST_TILES, null, "dashboard.refused.tiles", MOST_TILES);
        Set<Integer> numbers = new HashSet<>();
        for (DashboardTile tile : data.tiles()) {
            Refusal.when(!numbers.add(tile.number()), null, "dashboard.refused.place");
            check(tile);
        }
        return new DashboardData(
                name,
                data.sharing(),
                data.tiles().stream().map(DashboardService::tidied).toList());
    }

    private void checkSharing(Sharing sharing) {
        String office = sharing.officeCode();
        Refusal.when(
                office != null && (sharing.allOffices() || places.office(office) == null),
                "sharing",
                "dashboard.refused.office");
        boolean allowed = sharing.allOffices()
                ? mayShareWithAll()
                : office == null
                        || officesToShareWith().stream()
                                .anyMatch(one -> one.code().equals(office));
        Refusal.when(!allowed, "sharing", "dashboard.refused.sharing");
    }

    private void check(DashboardTile tile) {
        Refusal.when(!tile.place().isWithinGrid(), null, "dashboard.refused.place");
        TileFilter filter = tile.filter();
        Integer year = filter.year();
        Refusal.when(
                year != null && (year < Period.FIRST_YEAR || year > Period.LAST_YEAR),
                "year",
                "dashboard.refused.year",
                String.valueOf(Period.FIRST_YEAR),
                String.valueOf(Period.LAST_YEAR));
        Refusal.when(
                filter.cityCode() != null && places.city(filter.cityCode()) == null
                        || filter.sectorCode() != null && places.sector(filter.sectorCode()) == null,
                null,
                "dashboard.refused.filter");
        String title = tile.title();
        Refusal.when(
                title != null && title.strip().length() > LONGEST_TITLE,
                "title",
                "dashboard.refused.long",
                LONGEST_TITLE);
        Refusal.when(
                tile.content() instanceof TileContent.Heading && (title == null || title.isBlank()),
                "title",
                "base.required");
    }

    private static DashboardTile tidied(DashboardTile tile) {
        String title = tile.title() == null || tile.title().isBlank()
                ? null
                : tile.title().strip();
        return new DashboardTile(tile.number(), tile.content(), tile.filter(), title, tile.place());
    }
}

package org.yuemao.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.audit.ChangeLog;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.LinkSecret;
import org.yuemao.security.Person;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/** Makes, opens and revokes the links that open walls without signing in. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.ARRANGE_WALLS)
public class WallLinkService {
    private static final String KIND = "WALL_LINK";

    /** When a link was used last is noted this often at most. */
    private static final Duration NOTED = Duration.ofMinutes(5);

    private static final String LINKS = """
            select l.*, a.username, a.full_name, a.office_code, a.enabled
            from wall_link l join account a on a.id = l.account_id where\s""";

    private final JdbcClient database;
    private final ChangeLog changeLog;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    /** As the history has it: whose it is and until when, nothing of its secret. */
    private record Logged(
            long wallId,
            String name,
            @Nullable LocalDate lastDay,
            @Nullable Instant revokedAt) {
        static Logged of(WallLink link, @Nullable Instant revokedAt) {
            return new Logged(link.wallId(), link.name(), link.lastDay(), revokedAt);
        }
    }

    WallLinkService(
            JdbcClient database,
            ChangeLog changeLog,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.database = database;
        this.changeLog = changeLog;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The links to a wall, the newest first. */
    public List<WallLink> of(long wallId) {
        return database.sql(LINKS + "l.wall_id = :wall order by l.id desc")
                .param("wall", wallId)
                .query(rows())
                .list();
    }

    /**
     * Makes a link. The wall that it opens counts on behalf of the person who makes it, for as long as that person's account
     * is not locked.
     */
    @Transactional
    public NewWallLink make(long wallId, String name, @Nullable LocalDate lastDay) {
        String checked = name.strip();
        Refusal.when(checked.isEmpty(), "name", "base.required");
        Refusal.when(
                checked.length() > WallService.LONGEST_NAME, "name", "wall.refused.long", WallService.LONGEST_NAME);
        Refusal.when(lastDay != null && lastDay.isBefore(LocalDate.now(clock)), "lastDay", "wall.link.refused.past");
        if (WallService.find(database, wallId, " for update").isEmpty()) {
            throw new RecordNotFound(WallService.KIND, wallId);
        }
        String secret = LinkSecret.create();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into wall_link (wall_id, name, secret_hash, account_id, created_at, last_day)
                        values (:wall, :name, :hash, :account, :now, :last)""")
                .param("wall", wallId)
                .param("name", checked)
                .param("hash", LinkSecret.hash(secret))
                .param("account", currentPerson.get().accountId())
                .param("now", OffsetDateTime.now(clock))
                .param("last", lastDay, Types.DATE)
                .update(key, "id");
        WallLink link = find(Objects.requireNonNull(key.getKey()).longValue());
        changeLog.created(KIND, link.id(), Logged.of(link, null));
        publisher.publishEvent(new WallChanged(wallId));
        return new NewWallLink(link, secret);
    }

    /** Revokes a link at once and for good: the displays that it has opened go dark. */
    @Transactional
    public void revoke(long linkId) {
        WallLink link = find(linkId);
        Instant now = clock.instant();
        int revoked = database.sql("""
                        update wall_link set revoked_at = :now, revoked_by = :person
                        where id = :id and revoked_at is null""")
                .param("now", OffsetDateTime.now(clock))
                .param("person", currentPerson.username())
                .param("id", linkId)
                .update();
        if (revoked > 0) {
            changeLog.changed(KIND, linkId, Logged.of(link, null), Logged.of(link, now));
            publisher.publishEvent(new WallChanged(link.wallId()));
        }
    }

    /**
     * Opens the wall of a link, without anybody having signed in.
     *
     * @return nothing where the link is not known, revoked or ended, or its maker's account is locked
     */
    @Transactional
    @PreAuthorize("permitAll()")
    public Optional<OpenedWall> open(String secret) {
        if (!LinkSecret.hasForm(secret)) {
            return Optional.empty();
        }
        return database.sql(LINKS + "l.secret_hash = :hash")
                .param("hash", LinkSecret.hash(secret))
                .query((row, index) -> new Found(read(row), reader(row)))
                .optional()
                .filter(found -> found.link().state() == WallLink.State.OPEN)
                .flatMap(found -> {
                    noteUse(found.link());
                    return WallService.find(database, found.link().wallId(), "")
                            .map(wall -> new OpenedWall(wall, found.link().id(), found.reader()));
                });
    }

    /** Whether there is or was a link with this secret: whoever asks by it guesses nothing. */
    @PreAuthorize("permitAll()")
    public boolean isKnown(String secret) {
        return LinkSecret.hasForm(secret)
                && database.sql("select count(*) from wall_link where secret_hash = :hash")
                                .param("hash", LinkSecret.hash(secret))
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** Whether a link still opens its wall; asked again and again by the walls that are open. */
    @PreAuthorize("permitAll()")
    public boolean stillOpens(long linkId) {
        return database.sql(LINKS + "l.id = :id")
                .param("id", linkId)
                .query(rows())
                .optional()
                .filter(link -> link.state() == WallLink.State.OPEN)
                .isPresent();
    }

    private record Found(WallLink link, Person reader) {}

    private void noteUse(WallLink link) {
        Instant last = link.lastUsedAt();
        if (last == null || last.isBefore(clock.instant().minus(NOTED))) {
            database.sql("update wall_link set last_used_at = :now where id = :id")
                    .param("now", OffsetDateTime.now(clock))
                    .param("id", link.id())
                    .update();
        }
    }

    private WallLink find(long id) {
        return database.sql(LINKS + "l.id = :id")
                .param("id", id)
                .query(rows())
                .optional()
                .orElseThrow(() -> new RecordNotFound(KIND, id));
    }

    /** The maker, who may do nothing here but read, and of whom no password is known. */
    private static Person reader(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("account_id"),
                row.getString("username"),
                row.getString("full_name"),
                "",
                Role.VIEWER,
                row.getString("office_code"),
                true);
    }

    private RowMapper<WallLink> rows() {
        return (row, index) -> read(row);
    }

    private WallLink read(ResultSet row) throws SQLException {
        Instant revoked = moment(row, "revoked_at");
        LocalDate lastDay = row.getObject("last_day", LocalDate.class);
        WallLink.State state = revoked != null
                ? WallLink.State.REVOKED
                : lastDay != null && lastDay.isBefore(LocalDate.now(clock))
                        ? WallLink.State.ENDED
                        : row.getBoolean("enabled") ? WallLink.State.OPEN : WallLink.State.MAKER_LOCKED;
        return new WallLink(
                row.getLong("id"),
                row.getLong("wall_id"),
                row.getString("name"),
                row.getString("username"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastDay,
                moment(row, "last_used_at"),
                revoked,
                row.getString("revoked_by"),
                state);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}

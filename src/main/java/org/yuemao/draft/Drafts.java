package org.yuemao.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.FieldChange;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a person typed and did not save, until it is saved or given up. Everybody sees the own drafts alone: nothing
 * here is a change of a record, so none of it is recorded or published.
 */
@Service
@PreAuthorize(Rights.READ)
@Transactional(readOnly = true)
public class Drafts {
    /** How long a draft is kept that nobody comes back to. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** More than all fields of a form together can hold, and than all cells of a pasted block that are wrong. */
    private static final int LONGEST = 10_000_000;

    private static final int LONGEST_KEY = 120;
    private static final int LONGEST_TITLE = 400;
    private static final int LONGEST_ADDRESS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, FieldChange>> CONTENT = new TypeReference<>() {};

    private final JdbcClient database;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    Drafts(JdbcClient database, CurrentPerson currentPerson, Clock clock) {
        this.database = database;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** Keeps what stands in a form now, instead of what the draft said before; nothing where nothing is typed any more. */
    @Transactional
    public void keep(UUID id, DraftSubject subject, Map<String, FieldChange> changes) {
        if (changes.isEmpty()) {
            discard(id);
            return;
        }
        String content = JSON.writeValueAsString(changes);
        if (content.length() > LONGEST || subject.formKey().length() > LONGEST_KEY) {
            LOG.warn("A draft of {} is too long to be kept", subject.formKey());
            return;
        }
        if (update(id, subject, content) == 0) {
            // A key that is somebody else's is left alone.
            database.sql("""
                            insert into draft (id, account_id, form_key, title, address, record_version, content, saved_at)
                            select cast(:id as uuid), cast(:account as bigint), cast(:key as varchar(120)),
                                cast(:title as varchar(400)), cast(:address as varchar(1000)), cast(:version as bigint),
                                cast(:content as text), cast(:now as timestamp with time zone)
                            where not exists (select 1 from draft where id = :id)""").params(parameters(id, subject, content)).update();
        }
    }

    private int update(UUID id, DraftSubject subject, String content) {
        return database.sql("""
                        update draft set form_key = :key, title = :title, address = :address, record_version = :version,
                            content = :content, saved_at = :now
                        where id = :id and account_id = :account""").params(parameters(id, subject, content)).update();
    }

    private Map<String, Object> parameters(UUID id, DraftSubject subject, String content) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("id", id);
        parameters.put("account", account());
        parameters.put("key", subject.formKey());
        parameters.put("title", shortened(subject.title(), LONGEST_TITLE));
        parameters.put("address", shortened(subject.address(), LONGEST_ADDRESS));
        parameters.put(
                "version",
                new org.springframework.jdbc.core.SqlParameterValue(java.sql.Types.BIGINT, subject.version()));
        parameters.put("content", content);
        parameters.put("now", OffsetDateTime.now(clock));
        return parameters;
    }

    /** Adds what a browser still had to what the draft says: it has been typed later. */
    @Transactional
    public void add(UUID id, DraftSubject subject, Map<String, FieldChange> changes) {
        Map<String, FieldChange> all =
                new LinkedHashMap<>(find(id).map(Draft::changes).orElse(Map.of()));
        changes.forEach((name, change) -> all.merge(
                name,
                change,
                (before, after) -> new FieldChange(after.label(), before.was(), after.typed(), after.shown())));
        keep(id, subject, all);
    }

    /** One of the own drafts. */
    public Optional<Draft> find(UUID id) {
        return database.sql("select * from draft where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account())
                .query(ROW)
                .optional();
    }

    /** The own drafts of one form, the newest first. */
    public List<Draft> ofForm(String formKey) {
        return database.sql("""
                        select * from draft where account_id = :account and form_key = :key and saved_at > :thinned
                        order by saved_at desc""")
                .param("account", account())
                .param("key", formKey)
                .param("thinned", OffsetDateTime.now(clock).minus(KEPT))
                .query(ROW)
                .list();
    }

    /** All own drafts, the newest first. */
    public List<Draft> own() {
        return database.sql("""
                        select * from draft where account_id = :account and saved_at > :thinned
                        order by saved_at desc""")
                .param("account", account())
                .param("thinned", OffsetDateTime.now(clock).minus(KEPT))
                .query(ROW)
                .list();
    }

    /** Gives a draft up, or does away with it once it is saved. */
    @Transactional
    public void discard(UUID id) {
        database.sql("delete from draft where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account())
                .update();
    }

    /** Removes everybody's drafts that nobody has come back to; gives how many there were. */
    @Transactional
    @PreAuthorize("permitAll()")
    public int thin() {
        return database.sql("delete from draft where saved_at <= :thinned")
                .param("thinned", OffsetDateTime.now(clock).minus(KEPT))
                .update();
    }

    private long account() {
        return currentPerson.get().accountId();
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static final RowMapper<Draft> ROW = (row, index) -> new Draft(
            row.getObject("id", UUID.class),
            new DraftSubject(
                    row.getString("form_key"),
                    row.getString("title"),
                    row.getString("address"),
                    row.getObject("record_version", Long.class)),
            changes(row.getString("content")),
            row.getObject("saved_at", OffsetDateTime.class).toInstant());

    private static Map<String, FieldChange> changes(String content) {
        try {
            return JSON.readValue(content, CONTENT);
        } catch (JacksonException e) {
            throw new IllegalStateException("A draft cannot be read", e);
        }
    }
}

package org.yuemao.filter;

import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Rights;

/**
 * Keeps filters of lists under names, for the person who has signed in and nobody else. They say how one person likes to
 * look at the desk and nothing about its records, so no history is kept of them.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class SavedFilterService {
    /** The most filters that a person keeps for one list. */
    public static final int MOST = 50;

    /** The most characters of a name. */
    public static final int LONGEST_NAME = 80;

    private static final int LONGEST_PARAMETERS = 2000;
    private static final RowMapper<SavedFilter> FILTER = (row, index) -> new SavedFilter(
            row.getLong("id"), row.getString("name"), row.getString("parameters"), row.getString("opens_list") != null);

    private final JdbcClient database;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    SavedFilterService(JdbcClient database, CurrentPerson currentPerson, Clock clock) {
        this.database = database;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** The person's filters of a list, by name. */
    public List<SavedFilter> of(String list) {
        return database.sql("select * from saved_filter where account_id = :account and list_name = :list"
                        + " order by folded_name")
                .param("account", account())
                .param("list", list)
                .query(FILTER)
                .list();
    }

    /** The filter that the list opens with, if the person has chosen one. */
    public Optional<SavedFilter> opening(String list) {
        return database.sql("select * from saved_filter where account_id = :account and opens_list = :list")
                .param("account", account())
                .param("list", list)
                .query(FILTER)
                .optional();
    }

    /** Saves a filter under a new name. */
    @Transactional
    public SavedFilter save(String list, String name, String parameters) {
        holdAccount();
        String checked = checked(list, name, 0);
        checkParameters(parameters);
        int kept = database.sql("select count(*) from saved_filter where account_id = :account and list_name = :list")
                .param("account", account())
                .param("list", list)
                .query(Integer.class)
                .single();
        Refusal.when(kept >= MOST, "name", "filter.refused.many", MOST);
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        database.sql("""
                        insert into saved_filter (account_id, list_name, name, folded_name, parameters, created_at)
                        values (:account, :list, :name, :folded, :parameters, :now)""")
                .param("account", account())
                .param("list", list)
                .param("name", checked)
                .param("folded", folded(checked))
                .param("parameters", parameters)
                .param("now", OffsetDateTime.now(clock))
                .update(key, "id");
        return new SavedFilter(Objects.requireNonNull(key.getKey()).longValue(), checked, parameters, false);
    }

    /** Gives a filter another name. */
    @Transactional
    public void rename(long id, String name) {
        holdAccount();
        String list = listOf(id);
        String checked = checked(list, name, id);
        update("name = :name, folded_name = :folded", id, statement -> statement
                .param("name", checked)
                .param("folded", folded(checked)));
    }

    /** Lets a name stand for another filter. */
    @Transactional
    public void replace(long id, String parameters) {
        checkParameters(parameters);
        update("parameters = :parameters", id, statement -> statement.param("parameters", parameters));
    }

    /** Removes a filter. */
    @Transactional
    public void remove(long id) {
        database.sql("delete from saved_filter where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account())
                .update();
    }

    /** Opens the list with this filter from now on, or with none. */
    @Transactional
    public void openWith(String list, @Nullable Long id) {
        holdAccount();
        database.sql("update saved_filter set opens_list = null where account_id = :account and opens_list = :list")
                .param("account", account())
                .param("list", list)
                .update();
        if (id != null) {
            update("opens_list = list_name", id, statement -> statement);
        }
    }

    private interface Parameters {
        JdbcClient.StatementSpec of(JdbcClient.StatementSpec statement);
    }

    private void update(String what, long id, Parameters parameters) {
        int updated = parameters
                .of(database.sql("update saved_filter set " + what + " where id = :id and account_id = :account"))
                .param("id", id)
                .param("account", account())
                .update();
        if (updated == 0) {
            throw new RecordNotFound("saved filter", id);
        }
    }

    private String listOf(long id) {
        return database.sql("select list_name from saved_filter where id = :id and account_id = :account")
                .param("id", id)
                .param("account", account())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new RecordNotFound("saved filter", id));
    }

    /** Two windows of one person are counted and compared one after the other. */
    private void holdAccount() {
        database.sql("select id from account where id = :account for update")
                .param("account", account())
                .query(Long.class)
                .list();
    }

    private String checked(String list, String typed, long except) {
        String name = typed.strip();
        Refusal.when(name.isEmpty(), "name", "base.required");
        Refusal.when(name.length() > LONGEST_NAME, "name", "filter.refused.long", LONGEST_NAME);
        boolean taken = database.sql("""
                                select count(*) from saved_filter where account_id = :account and list_name = :list
                                    and folded_name = :folded and id <> :id""")
                        .param("account", account())
                        .param("list", list)
                        .param("folded", folded(name))
                        .param("id", except)
                        .query(Long.class)
                        .single()
                > 0;
        Refusal.when(taken, "name", "filter.refused.taken", name);
        return name;
    }

    private static void checkParameters(String parameters) {
        Refusal.when(parameters.length() > LONGEST_PARAMETERS, "name", "filter.refused.parameters");
    }

    private static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return plain.length() <= 160 ? plain : plain.substring(0, 160);
    }

    private long account() {
        return currentPerson.get().accountId();
    }
}

package org.yuemao.base.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Hands over all rows of one query, however many there are, without ever holding more than some hundred of them. Works in a
 * transaction alone: outside of one PostgreSQL sends the whole result at once. H2 keeps a large result in a file, whose
 * writing costs more than the query: where a list may be long, its query says ids alone, and what the rows say is looked up.
 */
public final class StreamedQuery {
    /** So many rows are fetched, and completed by further look-ups, at a time. */
    private static final int ROWS = 500;

    private StreamedQuery() {}

    /**
     * Reads the query to its end, or until the consumer throws, which ends the query as well.
     *
     * @param completed looks up for some rows at a time what the query does not say, such as their sectors
     */
    public static <R, T> void each(
            StatementSpec query,
            RowMapper<R> mapper,
            Function<List<R>, List<T>> completed,
            Consumer<? super T> consumer) {
        List<R> some = new ArrayList<>(ROWS);
        query.withFetchSize(ROWS).query(row -> {
            some.add(mapper.mapRow(row, 0));
            if (some.size() == ROWS) {
                completed.apply(some).forEach(consumer);
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            completed.apply(some).forEach(consumer);
        }
    }
}

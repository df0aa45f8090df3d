package org.yuemao.business;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up, by indexes, which businesses may be a given one. */
@Component
class TwinLookup {
    private static final int MOST_CANDIDATES = 40;
    private static final String PLACE = "coalesce(b.city_code, b.country_code)";

    private final JdbcClient database;

    TwinLookup(JdbcClient database) {
        this.database = database;
    }

    /**
     * A business that may be the one that is asked about.
     *
     * @param keptId the business that it was merged into, or itself
     */
    record Candidate(long id, long keptId, @Nullable String cityCode, Likeness likeness) {}

    /** Looks each telling thing up in its index, and no more than some rows of each. */
    List<Candidate> candidates(Likeness typed) {
        List<String> lookups = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        String place = typed.place();
        parameters.put("place", place == null ? "" : place);
        equal(lookups, parameters, "credit_code", typed.code());
        equal(lookups, parameters, "organisation_code", typed.organisation());
        equal(
                lookups,
                parameters,
                "folded_zh",
                typed.zh() == null ? null : typed.zh().text());
        equal(
                lookups,
                parameters,
                "folded_en",
                typed.en() == null ? null : typed.en().text());
        equal(lookups, parameters, "plain_phone", typed.phone());
        equal(lookups, parameters, "plain_email", typed.email());
        equal(lookups, parameters, "plain_website", typed.website());
        Set<String> near = typed.nearNames();
        if (place != null && !near.isEmpty()) {
            lookups.add("select distinct n.business_id as id from business_near_name n"
                    + " where n.place_code = :place and n.near_name in (:near) fetch first 500 rows only");
            parameters.put("near", near);
        }
        if (lookups.isEmpty()) {
            return List.of();
        }
        String ids = lookups.stream()
                .map(one -> "select id from (" + one + ") found")
                .collect(Collectors.joining(" union "));
        return database.sql("select b.id, coalesce(b.merged_into, b.id) as kept_id, " + Likenesses.COLUMNS
                        + " from business b join (" + ids + ") c on c.id = b.id")
                .params(parameters)
                .query((row, index) -> new Candidate(
                        row.getLong("id"), row.getLong("kept_id"), row.getString("city_code"), Likenesses.read(row)))
                .list();
    }

    /** Those of the own place first, since a name that many have elsewhere says little. */
    private static void equal(
            List<String> lookups, Map<String, Object> parameters, String column, @Nullable String wanted) {
        if (wanted != null) {
            lookups.add("select b.id from business b where b." + column + " = :" + column + " order by case when "
                    + PLACE + " = :place then 0 else 1 end, b.id fetch first " + MOST_CANDIDATES
                    + " rows only");
            parameters.put(column, wanted);
        }
    }

    /** The businesses of which somebody has found that they are not the same as this one. */
    List<Long> notTheSameAs(long id) {
        return database.sql("select second_id from business_pair_verdict where first_id = :id"
                        + " union select first_id from business_pair_verdict where second_id = :id")
                .param("id", id)
                .query(Long.class)
                .list();
    }
}

package org.yuemao.indicator;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yuemao.security.Rights;

/** Reads what has been observed of the indicators, with the stated rates recomputed. */
@Service
@Transactional(readOnly = true)
@PreAuthorize(Rights.READ)
public class IndicatorReadings {
    private final JdbcClient database;

    IndicatorReadings(JdbcClient database) {
        this.database = database;
    }

    /** An observation and what came of recomputing its rate. */
    public record Reading(ObservationData observation, GrowthCheck.Result growth) {}

    /** Every observation of a geography by indicator and year. */
    public List<Reading> of(String geographyCode) {
        List<ObservationData> all = database.sql("""
                        select * from indicator_observation where geography_code = :geography
                        order by indicator_code, period_year, id""")
                .param("geography", geographyCode)
                .query((row, index) -> {
                    String qualifier = row.getString("qualifier");
                    String basis = row.getString("change_basis");
                    return new ObservationData(
                            row.getString("indicator_code"),
                            row.getString("geography_code"),
                            row.getInt("period_year"),
                            qualifier == null ? null : Qualifier.valueOf(qualifier),
                            row.getBigDecimal("amount"),
                            row.getString("unit"),
                            row.getBigDecimal("stated_change_percent"),
                            basis == null ? null : ChangeBasis.valueOf(basis),
                            row.getObject("change_base_year", Integer.class),
                            row.getString("source"));
                })
                .list();
        return all.stream()
                .map(one -> new Reading(one, GrowthCheck.check(one, all)))
                .toList();
    }
}

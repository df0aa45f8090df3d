package org.yuemao.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.Sought;
import org.yuemao.base.bulk.Portions;

/** Reads from the base tables what all businesses did, city by city, so that never more is held than of a few of them. */
@Component
class WhatBusinessesDid {
    private final JdbcClient database;

    WhatBusinessesDid(JdbcClient database) {
        this.database = database;
    }

    /** A participation of a business: in which event, on which day it was entered, and what was done. */
    record Participation(long eventId, LocalDate recordedOn, Done done) {}

    /** The cities that businesses are from, {@value SumKey#ELSEWHERE} for those without one of the province. */
    List<String> cities() {
        return database.sql("select distinct coalesce(city_code, '" + SumKey.ELSEWHERE + "') from business order by 1")
                .query(String.class)
                .list();
    }

    /** Tells what each business of a city did, one business after the other. */
    void each(String city, Consumer<List<Participation>> consumer) {
        boolean elsewhere = city.equals(SumKey.ELSEWHERE);
        JdbcClient.StatementSpec businesses = database.sql(
                "select id from business where " + (elsewhere ? "city_code is null" : "city_code = :city"));
        List<Long> ids = (elsewhere ? businesses : businesses.param("city", city))
                .query(Long.class)
                .list();
        for (List<Long> portion : Portions.of(ids)) {
            Map<Long, List<Participation>> did = new HashMap<>();
            database.sql(
                            "select p.business_id, p.event_id, cast(p.created_at as date), p.intended_deals, p.signed_deals,"
                                    + " p.booth_area_sqm from " + Sought.ids("ids")
                                    + " join participation p on p.business_id = sought.id")
                    .param("ids", Sought.ids(portion))
                    .query(row -> {
                        did.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                                .add(new Participation(
                                        row.getLong(2),
                                        row.getObject(3, LocalDate.class),
                                        new Done(
                                                1,
                                                orZero(row.getBigDecimal(4)),
                                                orZero(row.getBigDecimal(5)),
                                                orZero(row.getBigDecimal(6)))));
                    });
            did.values().forEach(consumer);
        }
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return Objects.requireNonNullElse(amount, BigDecimal.ZERO);
    }
}

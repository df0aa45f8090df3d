package org.yuemao.event;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.base.HeldRows;
import org.yuemao.place.Places;

/** Gives codes such as GTW-2021-001: without gaps, since the number is taken inside the event's own transaction. */
@Component
class EventCodes {
    private final JdbcClient database;
    private final HeldRows heldRows;

    EventCodes(JdbcClient database, HeldRows heldRows) {
        this.database = database;
        this.heldRows = heldRows;
    }

    String next(Programme programme, int year) {
        return next(programme, year, 1).getFirst();
    }

    /** So many codes, in their order. */
    List<String> next(Programme programme, int year, int howMany) {
        if (!locked(programme, year)) {
            // There is no row to lock yet: a row that is always there keeps two first events of a year apart.
            database.sql("select code from office where code = :province" + heldRows.clause())
                    .param("province", Places.PROVINCE)
                    .query(String.class)
                    .single();
            if (!locked(programme, year)) {
                database.sql(
                                "insert into event_number (programme, event_year, last_number) values (:programme, :year, 0)")
                        .param("programme", programme.name())
                        .param("year", year)
                        .update();
            }
        }
        database.sql("""
                        update event_number set last_number = last_number + :many
                        where programme = :programme and event_year = :year""")
                .param("programme", programme.name())
                .param("year", year)
                .param("many", howMany)
                .update();
        int last = database.sql("""
                        select last_number from event_number
                        where programme = :programme and event_year = :year""")
                .param("programme", programme.name())
                .param("year", year)
                .query(Integer.class)
                .single();
        return IntStream.rangeClosed(last - howMany + 1, last)
                .mapToObj(number -> "%s-%d-%03d".formatted(programme, year, number))
                .toList();
    }

    private boolean locked(Programme programme, int year) {
        return database.sql("""
                        select last_number from event_number
                        where programme = :programme and event_year = :year""" + heldRows.clause())
                .param("programme", programme.name())
                .param("year", year)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}

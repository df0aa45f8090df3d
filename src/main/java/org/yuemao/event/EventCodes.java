package org.yuemao.event;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yuemao.place.Places;

/** Gives codes such as GTW-2021-001: without gaps, since the number is taken inside the event's own transaction. */
@Component
class EventCodes {
    private final JdbcClient database;

    EventCodes(JdbcClient database) {
        this.database = database;
    }

    String next(Programme programme, int year) {
        if (!locked(programme, year)) {
            // There is no row to lock yet: a row that is always there keeps two first events of a year apart.
            database.sql("select code from office where code = :province for update")
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
                        update event_number set last_number = last_number + 1
                        where programme = :programme and event_year = :year""")
                .param("programme", programme.name())
                .param("year", year)
                .update();
        int number = database.sql("""
                        select last_number from event_number
                        where programme = :programme and event_year = :year""")
                .param("programme", programme.name())
                .param("year", year)
                .query(Integer.class)
                .single();
        return "%s-%d-%03d".formatted(programme, year, number);
    }

    private boolean locked(Programme programme, int year) {
        return database.sql("""
                        select last_number from event_number
                        where programme = :programme and event_year = :year for update""")
                .param("programme", programme.name())
                .param("year", year)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}

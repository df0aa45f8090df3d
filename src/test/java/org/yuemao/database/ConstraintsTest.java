package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must never be is refused by the database itself, whoever writes. */
@ParameterizedClass
@EnumSource(Databases.class)
class ConstraintsTest {
    private static final Map<Databases, JdbcClient> MIGRATED = new EnumMap<>(Databases.class);
    private static final String WHO = "now(), 'test', now(), 'test'";

    @Parameter
    Databases kind;

    private JdbcClient database;

    @BeforeEach
    void emptyTheTables() {
        database = MIGRATED.computeIfAbsent(kind, one -> JdbcClient.create(one.migrated()));
        for (String table : new String[] {"participation", "event", "business", "zone_figure", "zone", "target"}) {
            database.sql("delete from " + table).update();
        }
        insert(event("1", "'GTW'", "2021-03-05", "2021-03-07", "2021", "3", "'JP'", "null"));
        insert(business("1", "'914403001922038216'", "'440300'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'GTW', '2021-03-08', '2021-03-07', 2021, 3, 'JP', null",
                "'GTW', '2021-03-05', '2021-03-07', 2020, 3, 'JP', null",
                "'GTW', '2021-03-05', '2021-03-07', 2021, 3, 'CN', null",
                "'GTW', '2021-03-05', '2021-03-07', 2021, 3, 'XX', null",
                "'GTW', '2021-03-05', '2021-03-07', 2021, 3, null, '310000'",
                "'GTN', '2021-03-05', '2021-03-07', 2021, 3, null, '710000'",
                "'GTN', '2021-03-05', '2021-03-07', 2021, 3, 'JP', null",
                "'GTX', '2021-03-05', '2021-03-07', 2021, 3, 'JP', null"
            })
    void refusesAnEventThatCannotBe(String fields) {
        String[] field =
                fields.replace("'2021", "2021").replace("-07',", "-07,").split(", ");
        assertRefused(event(
                "2",
                field[0],
                field[1].replace("'", ""),
                field[2].replace("'", ""),
                field[3],
                field[4],
                field[5],
                field[6]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91440300192203821", "91440300192203821O", "9144030019220382 6", "91440300192203821x"})
    void refusesACreditCodeOfAnotherForm(String code) {
        assertRefused(business("2", "'" + code + "'", "'440300'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'914403001922038216', '440300'", "null, '440300'", "'9144030071526726XG', '999999'"})
    void refusesABusinessKnownAlreadyOrWithoutAReasonOrOfAnUnknownCity(String codeAndCity) {
        assertRefused(business("2", codeAndCity.split(", ")[0], codeAndCity.split(", ")[1]));
    }

    @org.junit.jupiter.api.Test
    void refusesASecondParticipationOfTheSameBusiness() {
        insert(participation("1", "0"));
        assertRefused(participation("2", "0"));
    }

    @org.junit.jupiter.api.Test
    void refusesNegativeDeals() {
        assertRefused(participation("1", "-0.01"));
        assertThatCode(() -> insert(participation("1", "0.01"))).doesNotThrowAnyException();
    }

    @org.junit.jupiter.api.Test
    void refusesAZoneFigureStatedTwice() {
        insert(
                "insert into zone (id, version, kind, name_en, city_code, created_at, created_by, changed_at, changed_by)"
                        + " values (1, 0, 'UPGRADING_BASE', 'Base', '440300', " + WHO + ")");
        String figure = "insert into zone_figure (version, zone_id, period, period_year, metric, amount, created_at,"
                + " created_by, changed_at, changed_by) values (0, 1, '2021-Q1', 2021, 'EXPORTS', 5, " + WHO + ")";
        insert(figure);
        assertRefused(figure);
    }

    @org.junit.jupiter.api.Test
    void refusesASecondTargetOfTheSameYear() {
        String target =
                "insert into target (version, programme, target_year, amount, created_at, created_by, changed_at,"
                        + " changed_by) values (0, 'GTW', 2021, 150, " + WHO + ")";
        insert(target);
        assertRefused(target);
    }

    private void insert(String sql) {
        database.sql(sql).update();
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> insert(sql)).isInstanceOf(DataIntegrityViolationException.class);
    }

    private static String event(
            String id,
            String programme,
            String first,
            String last,
            String year,
            String month,
            String country,
            String province) {
        return "insert into event (id, version, code, programme, name_en, first_day, last_day, event_year, event_month,"
                + " form, country_code, province_code, office_code, status, review_state, created_at, created_by,"
                + " changed_at, changed_by) values (%s, 0, 'E%s', %s, 'Fair', date '%s', date '%s', %s, %s, 'ON_SITE', %s, %s,"
                        .formatted(id, id, programme, first, last, year, month, country, province)
                + " '440000', 'PLANNED', 'DRAFT', " + WHO + ")";
    }

    private static String business(String id, String code, String city) {
        return "insert into business (id, version, credit_code, name_en, city_code, search_text, created_at, created_by,"
                + " changed_at, changed_by) values (%s, 0, %s, 'Works', %s, '', ".formatted(id, code, city) + WHO + ")";
    }

    private static String participation(String id, String deals) {
        return "insert into participation (id, version, event_id, business_id, role, attendance, signed_deals,"
                + " created_at, created_by, changed_at, changed_by) values (%s, 0, 1, 1, 'EXHIBITOR', 'ON_SITE', %s, "
                        .formatted(id, deals)
                + WHO + ")";
    }
}

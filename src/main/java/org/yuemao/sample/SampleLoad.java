package org.yuemao.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yuemao.base.BatchedInsert;
import org.yuemao.base.Operations;
import org.yuemao.base.Spelling;
import org.yuemao.business.FoldedName;
import org.yuemao.business.Likeness;
import org.yuemao.business.NameFolding;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.PublishedFigures;
import org.yuemao.sample.SampleEvent.Outcome;
import org.yuemao.security.SampleAccounts;

/**
 * Writes the sample in one go, straight into the tables: through the services it would take minutes. See
 * docs/decisions/sample-year.md.
 */
final class SampleLoad {
    /** Who entered the sample, in the history of its records. */
    static final String PERSON = "sample";

    private static final String[] STAMPS = {"created_at", "created_by", "changed_at", "changed_by", "version"};
    private static final String LAST_QUARTER = "2022-Q2";
    private static final String CHECK = "与上季度相差较大，请核对。 Far from the quarter before; please check.";
    private static final OffsetDateTime LOADED = at(SampleEvents.TODAY);

    private final JdbcTemplate statements;
    private final PasswordEncoder passwords;
    private final NameFolding folding;

    /** How many entries the history has of each kind of record: all of them are one operation. */
    private final Map<String, Integer> entries = new TreeMap<>();

    private long operation;

    SampleLoad(JdbcTemplate statements, PasswordEncoder passwords, NameFolding folding) {
        this.folding = folding;
        this.statements = statements;
        this.passwords = passwords;
    }

    void load() {
        statements.execute((Connection connection) -> {
            write(connection);
            return Boolean.TRUE;
        });
    }

    private void write(Connection connection) throws SQLException {
        operation = nextOperation(connection);
        accounts(connection);
        List<SampleBusiness> businesses = new SampleBusinesses().all();
        List<SampleEvent> events = new SampleEvents().all();
        List<SampleParticipation> participations = new SampleParticipations(events, businesses).all();
        List<Long> businessIds = businesses(connection, businesses);
        List<Long> eventIds = events(connection, events, participations);
        participations(connection, events, participations, eventIds, businessIds);
        zones(connection, new SampleZones().all());
        published(connection);
        targets(connection);
        operation(connection);
        try (BatchedInsert rows = BatchedInsert.of(connection, "desk_property", "name", "content")) {
            rows.add("sample", "true");
        }
    }

    private void accounts(Connection connection) throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(
                connection,
                "account",
                "version",
                "username",
                "full_name",
                "password_hash",
                "role",
                "office_code",
                "language",
                "color_scheme",
                "enabled",
                "created_at")) {
            String hash = passwords.encode(SampleAccounts.PASSWORD);
            for (String[] account : List.of(
                    new String[] {"viewer", "示例领导 Sample Viewer", "VIEWER", "440000"},
                    new String[] {"clerk", "示例录入员 Sample Clerk", "CLERK", "440300"},
                    new String[] {"official", "示例主管 Sample Official", "OFFICIAL", "440000"},
                    new String[] {"administrator", "示例管理员 Sample Administrator", "ADMINISTRATOR", "440000"})) {
                rows.add(0, account[0], account[1], hash, account[2], account[3], "zh-CN", "SYSTEM", true, LOADED);
            }
        }
    }

    private List<Long> businesses(Connection connection, List<SampleBusiness> businesses) throws SQLException {
        List<Long> ids;
        OffsetDateTime entered = at(LocalDate.of(2020, 1, 6));
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "business",
                stamped(
                        "credit_code",
                        "name_en",
                        "name_zh",
                        "city_code",
                        "size",
                        "contact",
                        "email",
                        "website",
                        "search_text",
                        "name_key_zh",
                        "name_key_en",
                        "folded_zh",
                        "folded_en",
                        "organisation_code",
                        "plain_email",
                        "plain_website",
                        "folding"))) {
            for (SampleBusiness one : businesses) {
                Likeness likeness = one.likeness(folding);
                rows.add(
                        one.creditCode(),
                        one.nameEn(),
                        one.nameZh(),
                        one.cityCode(),
                        one.size(),
                        one.contact(),
                        one.email(),
                        one.website(),
                        one.searchText(),
                        Spelling.folded(one.nameZh()),
                        Spelling.folded(one.nameEn()),
                        text(likeness.zh()),
                        text(likeness.en()),
                        likeness.organisation(),
                        likeness.email(),
                        likeness.website(),
                        NameFolding.VERSION,
                        entered,
                        PERSON,
                        entered,
                        PERSON,
                        0);
            }
            ids = rows.ids();
        }
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "business_near_name", "place_code", "near_name", "business_id")) {
            for (int i = 0; i < businesses.size(); i++) {
                for (String near : businesses.get(i).likeness(folding).nearNames()) {
                    rows.add(businesses.get(i).cityCode(), near, ids.get(i));
                }
            }
        }
        try (BatchedInsert rows = BatchedInsert.of(connection, "business_sector", "business_id", "sector_code")) {
            for (int i = 0; i < businesses.size(); i++) {
                for (String sector : businesses.get(i).sectors()) {
                    rows.add(ids.get(i), sector);
                }
            }
        }
        created(connection, "BUSINESS", List.of("sample"), List.of(Map.of("businesses", businesses.size())));
        return ids;
    }

    private static @Nullable String text(@Nullable FoldedName name) {
        return name == null ? null : name.text();
    }

    private List<Long> events(Connection connection, List<SampleEvent> events, List<SampleParticipation> participations)
            throws SQLException {
        List<Outcome> outcomes = outcomes(events, participations);
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "event",
                stamped(
                        "code",
                        "programme",
                        "name_en",
                        "name_zh",
                        "first_day",
                        "last_day",
                        "event_year",
                        "event_month",
                        "form",
                        "country_code",
                        "province_code",
                        "host_city",
                        "venue",
                        "organiser",
                        "office_code",
                        "status",
                        "target_businesses",
                        "net_space_sqm",
                        "visitors",
                        "overseas_buyers",
                        "review_state",
                        "review_remark",
                        "submitted_at"))) {
            for (int i = 0; i < events.size(); i++) {
                SampleEvent one = events.get(i);
                Outcome outcome = outcomes.get(i);
                rows.add(
                        one.code(),
                        one.programme(),
                        one.nameEn(),
                        one.nameZh(),
                        one.firstDay(),
                        one.lastDay(),
                        one.year(),
                        one.firstDay().getMonthValue(),
                        one.form(),
                        one.countryCode(),
                        one.provinceCode(),
                        one.hostCity(),
                        one.venue(),
                        one.organiser(),
                        one.officeCode(),
                        one.status(),
                        outcome.targetBusinesses(),
                        outcome.netSpace(),
                        outcome.visitors(),
                        outcome.overseasBuyers(),
                        one.reviewState(),
                        one.reviewRemark(),
                        one.reviewState().equals("SUBMITTED") ? waitingSince(i) : null,
                        at(one.firstDay().minusDays(75)),
                        PERSON,
                        at(one.lastDay().plusDays(9)),
                        PERSON,
                        0);
            }
            ids = rows.ids();
        }
        try (BatchedInsert rows = BatchedInsert.of(connection, "event_sector", "event_id", "sector_code")) {
            for (int i = 0; i < events.size(); i++) {
                for (String sector : events.get(i).sectors()) {
                    rows.add(ids.get(i), sector);
                }
            }
        }
        Map<String, Integer> numbers = new TreeMap<>();
        events.forEach(event -> numbers.merge(event.programme() + event.year(), 1, Integer::sum));
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "event_number", "programme", "event_year", "last_number")) {
            for (Map.Entry<String, Integer> number : numbers.entrySet()) {
                rows.add(
                        number.getKey().substring(0, 3),
                        Integer.valueOf(number.getKey().substring(3)),
                        number.getValue());
            }
        }
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            fields.add(fields(events.get(i), outcomes.get(i)));
        }
        created(connection, "EVENT", ids, fields);
        return ids;
    }

    /** The fields as the components of the event's data are called, so that the history reads like any other. */
    private static Map<String, @Nullable Object> fields(SampleEvent event, Outcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("programme", event.programme());
        fields.put("nameEn", event.nameEn());
        fields.put("nameZh", event.nameZh());
        fields.put("firstDay", event.firstDay());
        fields.put("lastDay", event.lastDay());
        fields.put("form", event.form());
        fields.put("countryCode", event.countryCode());
        fields.put("provinceCode", event.provinceCode());
        fields.put("hostCity", event.hostCity());
        fields.put("venue", event.venue());
        fields.put("organiser", event.organiser());
        fields.put("officeCode", event.officeCode());
        fields.put(
                "sectors", String.join(", ", event.sectors().stream().sorted().toList()));
        fields.put("status", event.status());
        fields.put("targetBusinesses", outcome.targetBusinesses());
        fields.put("netSpaceSqm", outcome.netSpace());
        fields.put("visitors", outcome.visitors());
        fields.put("overseasBuyers", outcome.overseasBuyers());
        return fields;
    }

    private static List<Outcome> outcomes(List<SampleEvent> events, List<SampleParticipation> participations) {
        int[] count = new int[events.size()];
        int[] booths = new int[events.size()];
        for (SampleParticipation one : participations) {
            count[one.event()]++;
            if (one.boothArea() != null) {
                booths[one.event()] += one.boothArea().intValue();
            }
        }
        Draws draws = new Draws("outcomes");
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            SampleEvent event = events.get(i);
            int target = Math.max(20, (int) Math.round(count[i] * draws.about(0.2) / 10) * 10);
            BigDecimal space = event.form().equals("ONLINE")
                    ? null
                    : BigDecimal.valueOf(Math.round(booths[i] * (1.05 + draws.between(0, 15) / 100.0)))
                            .setScale(2, RoundingMode.UNNECESSARY);
            boolean over = event.status().equals("COMPLETED");
            int visitors = (int) (count[i] * draws.logNormal(24, 0.4));
            double abroad = event.programme().equals("GTW") ? 0.35 : 0.04;
            int buyers = (int) (visitors * abroad * draws.about(0.5));
            outcomes.add(new Outcome(target, space, over ? visitors : null, over ? buyers : null));
        }
        return outcomes;
    }

    private void participations(
            Connection connection,
            List<SampleEvent> events,
            List<SampleParticipation> participations,
            List<Long> eventIds,
            List<Long> businessIds)
            throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(
                connection,
                "participation",
                stamped(
                        "event_id",
                        "business_id",
                        "role",
                        "attendance",
                        "booth_area_sqm",
                        "intended_deals",
                        "signed_deals"))) {
            for (SampleParticipation one : participations) {
                SampleEvent event = events.get(one.event());
                rows.add(
                        eventIds.get(one.event()),
                        businessIds.get(one.business()),
                        one.role(),
                        one.attendance(),
                        one.boothArea(),
                        one.intendedDeals(),
                        one.signedDeals(),
                        at(event.firstDay().minusDays(20)),
                        PERSON,
                        at(event.lastDay().plusDays(9)),
                        PERSON,
                        0);
            }
        }
        created(
                connection,
                "PARTICIPATION",
                List.of("sample"),
                List.of(Map.of("participations", participations.size())));
    }

    private void zones(Connection connection, List<SampleZone> zones) throws SQLException {
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "zone",
                stamped(
                        "kind",
                        "name_en",
                        "name_zh",
                        "city_code",
                        "country_code",
                        "approved_on",
                        "area_sqm",
                        "operator"))) {
            for (SampleZone one : zones) {
                rows.add(
                        one.kind(),
                        one.nameEn(),
                        one.nameZh(),
                        one.cityCode(),
                        one.countryCode(),
                        one.approvedOn(),
                        one.area(),
                        one.operator(),
                        LOADED,
                        PERSON,
                        LOADED,
                        PERSON,
                        0);
            }
            ids = rows.ids();
        }
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        try (BatchedInsert sectors = BatchedInsert.of(connection, "zone_sector", "zone_id", "sector_code");
                BatchedInsert figures = BatchedInsert.of(
                        connection,
                        "zone_figure",
                        stamped(
                                "zone_id",
                                "period",
                                "period_year",
                                "metric",
                                "amount",
                                "review_state",
                                "review_remark",
                                "submitted_at"))) {
            for (int i = 0; i < zones.size(); i++) {
                SampleZone one = zones.get(i);
                for (String sector : one.sectors()) {
                    sectors.add(ids.get(i), sector);
                }
                for (SampleZone.Figure figure : one.figures()) {
                    figures.add(
                            ids.get(i),
                            figure.period(),
                            figure.year(),
                            figure.metric(),
                            figure.amount(),
                            reviewOf(figure, i),
                            reviewOf(figure, i).equals("RETURNED") ? CHECK : null,
                            reviewOf(figure, i).equals("SUBMITTED") ? waitingSince(i) : null,
                            LOADED,
                            PERSON,
                            LOADED,
                            PERSON,
                            0);
                }
                Map<String, @Nullable Object> of = new LinkedHashMap<>();
                of.put("kind", one.kind());
                of.put("nameEn", one.nameEn());
                of.put("nameZh", one.nameZh());
                of.put("cityCode", one.cityCode());
                of.put("countryCode", one.countryCode());
                of.put("approvedOn", one.approvedOn());
                of.put("areaSqm", one.area());
                of.put("operator", one.operator());
                of.put("sectors", String.join(", ", one.sectors()));
                fields.add(of);
            }
        }
        created(connection, "ZONE", ids, fields);
    }

    /** Of the quarter that has just ended not everything is approved yet. */
    private static String reviewOf(SampleZone.Figure figure, int zone) {
        if (!figure.period().equals(LAST_QUARTER)) {
            return "APPROVED";
        }
        return switch (zone % 7) {
            case 0, 4 -> "SUBMITTED";
            case 2 -> "DRAFT";
            case 5 -> zone % 2 == 0 ? "RETURNED" : "APPROVED";
            default -> "APPROVED";
        };
    }

    /** Some wait since yesterday, some for weeks. */
    private static OffsetDateTime waitingSince(int number) {
        return at(SampleEvents.TODAY.minusDays(1 + number * 7L % 24));
    }

    private void published(Connection connection) throws SQLException {
        Set<String> known = new LinkedHashSet<>();
        try (BatchedInsert indicators =
                        BatchedInsert.of(connection, "indicator", "code", "name_en", "name_zh", "unit");
                BatchedInsert observations = BatchedInsert.of(
                        connection,
                        "indicator_observation",
                        stamped(
                                "indicator_code",
                                "geography_code",
                                "period",
                                "period_year",
                                "qualifier",
                                "amount",
                                "unit",
                                "stated_change_percent",
                                "change_basis",
                                "change_base_year",
                                "source",
                                "review_state"))) {
            for (PublishedFigures.Row row : PublishedFigures.read()) {
                ObservationData one = row.observation();
                if (known.add(one.indicatorCode())) {
                    indicators.add(
                            one.indicatorCode(),
                            row.indicator().en(),
                            row.indicator().zh(),
                            one.unit());
                    indicators.send();
                }
                observations.add(
                        one.indicatorCode(),
                        one.geographyCode(),
                        one.period().toString(),
                        one.year(),
                        name(one.qualifier()),
                        one.amount(),
                        one.unit(),
                        one.statedChangePercent(),
                        name(one.changeBasis()),
                        one.changeBaseYear(),
                        one.source(),
                        "APPROVED",
                        LOADED,
                        PERSON,
                        LOADED,
                        PERSON,
                        0);
            }
        }
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private void targets(Connection connection) throws SQLException {
        try (BatchedInsert rows = BatchedInsert.of(
                connection, "target", stamped("programme", "indicator_code", "target_year", "amount"))) {
            Object[][] targets = {
                {"GTW", null, 2020, 80},
                {"GTN", null, 2020, 50},
                {"GTW", null, 2021, 150},
                {"GTN", null, 2021, 100},
                {"GTW", null, 2022, 170},
                {"GTN", null, 2022, 120},
                {null, "event-businesses", 2021, 40_000},
                {null, "event-businesses", 2022, 45_000},
                {null, "goods-trade", 2021, 7_800},
                {null, "goods-trade", 2022, 8_600},
                {null, "fdi-actual-use", 2021, 170},
                {null, "fdi-actual-use", 2022, 190},
                {null, "digital-trade", 2022, 95},
                {null, "market-procurement-exports", 2022, 350},
            };
            for (Object[] target : targets) {
                rows.add(
                        target[0],
                        target[1],
                        target[2],
                        new BigDecimal(target[3].toString()),
                        LOADED,
                        PERSON,
                        LOADED,
                        PERSON,
                        0);
            }
        }
    }

    private static long nextOperation(Connection connection) throws SQLException {
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        try (var statement = connection.createStatement();
                var next = statement.executeQuery(
                        h2
                                ? "select next value for change_operation_number"
                                : "select nextval('change_operation_number')")) {
            next.next();
            return next.getLong(1);
        }
    }

    private void operation(Connection connection) throws SQLException {
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "change_operation", "id", "kind", "recorded_at", "person", "entries")) {
            rows.add(
                    operation,
                    Operations.Kind.SAMPLE.name(),
                    LOADED,
                    PERSON,
                    entries.values().stream().mapToInt(Integer::intValue).sum());
        }
        try (BatchedInsert rows =
                BatchedInsert.of(connection, "change_operation_part", "operation_id", "record_kind", "entries")) {
            for (Map.Entry<String, Integer> part : entries.entrySet()) {
                rows.add(operation, part.getKey(), part.getValue());
            }
        }
    }

    /** Enters into the history that records came to be, each with its fields. */
    private void created(
            Connection connection,
            String kind,
            List<?> records,
            List<? extends Map<String, ? extends @Nullable Object>> fields)
            throws SQLException {
        List<Long> ids;
        try (BatchedInsert rows = BatchedInsert.numbered(
                connection,
                "change_entry",
                "recorded_at",
                "person",
                "record_kind",
                "record_id",
                "action",
                "operation_id")) {
            for (Object one : records) {
                rows.add(LOADED, PERSON, kind, one.toString(), "CREATED", operation);
            }
            ids = rows.ids();
        }
        entries.merge(kind, ids.size(), Integer::sum);
        try (BatchedInsert rows = BatchedInsert.of(connection, "field_change", "entry_id", "field", "value_after")) {
            for (int i = 0; i < ids.size(); i++) {
                for (Map.Entry<String, ? extends @Nullable Object> field :
                        fields.get(i).entrySet()) {
                    Object content = field.getValue();
                    if (content != null) {
                        String text = content instanceof BigDecimal number
                                ? number.stripTrailingZeros().toPlainString()
                                : content.toString();
                        rows.add(ids.get(i), field.getKey(), text);
                    }
                }
            }
        }
    }

    private static String[] stamped(String... columns) {
        List<String> all = new ArrayList<>(List.of(columns));
        all.addAll(List.of(STAMPS));
        return all.toArray(String[]::new);
    }

    /** The morning of the day, or of the day on which the sample stands still where that is earlier. */
    private static OffsetDateTime at(LocalDate day) {
        LocalDate past = day.isAfter(SampleEvents.TODAY) ? SampleEvents.TODAY : day;
        return past.atTime(9, 30).atOffset(ZoneOffset.ofHours(8));
    }
}

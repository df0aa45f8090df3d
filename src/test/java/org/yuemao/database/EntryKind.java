package org.yuemao.database;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuemao.base.Period;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.RecordRows;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.list.WholeList;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.BusinessTable;
import org.yuemao.business.CreditCode;
import org.yuemao.event.EventData;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventForm;
import org.yuemao.event.EventRows;
import org.yuemao.event.EventService;
import org.yuemao.event.EventSort;
import org.yuemao.event.EventStatus;
import org.yuemao.event.EventTable;
import org.yuemao.event.Programme;
import org.yuemao.indicator.ChangeBasis;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.IndicatorTables;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.ObservationRows;
import org.yuemao.indicator.Qualifier;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.place.Places;
import org.yuemao.zone.Metric;
import org.yuemao.zone.ZoneData;
import org.yuemao.zone.ZoneFigureRows;
import org.yuemao.zone.ZoneFigureService;
import org.yuemao.zone.ZoneFilter;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneRows;
import org.yuemao.zone.ZoneService;
import org.yuemao.zone.ZoneSort;
import org.yuemao.zone.ZoneTable;

/** The kinds of records that are entered many at a time, each with random records whose fields are all filled in. */
enum EntryKind {
    BUSINESSES(BusinessRows.class, "contact") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            return desk.getBean(BusinessTable.class).of(BusinessFilter.ALL, null, false);
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            return contents(business(desk, random));
        }

        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            return contents(desk.getBean(BusinessService.class)
                    .register(business(desk, random))
                    .data());
        }
    },
    EVENTS(EventRows.class, "venue") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            return desk.getBean(EventTable.class).of(EventFilter.all(), EventSort.CODE, true, locale.getLanguage());
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            return contents(event(desk, random));
        }

        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            var event = desk.getBean(EventService.class).schedule(event(desk, random));
            Map<String, Object> contents = contents(event.data());
            contents.put("code", event.code());
            return contents;
        }
    },
    PARTICIPATIONS(ParticipationRows.class, "remark") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            return desk.getBean(ParticipationTable.class)
                    .of(
                            new ParticipationFilter("", null, null, null, null, null, null, null),
                            null,
                            false,
                            null,
                            locale);
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            Map<String, Object> contents = contents(business(desk, random));
            contents.put(
                    "eventCode",
                    desk.getBean(EventService.class)
                            .schedule(event(desk, random))
                            .code());
            contents.putAll(contents(participation(0, random)));
            return contents;
        }

        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            var business = desk.getBean(BusinessService.class).register(business(desk, random));
            var event = desk.getBean(EventService.class).schedule(event(desk, random));
            Map<String, Object> contents = contents(business.data());
            contents.put("eventCode", event.code());
            contents.putAll(contents(desk.getBean(ParticipationService.class)
                    .register(event.id(), participation(business.id(), random))
                    .data()));
            return contents;
        }
    },
    ZONES(ZoneRows.class, "operator") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            return desk.getBean(ZoneTable.class).of(ZoneFilter.ALL, ZoneSort.NAME, true, locale);
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            return contents(zone(desk, random));
        }

        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            return contents(desk.getBean(ZoneService.class)
                    .establish(zone(desk, random))
                    .data());
        }
    },
    ZONE_FIGURES(ZoneFigureRows.class, "amount") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            return desk.getBean(ZoneTable.class).figures(ZoneFilter.ALL, ZoneSort.NAME, true, locale);
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            var zone = desk.getBean(ZoneService.class).establish(zone(desk, random));
            Map<String, Object> contents = about(zone.data());
            List<Metric> metrics = zone.data().kind().metrics();
            contents.put("period", period(random));
            contents.put("metric", metrics.get(random.nextInt(metrics.size())));
            contents.put("amount", amount((Metric) contents.get("metric"), random));
            return contents;
        }

        /** In the wide form, which the other one leaves out. */
        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            var zone = desk.getBean(ZoneService.class).establish(zone(desk, random));
            Map<String, Object> contents = about(zone.data());
            Period period = period(random);
            contents.put("period", period);
            for (Metric metric : zone.data().kind().metrics()) {
                BigDecimal amount = amount(metric, random);
                desk.getBean(ZoneFigureService.class).record(zone.id(), period, metric, amount, null);
                contents.put(metric.name(), amount);
            }
            return contents;
        }

        private static Map<String, Object> about(ZoneData zone) {
            Map<String, Object> contents = new HashMap<>();
            contents.put("zoneKind", zone.kind());
            put(contents, "zoneNameZh", zone.nameZh());
            put(contents, "zoneNameEn", zone.nameEn());
            put(contents, "cityCode", zone.cityCode());
            put(contents, "countryCode", zone.countryCode());
            return contents;
        }

        private static BigDecimal amount(Metric metric, Random random) {
            return decimals(random, metric.unit().decimals());
        }
    },
    OBSERVATIONS(ObservationRows.class, "amount") {
        @Override
        WholeList<?> list(ConfigurableApplicationContext desk, Locale locale) {
            IndicatorReadings readings = desk.getBean(IndicatorReadings.class);
            return desk.getBean(IndicatorTables.class)
                    .observations(
                            desk.getBean(Places.class).geographies().stream()
                                    .flatMap(code -> readings.of(code).stream()),
                            Places.PROVINCE,
                            null,
                            locale);
        }

        @Override
        Map<String, Object> random(ConfigurableApplicationContext desk, Random random) {
            return contents(observation(desk, random));
        }

        @Override
        Map<String, Object> kept(ConfigurableApplicationContext desk, Random random) {
            return contents(desk.getBean(IndicatorService.class)
                    .observe(observation(desk, random))
                    .data());
        }
    };

    private static final AtomicInteger NEXT = new AtomicInteger(700_000_000);
    // What people and other programs write: both widths, spaces in a row, separators of lists, quotes.
    private static final String ALPHABET = "甲乙丙丁深圳广州公司（）()ABCabcéü12３４,;、/'\"&-_.  \u3000";

    private final Class<? extends RecordRows> rows;
    final String changing;

    EntryKind(Class<? extends RecordRows> rows, String changing) {
        this.rows = rows;
        this.changing = changing;
    }

    RecordRows rows(ConfigurableApplicationContext desk) {
        return desk.getBean(rows);
    }

    /** What stands in the columns of a record that is not kept yet. */
    abstract Map<String, Object> random(ConfigurableApplicationContext desk, Random random);

    /** What stands in the columns of a record that a service has entered. */
    abstract Map<String, Object> kept(ConfigurableApplicationContext desk, Random random);

    /** The list that an export writes, as a whole. */
    abstract WholeList<?> list(ConfigurableApplicationContext desk, Locale locale);

    /** What an export would write. */
    TypedRow row(ConfigurableApplicationContext desk, long number, Map<String, Object> contents, Locale locale) {
        Map<String, String> cells = new HashMap<>();
        for (EntryColumn<?> column : rows(desk).columns()) {
            Object value = contents.get(column.id());
            if (value != null) {
                cells.put(column.id(), write(column, value, locale));
            }
        }
        return new TypedRow(number, cells);
    }

    @SuppressWarnings("unchecked") // A column's id stands for one type, its own.
    private static String write(EntryColumn<?> column, Object value, Locale locale) {
        return ((CellType<Object>) column.type()).write(value, locale);
    }

    private static void put(Map<String, Object> contents, String column, @Nullable Object value) {
        if (value != null) {
            contents.put(column, value);
        }
    }

    private static Map<String, Object> contents(Record data) {
        Map<String, Object> contents = new HashMap<>();
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            try {
                put(contents, component.getName(), component.getAccessor().invoke(data));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return contents;
    }

    static String creditCode() {
        String seventeen = "91440300" + NEXT.getAndIncrement();
        return seventeen + CreditCode.checkCharacter(seventeen);
    }

    private static String name(Random random) {
        return text(random) + NEXT.getAndIncrement();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int length = random.nextInt(1, 30); length > 0; length--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.append('y').toString();
    }

    private static BigDecimal decimals(Random random, int decimals) {
        return BigDecimal.valueOf(random.nextLong(10_000_000_000L), decimals).setScale(2);
    }

    private static <T> T one(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static Set<String> sectors(ConfigurableApplicationContext desk, Random random) {
        Set<String> sectors = new HashSet<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            sectors.add(one(desk.getBean(Places.class).sectors(), random).code());
        }
        return sectors;
    }

    private static String city(ConfigurableApplicationContext desk, Random random) {
        return one(desk.getBean(Places.class).cities(), random).code();
    }

    private static String abroad(ConfigurableApplicationContext desk, Random random) {
        String code = one(desk.getBean(Places.class).countries(), random).code();
        return code.equals("CN") ? "DE" : code;
    }

    private static Period period(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Period.ofYear(random.nextInt(2015, 2022));
            case 1 -> Period.ofQuarter(random.nextInt(2015, 2022), random.nextInt(1, 5));
            default -> Period.ofMonth(random.nextInt(2015, 2022), random.nextInt(1, 13));
        };
    }

    private static BusinessData business(ConfigurableApplicationContext desk, Random random) {
        return new BusinessData(
                creditCode(),
                null,
                name(random),
                name(random),
                city(desk, random),
                null,
                sectors(desk, random),
                one(List.of(BusinessSize.values()), random),
                text(random),
                "0755-" + random.nextInt(10_000_000),
                "desk@example.com",
                "https://example.com/a");
    }

    private static EventData event(ConfigurableApplicationContext desk, Random random) {
        Programme programme = one(List.of(Programme.values()), random);
        LocalDate first = LocalDate.of(2041, 1, 1).plusDays(random.nextInt(700));
        return new EventData(
                programme,
                name(random),
                name(random),
                first,
                first.plusDays(random.nextInt(4)),
                one(List.of(EventForm.values()), random),
                programme == Programme.GTW ? abroad(desk, random) : null,
                programme == Programme.GTN ? one(List.of("110000", "310000", "440000", "650000"), random) : null,
                text(random),
                text(random),
                text(random),
                one(desk.getBean(Places.class).offices(), random).code(),
                sectors(desk, random),
                one(List.of(EventStatus.values()), random),
                random.nextInt(1000),
                decimals(random, 2),
                random.nextInt(100_000),
                random.nextInt(100_000));
    }

    private static ParticipationData participation(long business, Random random) {
        return new ParticipationData(
                business,
                one(List.of(ParticipationRole.values()), random),
                one(List.of(Attendance.values()), random),
                BigDecimal.valueOf(random.nextInt(100_000), 2),
                decimals(random, 2),
                decimals(random, 2),
                text(random) + "\n" + text(random));
    }

    private static ZoneData zone(ConfigurableApplicationContext desk, Random random) {
        ZoneKind kind = one(List.of(ZoneKind.values()), random);
        return new ZoneData(
                kind,
                name(random),
                name(random),
                city(desk, random),
                kind.abroad() ? abroad(desk, random) : null,
                LocalDate.of(2001, 1, 1).plusDays(random.nextInt(7000)),
                decimals(random, 2),
                text(random),
                sectors(desk, random));
    }

    private static ObservationData observation(ConfigurableApplicationContext desk, Random random) {
        var indicator = desk.getBean(IndicatorService.class)
                .define(new IndicatorData("Figure " + NEXT.getAndIncrement(), "指标" + NEXT.getAndIncrement(), "CNY bn"));
        ChangeBasis basis = one(List.of(ChangeBasis.values()), random);
        return new ObservationData(
                indicator.code(),
                one(desk.getBean(Places.class).geographies(), random),
                period(random),
                one(List.of(Qualifier.values()), random),
                BigDecimal.valueOf(random.nextLong(-1_000_000, 10_000_000_000L), 4),
                one(List.of("CNY bn", "USD bn", "sqm", "hours", "亿元", "台"), random),
                BigDecimal.valueOf(random.nextInt(-100_000, 1_000_000), 4),
                basis,
                basis == ChangeBasis.PREVIOUS_YEAR ? null : 2010,
                text(random));
    }
}

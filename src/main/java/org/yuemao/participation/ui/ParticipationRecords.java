package org.yuemao.participation.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Attempted;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.entry.Problem;
import org.yuemao.base.entry.TypedRow;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.RowsTogether;
import org.yuemao.base.ui.sheet.SheetCells;
import org.yuemao.base.ui.sheet.SheetChoice;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetPaste;
import org.yuemao.base.ui.sheet.SheetRecords;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.CreditCode;
import org.yuemao.business.IdentifiedBusiness;
import org.yuemao.draft.DraftSubject;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ListedParticipation;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.place.Places;

/** The participations of one event as the rows of a sheet. */
class ParticipationRecords implements SheetRecords {
    static final String BUSINESS = "business";
    static final String CODE = "creditCode";
    private static final List<String> COLUMNS =
            List.of(BUSINESS, CODE, "role", "attendance", "boothArea", "intendedDeals", "signedDeals", "remark");
    private static final int OFFERED = 30;
    /** What a kept participation is not to lose. */
    private static final List<String> NEEDED = List.of("role", "attendance");

    private final long eventId;
    private final EventService events;
    private final EntryService entering;
    private final ParticipationService participations;
    private final ParticipationLists lists;
    private final ParticipationRows rows;
    private final BusinessService businesses;
    private final BusinessLists businessLists;
    private final BusinessRows businessRows;
    private final Places places;
    private final Locale locale;

    ParticipationRecords(
            long eventId,
            EventService events,
            EntryService entering,
            ParticipationService participations,
            ParticipationLists lists,
            ParticipationRows rows,
            BusinessService businesses,
            BusinessLists businessLists,
            BusinessRows businessRows,
            Places places,
            Locale locale) {
        this.eventId = eventId;
        this.events = events;
        this.entering = entering;
        this.participations = participations;
        this.lists = lists;
        this.rows = rows;
        this.businesses = businesses;
        this.businessLists = businessLists;
        this.businessRows = businessRows;
        this.places = places;
        this.locale = locale;
    }

    List<SheetColumn> columns() {
        SheetColumn attendance = SheetCells.column(column("attendance"), 6.5, locale);
        return List.of(
                new SheetColumn(BUSINESS, text("participation.business"), SheetColumn.Kind.CHOICE, 15)
                        .needed()
                        .onlyInNewRows()
                        .lookedUp(),
                new SheetColumn(CODE, text("business.creditCode"), SheetColumn.Kind.TEXT, 12).onlyInNewRows(),
                SheetCells.column(column("role"), 7.5, locale),
                usualAttendance() == null ? attendance.needed() : attendance,
                SheetCells.column(column("boothArea"), 7, locale),
                SheetCells.column(column("intendedDeals"), 9, locale),
                SheetCells.column(column("signedDeals"), 9, locale),
                SheetCells.column(column("remark"), 12, locale));
    }

    /** How blocks are pasted into a sheet of these. */
    SheetPaste pasting(SheetEntry entry, RecordSheet sheet) {
        return new SheetPaste(entry, sheet, together());
    }

    @Override
    public RowsTogether together() {
        return new RowsTogether(
                rows, entering, Map.of("eventCode", event().code()), ParticipationRecords::inColumnsOfRows);
    }

    /** How new participations take part unless a person says something else, null where a person has to. */
    @Nullable
    Attendance usualAttendance() {
        return Attendance.usualAt(event().data().form());
    }

    private Event event() {
        return events.find(eventId).orElseThrow(() -> new RecordNotFound("EVENT", eventId));
    }

    /** What the sheet of an event's participations is called for everybody. */
    static String sheetOf(long eventId) {
        return "participations-of-" + eventId;
    }

    /** What is typed into the sheet of these. */
    DraftSubject subject() {
        Event event = event();
        return DraftSubject.ofSheet(
                sheetOf(eventId),
                text("participation.sheet.draft", event.name(locale)),
                "events/" + event.code() + "?participations=sheet");
    }

    /** Puts the sheet's cells into the columns in which rows are entered: a business is told by its code or its name. */
    static void inColumnsOfRows(Map<String, String> cells, Map<String, String> said) {
        cells.forEach((id, text) -> {
            if (id.equals(CODE) && text.isBlank()) {
                // The code may stand in the other column.
                return;
            }
            if (!id.equals(BUSINESS)) {
                said.put(id, text);
            } else if (looksLikeCode(text)) {
                said.put(CODE, text);
            } else {
                boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
                said.put(chinese ? "nameZh" : "nameEn", text);
            }
        });
    }

    private EntryColumn<?> column(String id) {
        return SheetCells.named(rows.columns(), id);
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    @Override
    public Map<String, Long> versions() {
        Map<String, Long> versions = new LinkedHashMap<>();
        lists.versions(eventId).forEach((id, version) -> versions.put(Long.toString(id), version));
        return versions;
    }

    @Override
    public List<Kept> load(Collection<String> keys) {
        return lists.withIds(keys.stream().map(Long::valueOf).toList()).stream()
                .filter(kept -> kept.item().eventId() == eventId)
                .map(this::kept)
                .toList();
    }

    private Kept load(Participation participation) {
        return load(List.of(Long.toString(participation.id()))).getFirst();
    }

    private Kept kept(ListedParticipation kept) {
        ParticipationListItem item = kept.item();
        ParticipationData data = item.data();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(BUSINESS, item.businessNames().in(locale));
        cells.put(CODE, Objects.requireNonNullElse(item.creditCode(), ""));
        show(cells, "role", data.role());
        show(cells, "attendance", data.attendance());
        show(cells, "boothArea", data.boothArea());
        show(cells, "intendedDeals", data.intendedDeals());
        show(cells, "signedDeals", data.signedDeals());
        show(cells, "remark", data.remark());
        return new Kept(
                Long.toString(item.id()),
                item.version(),
                cells,
                Map.of(
                        BUSINESS,
                        named(item.businessId()),
                        "role",
                        data.role().name(),
                        "attendance",
                        data.attendance().name()),
                kept.changedBy(),
                text("participation.sheet.about", kept.changedBy(), Formats.moment(kept.changedAt(), locale)),
                false);
    }

    private void show(Map<String, String> cells, String id, @Nullable Object value) {
        cells.put(id, SheetCells.show(column(id), value, locale));
    }

    /** How a business is typed beyond doubt, also where it has no code. */
    static String named(long businessId) {
        return "#" + businessId;
    }

    @Override
    public Map<String, Read> read(@Nullable Kept kept, Map<String, String> typed) {
        Map<String, Read> read = new HashMap<>();
        typed.forEach((id, text) -> SheetCells.find(rows.columns(), id)
                .filter(column -> !id.equals(CODE))
                .ifPresent(column -> read.put(id, SheetCells.read(column, text, locale))));
        if (kept == null) {
            readBusiness(typed, read);
        } else {
            NEEDED.stream()
                    .filter(id -> typed.getOrDefault(id, "-").isBlank())
                    .forEach(id -> read.put(id, Read.problem("", text("base.row.required"))));
        }
        return read;
    }

    private void readBusiness(Map<String, String> typed, Map<String, Read> read) {
        String name = typed.getOrDefault(BUSINESS, "").strip();
        String code = typed.getOrDefault(CODE, "").strip();
        Found byName = name.isEmpty() ? null : find(name);
        Found byCode = code.isEmpty() ? null : find(code);
        Found found = byName != null && byName.id() != null ? byName : byCode;
        if (found != null && found.id() != null) {
            read.put(BUSINESS, Read.of(found.name()));
            read.put(CODE, Read.of(found.code()));
        }
        if (byName != null && byName.problem() != null) {
            // A name beside a code is what the source calls the business; the code decides.
            read.put(
                    BUSINESS,
                    found == byCode && found != null && found.id() != null
                            ? new Read(found.name(), null, text("participation.sheet.called", name))
                            : Read.problem(name, byName.problem()));
        }
        if (byCode != null && byCode.problem() != null) {
            read.put(CODE, Read.problem(code, byCode.problem()));
        } else if (byCode != null
                && byName != null
                && byName.id() != null
                && !byName.id().equals(byCode.id())) {
            read.put(CODE, Read.problem(code, text("participation.sheet.other-business", byCode.name())));
        }
    }

    private record Found(
            @Nullable Long id,
            String name,
            String code,
            @Nullable String problem) {
        static Found none(String problem) {
            return new Found(null, "", "", problem);
        }
    }

    /** The business that a typed text names: by its code, by its name in either language, or as the sheet itself names it. */
    private Found find(String typed) {
        if (typed.matches("#\\d{1,18}")) {
            return businesses
                    .find(Long.parseLong(typed.substring(1)))
                    .map(business -> found(business.id(), business.data()))
                    .orElseGet(() -> Found.none(text("participation.refused.business")));
        }
        boolean code = CreditCode.check(typed) instanceof CreditCode.Check.Valid;
        IdentifiedBusiness identified = businessRows
                .identify(List.of(new TypedRow(1, Map.of(code || looksLikeCode(typed) ? CODE : "nameZh", typed))))
                .getFirst();
        return switch (identified) {
            case IdentifiedBusiness.Known known -> found(known.id(), known.data());
            case IdentifiedBusiness.New fresh -> Found.none(text("participation.sheet.unknown", typed));
            case IdentifiedBusiness.Unclear unclear -> {
                Problem problem = unclear.problems().get("nameZh");
                Problem wrongCode = unclear.problems().get(CODE);
                yield Found.none(
                        problem != null && problem.key().equals("business.rows.ambiguous")
                                ? SheetCells.say(problem)
                                : looksLikeCode(typed) && wrongCode != null
                                        ? SheetCells.say(wrongCode)
                                        : text("participation.sheet.unknown", typed));
            }
        };
    }

    private static boolean looksLikeCode(String typed) {
        return typed.matches("[0-9A-Za-z\uff10-\uff19]{15,20}")
                && typed.chars().filter(Character::isDigit).count() > 5;
    }

    private Found found(long id, BusinessData data) {
        String other = data.nameZh() == null ? data.nameEn() : data.nameZh();
        String own = Formats.chinese(locale) ? data.nameZh() : data.nameEn();
        return new Found(
                id, String.valueOf(own == null ? other : own), Objects.requireNonNullElse(data.creditCode(), ""), null);
    }

    @Override
    public Kept create(Map<String, String> typed) {
        return load(participations.register(eventId, data(typed, null, businessOf(typed))));
    }

    @Override
    public List<Attempted<Kept>> createAll(List<Map<String, String>> many) {
        List<Attempted<ParticipationData>> read = Attempted.each(many, typed -> data(typed, null, businessOf(typed)));
        List<Attempted<Participation>> done = Attempted.then(read, data -> participations.registerAll(eventId, data));
        return SheetRecords.loaded(done, one -> Long.toString(one.id()), this);
    }

    @Override
    public Map<String, RuntimeException> removeAll(List<Kept> many) {
        return SheetRecords.refused(participations.withdrawAll(eventId, SheetRecords.seen(many)));
    }

    private long businessOf(Map<String, String> typed) {
        for (String id : List.of(BUSINESS, CODE)) {
            String text = typed.getOrDefault(id, "").strip();
            Found found = text.isEmpty() ? null : find(text);
            if (found != null && found.id() != null) {
                return found.id();
            }
        }
        throw new Refusal("businessId", "participation.refused.business");
    }

    @Override
    public Kept change(Kept kept, Map<String, String> typed) {
        Map<String, String> all = new HashMap<>();
        for (String id : COLUMNS) {
            all.put(id, typed.getOrDefault(id, kept.value(id)));
        }
        long businessId = Long.parseLong(kept.value(BUSINESS).substring(1));
        return load(participations.revise(Long.parseLong(kept.key()), kept.version(), data(all, kept, businessId)));
    }

    private ParticipationData data(Map<String, String> typed, @Nullable Kept kept, long businessId) {
        return new ParticipationData(
                businessId,
                required(typed, "role", ParticipationRole.EXHIBITOR, kept != null),
                required(typed, "attendance", usualAttendance(), kept != null),
                this.<BigDecimal>value(typed, "boothArea"),
                this.<BigDecimal>value(typed, "intendedDeals"),
                this.<BigDecimal>value(typed, "signedDeals"),
                this.<String>value(typed, "remark"));
    }

    private <T> @Nullable T value(Map<String, String> typed, String id) {
        return SheetCells.value(column(id), typed.get(id));
    }

    /** A new row without one is like most others, if there is a like; a kept one is not to lose it. */
    private <T> T required(Map<String, String> typed, String id, @Nullable T otherwise, boolean kept) {
        T value = value(typed, id);
        T said = value == null && !kept ? otherwise : value;
        if (said == null) {
            throw new Refusal(id, "base.row.required");
        }
        return said;
    }

    @Override
    public void remove(Kept kept) {
        participations.withdraw(Long.parseLong(kept.key()), kept.version());
    }

    @Override
    public String name(Map<String, String> shown) {
        return shown.getOrDefault(BUSINESS, "");
    }

    @Override
    public @Nullable String columnOf(@Nullable String field) {
        return "businessId".equals(field) ? BUSINESS : field;
    }

    /** The businesses that can be chosen for a typed text, and the way to a new one. */
    List<SheetChoice> businesses(String typed) {
        List<SheetChoice> choices = new ArrayList<>();
        for (BusinessListItem item : businessLists.page(BusinessFilter.search(typed), null, false, 0, OFFERED)) {
            String place = places.nameOf(item.cityCode() != null ? item.cityCode() : item.countryCode(), locale);
            String other = item.names().in(Formats.chinese(locale) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
            String name = item.names().in(locale);
            choices.add(new SheetChoice(
                    named(item.id()),
                    name,
                    String.join(
                            " · ",
                            Stream.of(item.creditCode(), place, other.equals(name) ? null : other)
                                    .filter(part -> part != null && !part.isBlank())
                                    .toList()),
                    "",
                    false));
        }
        if (!typed.isBlank()) {
            choices.add(new SheetChoice(typed, text("participation.create", typed), "", "", true));
        }
        return choices;
    }
}

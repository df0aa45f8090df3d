package org.yuemao.business.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Attempted;
import org.yuemao.base.Names;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryRun;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.RowsTogether;
import org.yuemao.base.ui.sheet.SheetCells;
import org.yuemao.base.ui.sheet.SheetColumn;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetPaste;
import org.yuemao.base.ui.sheet.SheetRecords;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.BusinessSort;
import org.yuemao.business.Duplicates;
import org.yuemao.business.Twin;

/** The businesses that a filter lets through as the rows of a sheet, in the columns in which they are imported and exported. */
class BusinessRecords implements SheetRecords {
    /** The reach of a sheet: its browser knows the keys of all rows. */
    static final int MOST = 20_000;

    private static final String CITY = "cityCode";
    private static final String COUNTRY = "countryCode";
    private static final String CODE = "creditCode";
    private static final String NO_CODE = "missingCodeReason";
    private static final List<String> TELLING =
            List.of(CODE, "nameZh", "nameEn", "phone", "email", "website", CITY, COUNTRY);
    private static final Map<String, Double> WIDTHS = Map.ofEntries(
            Map.entry(CODE, 12.5),
            Map.entry(NO_CODE, 7.5),
            Map.entry("nameZh", 15.0),
            Map.entry("nameEn", 15.0),
            Map.entry(CITY, 7.0),
            Map.entry(COUNTRY, 8.0),
            Map.entry("sectors", 12.0),
            Map.entry("size", 6.0),
            Map.entry("contact", 7.5),
            Map.entry("phone", 9.0),
            Map.entry("email", 12.0),
            Map.entry("website", 12.0));

    private final BusinessService service;
    private final BusinessLists lists;
    private final BusinessRows rows;
    private final Duplicates duplicates;
    private final EntryService entering;
    private final Locale locale;
    /** What was entered or changed here stays in sight, also where the filter would leave it out. */
    private final Set<Long> own = new HashSet<>();
    /** What was said about likely twins, by what was typed: a row is read again with each of its cells. */
    private final Map<Map<String, String>, String> remarks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, String> eldest) {
            return size() > 200;
        }
    };

    private Shown shown = new Shown(BusinessFilter.ALL, null, false, null);

    /**
     * Which businesses are shown, in which order.
     *
     * @param officeCity the city for which the person enters, or null
     */
    record Shown(
            BusinessFilter filter,
            @Nullable BusinessSort sort,
            boolean descending,
            @Nullable String officeCity) {

        /** What a new row says in these columns before a person says something else. */
        Map<String, String> defaults() {
            Map<String, String> defaults = new LinkedHashMap<>();
            defaults.put(
                    CITY, Objects.requireNonNullElse(filter.cityCode(), Objects.requireNonNullElse(officeCity, "")));
            defaults.put("sectors", Objects.requireNonNullElse(filter.sectorCode(), ""));
            defaults.put("size", filter.size() == null ? "" : filter.size().name());
            return defaults;
        }
    }

    BusinessRecords(
            BusinessService service,
            BusinessLists lists,
            BusinessRows rows,
            Duplicates duplicates,
            EntryService entering,
            Locale locale) {
        this.service = service;
        this.lists = lists;
        this.rows = rows;
        this.duplicates = duplicates;
        this.entering = entering;
        this.locale = locale;
    }

    void show(Shown now) {
        shown = now;
        own.clear();
    }

    List<SheetColumn> columns() {
        return rows.columns().stream()
                .map(column -> SheetCells.column(column, WIDTHS.getOrDefault(column.id(), 10.0), locale))
                .toList();
    }

    /** How blocks are pasted; new rows are of what is shown where they say nothing else. */
    SheetPaste pasting(SheetEntry entry, RecordSheet sheet) {
        return new SheetPaste(entry, sheet, together());
    }

    @Override
    public RowsTogether together() {
        Map<String, String> defaults = new HashMap<>(shown.defaults());
        defaults.values().removeIf(String::isEmpty);
        return new RowsTogether(rows, entering, defaults, (cells, said) -> {
                    cells.forEach((column, text) -> {
                        if (!text.isBlank() || !said.containsKey(column)) {
                            said.put(column, text);
                        }
                    });
                    if (!cells.getOrDefault(COUNTRY, "").isBlank()
                            && cells.getOrDefault(CITY, "").isBlank()) {
                        said.put(CITY, "");
                    }
                })
                .onEntered(this::remember);
    }

    @Override
    public List<Attempted<Kept>> createAll(List<Map<String, String>> many) {
        List<Attempted<Business>> done = service.registerAll(
                many.stream().map(typed -> data(typed, null)).toList());
        done.forEach(one -> {
            if (one.done() != null) {
                own.add(one.done().id());
            }
        });
        return SheetRecords.loaded(done, one -> Long.toString(one.id()), this);
    }

    @Override
    public Map<String, RuntimeException> removeAll(List<Kept> many) {
        return SheetRecords.refused(service.removeAll(SheetRecords.seen(many)));
    }

    private void remember(EntryRun run) {
        run.written().forEach(one -> own.add(one.id()));
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
        lists.versions(shown.filter(), shown.sort(), shown.descending(), MOST)
                .forEach((id, version) -> versions.put(Long.toString(id), version));
        lists.kept(new TreeSet<>(own)).forEach(one -> versions.putIfAbsent(Long.toString(one.id()), one.version()));
        return versions;
    }

    @Override
    public List<Kept> load(Collection<String> keys) {
        return lists.kept(keys.stream().map(Long::valueOf).toList()).stream()
                .map(this::kept)
                .toList();
    }

    private Kept kept(Business business) {
        BusinessData data = business.data();
        Map<String, String> cells = new LinkedHashMap<>();
        show(cells, CODE, data.creditCode());
        show(cells, NO_CODE, data.missingCodeReason());
        show(cells, "nameZh", data.nameZh());
        show(cells, "nameEn", data.nameEn());
        show(cells, CITY, data.cityCode());
        show(cells, COUNTRY, data.countryCode());
        show(cells, "sectors", data.sectors());
        show(cells, "size", data.size());
        show(cells, "contact", data.contact());
        show(cells, "phone", data.phone());
        show(cells, "email", data.email());
        show(cells, "website", data.website());
        BusinessSize size = data.size();
        return new Kept(
                Long.toString(business.id()),
                business.version(),
                cells,
                Map.of(
                        CITY,
                        Objects.requireNonNullElse(data.cityCode(), ""),
                        COUNTRY,
                        Objects.requireNonNullElse(data.countryCode(), ""),
                        "sectors",
                        String.join(",", new TreeSet<>(data.sectors())),
                        "size",
                        size == null ? "" : size.name()),
                business.changedBy(),
                text("business.changed", Formats.moment(business.changedAt(), locale), business.changedBy()),
                !service.mayRevise(data.cityCode()));
    }

    private void show(Map<String, String> cells, String id, @Nullable Object value) {
        cells.put(id, SheetCells.show(column(id), value, locale));
    }

    @Override
    public Map<String, Read> read(@Nullable Kept kept, Map<String, String> typed) {
        Map<String, Read> read = new HashMap<>();
        typed.forEach((id, text) -> SheetCells.find(rows.columns(), id)
                .ifPresent(column -> read.put(id, SheetCells.read(column, text, locale))));
        readCode(kept, typed, read);
        readPlace(kept, typed, read);
        if (kept == null) {
            remark(typed, read);
        }
        return read;
    }

    private void readCode(@Nullable Kept kept, Map<String, String> typed, Map<String, Read> read) {
        String code = typed.getOrDefault(CODE, "");
        if (!code.isBlank()) {
            service.findByCode(code)
                    .filter(known -> kept == null || !Long.toString(known.id()).equals(kept.key()))
                    .ifPresent(known -> read.put(
                            CODE, Read.problem(code, text("business.refused.known-code", known.name(locale)))));
        }
        String reason = typed.getOrDefault(NO_CODE, "");
        if (!reason.isBlank() && !now(kept, typed, CODE).isBlank()) {
            read.put(NO_CODE, Read.problem(reason, text("business.sheet.has-code")));
        }
    }

    private void readPlace(@Nullable Kept kept, Map<String, String> typed, Map<String, Read> read) {
        String country = typed.getOrDefault(COUNTRY, "");
        if (country.isBlank() || now(kept, typed, CITY).isBlank()) {
            return;
        }
        if (kept == null && isDefault(typed)) {
            read.put(CITY, Read.of(""));
        } else {
            read.put(COUNTRY, Read.problem(country, text("business.sheet.has-city")));
        }
    }

    /** Whether the city is but what every new row says at first. */
    private boolean isDefault(Map<String, String> typed) {
        return shown.defaults().getOrDefault(CITY, "").equals(typed.get(CITY));
    }

    private static String now(@Nullable Kept kept, Map<String, String> typed, String id) {
        return typed.getOrDefault(id, kept == null ? "" : kept.value(id));
    }

    /** Says at what tells a new business apart which kept one it may be. */
    private void remark(Map<String, String> typed, Map<String, Read> read) {
        Stream.of("nameZh", "nameEn", CODE)
                .filter(id -> !typed.getOrDefault(id, "").isBlank())
                .filter(id -> Objects.requireNonNull(read.get(id)).problem() == null)
                .findFirst()
                .ifPresent(id -> {
                    Map<String, String> telling = new HashMap<>(typed);
                    telling.keySet().retainAll(TELLING);
                    String remark = remarks.computeIfAbsent(telling, this::twin);
                    if (!remark.isEmpty()) {
                        Read plain = Objects.requireNonNull(read.get(id));
                        read.put(id, new Read(plain.shown(), null, remark));
                    }
                });
    }

    private String twin(Map<String, String> typed) {
        return duplicates.twinsOf(data(typed, null), null).stream()
                .findFirst()
                .map(this::twin)
                .orElse("");
    }

    private String twin(Twin twin) {
        Names names = twin.business().names();
        String code = twin.business().creditCode();
        return text(
                "business.sheet.twin",
                code == null ? names.in(locale) : names.in(locale) + " " + code,
                TwinReasons.line(twin.reasons(), locale));
    }

    @Override
    public Kept create(Map<String, String> typed) {
        Business business = service.register(data(typed, null));
        own.add(business.id());
        return kept(business);
    }

    @Override
    public Kept change(Kept kept, Map<String, String> typed) {
        long id = Long.parseLong(kept.key());
        Business now = service.find(id).orElseThrow(() -> new RecordNotFound("BUSINESS", id));
        own.add(id);
        return kept(service.revise(id, kept.version(), data(typed, now.data())));
    }

    /** What is kept, with what was typed in place of what it says. */
    private BusinessData data(Map<String, String> typed, @Nullable BusinessData kept) {
        boolean elsewhere = kept == null && !typed.getOrDefault(COUNTRY, "").isBlank() && isDefault(typed);
        return new BusinessData(
                or(typed, CODE, kept == null ? null : kept.creditCode()),
                or(typed, NO_CODE, kept == null ? null : kept.missingCodeReason()),
                or(typed, "nameEn", kept == null ? null : kept.nameEn()),
                or(typed, "nameZh", kept == null ? null : kept.nameZh()),
                elsewhere ? null : or(typed, CITY, kept == null ? null : kept.cityCode()),
                or(typed, COUNTRY, kept == null ? null : kept.countryCode()),
                Objects.requireNonNullElse(
                        or(typed, "sectors", kept == null ? null : kept.sectors()), Set.<String>of()),
                or(typed, "size", kept == null ? null : kept.size()),
                or(typed, "contact", kept == null ? null : kept.contact()),
                or(typed, "phone", kept == null ? null : kept.phone()),
                or(typed, "email", kept == null ? null : kept.email()),
                or(typed, "website", kept == null ? null : kept.website()));
    }

    private <T> @Nullable T or(Map<String, String> typed, String id, @Nullable T kept) {
        return typed.containsKey(id) ? SheetCells.<T>value(column(id), typed.get(id)) : kept;
    }

    @Override
    public void remove(Kept kept) {
        service.remove(Long.parseLong(kept.key()), kept.version());
    }

    @Override
    public String name(Map<String, String> shown) {
        return Stream.of(Formats.chinese(locale) ? "nameZh" : "nameEn", "nameZh", "nameEn", CODE)
                .map(id -> shown.getOrDefault(id, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}

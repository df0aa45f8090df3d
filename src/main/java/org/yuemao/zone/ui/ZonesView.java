package org.yuemao.zone.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.BulkChangeDialog;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListAction.OfferedList;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.CurrentPerson;
import org.yuemao.zone.ZoneBulkChange;
import org.yuemao.zone.ZoneChange;
import org.yuemao.zone.ZoneChanged;
import org.yuemao.zone.ZoneFilter;
import org.yuemao.zone.ZoneKind;
import org.yuemao.zone.ZoneListItem;
import org.yuemao.zone.ZoneLists;
import org.yuemao.zone.ZoneSort;
import org.yuemao.zone.ZoneTable;
import org.yuemao.zone.ZonesChanged;

/** All zones in one lazy grid, counted by kind; filters and sorting are in the address. */
@Route("zones")
@PermitAll
@StyleSheet("zone.css")
class ZonesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient ZoneLists lists;
    private final transient Places places;
    private final TextField search = new TextField(getTranslation("zone.search"));
    private final ComboBox<String> city;
    private final ComboBox<String> country;
    private final ComboBox<String> sector;
    private final Button clear = new Button(getTranslation("zone.filter.clear"), VaadinIcon.CLOSE.create());
    private final SavedFilters saved;
    private final Div kinds = new Div();
    private final Map<ZoneKind, Button> chips = new EnumMap<>(ZoneKind.class);
    private final Button everyKind = new Button();
    private final Span total = new Span();
    private final Grid<ZoneListItem> grid = new Grid<>();
    private final @Nullable RowSelection<ZoneListItem> selection;
    private final Map<ZoneSort, Grid.Column<ZoneListItem>> columns = new LinkedHashMap<>();
    private @Nullable ZoneKind kind;
    private boolean arranging;
    private boolean narrow;

    ZonesView(
            ZoneLists lists,
            Places places,
            ZoneBulkChange bulkChange,
            SavedFilterService savedFilters,
            ZoneTable table,
            ListActions actions,
            LiveUpdates liveUpdates,
            CurrentPerson currentPerson) {
        this.lists = lists;
        this.places = places;
        city = PlaceFields.city(getTranslation("zone.cityCode"), places);
        country = PlaceFields.country(getTranslation("zone.countryCode"), places);
        sector = PlaceFields.sector(getTranslation("zone.filter.sector"), places);
        saved = new SavedFilters(
                savedFilters, "zones", "zones", () -> parameters().query());
        describeFilters();
        describeKinds();
        selection = currentPerson.get().mayWrite() ? selection(bulkChange) : null;
        describeColumns();
        describeGrid();
        layOut(
                currentPerson.get().mayWrite(),
                actions.of(
                        new OfferedList("zone.title", () -> table.of(filter(), sort(), ascending(), getLocale()))
                                .entered("zones"),
                        new OfferedList(
                                        "zone.figures.title",
                                        () -> table.figures(filter(), sort(), ascending(), getLocale()))
                                .entered("zone-figures")));
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof ZoneChanged || change instanceof ZonesChanged,
                this::refresh);
        // On a phone's width the first column says the essentials of a row.
        NarrowWindow.follow(this, isNarrow -> {
            narrow = isNarrow;
            showColumns();
        });
    }

    private void describeFilters() {
        search.setPlaceholder(getTranslation("zone.search.hint"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(200);
        search.addClassName("list-search");
        for (ComboBox<String> box : List.of(city, country, sector)) {
            box.setClearButtonVisible(true);
            box.setPlaceholder(getTranslation("zone.filter.all"));
        }
        List.<HasValue<?, ?>>of(search, city, country, sector)
                .forEach(field -> field.addValueChangeListener(changed -> refreshAndRemember()));
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            arranging = true;
            search.clear();
            city.clear();
            country.clear();
            sector.clear();
            kind = null;
            arranging = false;
            refreshAndRemember();
            search.focus();
        });
    }

    private void describeKinds() {
        kinds.addClassName("zone-kinds");
        kinds.getElement().setAttribute("role", "group");
        kinds.getElement().setAttribute("aria-label", getTranslation("zone.kind"));
        everyKind.addClickListener(clicked -> choose(null));
        kinds.add(everyKind);
        for (ZoneKind one : ZoneKind.values()) {
            Button chip = new Button();
            chip.addClickListener(clicked -> choose(one));
            chips.put(one, chip);
            kinds.add(chip);
        }
    }

    private void choose(@Nullable ZoneKind chosen) {
        kind = chosen;
        refreshAndRemember();
    }

    private RowSelection<ZoneListItem> selection(ZoneBulkChange bulkChange) {
        RowSelection<ZoneListItem> rows = new RowSelection<>(
                grid, ZoneListItem::id, item -> item.names().in(getLocale()), () -> lists.ids(filter()));
        rows.addAction(new Button(
                getTranslation("base.bulk.change"),
                VaadinIcon.EDIT.create(),
                clicked -> BulkChangeDialog.open(bulkChange, rows.ids(), bulkFields(), this::refresh)));
        return rows;
    }

    private List<BulkChangeDialog.Field<ZoneChange>> bulkFields() {
        TextField operator = new TextField(getTranslation("zone.operator"));
        operator.setMaxLength(200);
        return List.of(
                BulkChangeDialog.Field.sectors(
                        getTranslation("zone.sectors"),
                        new Select<>(),
                        PlaceFields.sectors(getTranslation("zone.sectors"), places),
                        ZoneChange.Sectors::new),
                BulkChangeDialog.Field.of(
                        getTranslation("zone.operator"), operator, () -> new ZoneChange.Operator(operator.getValue())),
                BulkChangeDialog.Field.required(
                        getTranslation("zone.cityCode"),
                        PlaceFields.city(getTranslation("zone.cityCode"), places),
                        ZoneChange.City::new));
    }

    private void describeColumns() {
        column(
                        ZoneSort.NAME,
                        LitRenderer.<ZoneListItem>of("""
                                <a href="zones/${item.id}" router-link tabindex="-1">${item.name}</a>
                                <div class="zone-card">${item.about}</div>""")
                                .withProperty("id", ZoneListItem::id)
                                .withProperty("name", item -> item.names().in(getLocale()))
                                .withProperty("about", this::about),
                        "19rem")
                .setTooltipGenerator(item -> item.names().in(getLocale()))
                .setFlexGrow(3);
        column(
                        ZoneSort.KIND,
                        LitRenderer.<ZoneListItem>of("${item.kind}")
                                .withProperty("kind", item -> kindName(item.kind())),
                        "11rem")
                .setTooltipGenerator(item -> kindName(item.kind()))
                .setFlexGrow(1);
        column(
                ZoneSort.PLACE,
                LitRenderer.<ZoneListItem>of("${item.place}")
                        .withProperty("place", item -> places.nameOf(item.placeCode(), getLocale())),
                "8rem");
        column(
                ZoneSort.APPROVED_ON,
                LitRenderer.<ZoneListItem>of("${item.day}")
                        .withProperty("day", item -> Formats.date(item.approvedOn(), getLocale())),
                "9rem");
        column(
                        ZoneSort.AREA,
                        LitRenderer.<ZoneListItem>of("${item.area}")
                                .withProperty("area", item -> Formats.decimal(item.areaSqm(), 2, getLocale())),
                        "8.5rem")
                .setTextAlign(ColumnTextAlign.END);
        column(
                        ZoneSort.OPERATOR,
                        LitRenderer.<ZoneListItem>of("${item.operator}")
                                .withProperty("operator", item -> Objects.requireNonNullElse(item.operator(), "")),
                        "8.5rem")
                .setTooltipGenerator(ZoneListItem::operator)
                .setFlexGrow(2);
        grid.addColumn(this::sectors)
                .setTooltipGenerator(this::sectors)
                .setHeader(getTranslation("zone.sectors"))
                .setWidth("8.5rem")
                .setFlexGrow(1)
                .setResizable(true);
    }

    private String sectors(ZoneListItem item) {
        return item.sectors().stream()
                .map(code -> places.nameOf(code, getLocale()))
                .collect(Collectors.joining(Formats.chinese(getLocale()) ? "、" : ", "));
    }

    private Grid.Column<ZoneListItem> column(ZoneSort sort, LitRenderer<ZoneListItem> renderer, String width) {
        Grid.Column<ZoneListItem> column = grid.addColumn(renderer)
                .setHeader(getTranslation("zone.column." + sort))
                .setKey(sort.name())
                .setSortProperty(sort.name())
                .setWidth(width)
                .setFlexGrow(0)
                .setResizable(true);
        columns.put(sort, column);
        return column;
    }

    /** What a narrow window shows of a zone below its name. */
    private String about(ZoneListItem item) {
        return kindName(item.kind()) + " · " + places.nameOf(item.placeCode(), getLocale())
                + (item.areaSqm() == null ? "" : " · " + Formats.area(item.areaSqm(), getLocale()));
    }

    private void describeGrid() {
        grid.addClassName("zone-grid");
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setMultiSort(false);
        grid.setItems(
                query -> lists
                        .page(
                                filter(),
                                sort(),
                                ascending(),
                                getLocale().getLanguage(),
                                query.getOffset(),
                                query.getLimit())
                        .stream(),
                query -> lists.count(filter()));
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("zone.empty.title"), getTranslation("zone.empty.hint")));
        grid.addSortListener(sorted -> {
            if (!arranging) {
                remember();
            }
        });
        GridRows.onOpen(grid, this::open);
    }

    private void layOut(boolean mayWrite, Div actions) {
        addClassNames("view", "zones-view");
        Button establish = new Button(getTranslation("zone.new"), VaadinIcon.PLUS.create(), clicked -> openNew());
        establish.addThemeVariants(ButtonVariant.PRIMARY);
        establish.setTooltipText("Alt+N");
        establish.addClickShortcut(Key.KEY_N, KeyModifier.ALT);
        establish.setVisible(mayWrite);
        total.addClassName("quiet");
        total.getElement().setAttribute("role", "status");
        Div filters = new Div(search, city, country, sector, clear, saved);
        filters.addClassNames("filter-bar", "list-filters");
        add(new ViewHeader(getPageTitle(), actions, establish).about(total), kinds, filters);
        if (selection != null) {
            add(selection);
        }
        add(grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = saved.opened(event);
        arranging = true;
        search.setValue(Objects.requireNonNullElse(LocationParameters.text(location, "search"), ""));
        kind = LocationParameters.constant(location, "kind", ZoneKind.class);
        String cityCode = LocationParameters.text(location, "city");
        city.setValue(places.city(cityCode) == null ? null : cityCode);
        String countryCode = LocationParameters.text(location, "country");
        country.setValue(places.country(countryCode) == null ? null : countryCode);
        String sectorCode = LocationParameters.text(location, "sector");
        sector.setValue(places.sector(sectorCode) == null ? null : sectorCode);
        ZoneSort sort = LocationParameters.constant(location, "sort", ZoneSort.class);
        boolean descending = "desc".equals(LocationParameters.text(location, "order"));
        grid.sort(List.of(new GridSortOrder<>(
                Objects.requireNonNull(columns.getOrDefault(sort, columns.get(ZoneSort.KIND))),
                descending ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        arranging = false;
        chooseNone();
        saved.refresh();
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        search.focus();
    }

    /** Once a kind is chosen its column would say the same in every row. */
    private void showColumns() {
        Grid.Column<ZoneListItem> name = columns.get(ZoneSort.NAME);
        grid.getColumns().stream().filter(column -> column != name).forEach(column -> column.setVisible(!narrow));
        if (selection != null) {
            selection.setNarrow(narrow);
        }
        Objects.requireNonNull(columns.get(ZoneSort.KIND)).setVisible(!narrow && kind == null);
        grid.setClassName("zone-narrow", narrow);
    }

    private ZoneFilter filter() {
        return new ZoneFilter(search.getValue(), kind, city.getValue(), country.getValue(), sector.getValue());
    }

    private ZoneSort sort() {
        return grid.getSortOrder().stream()
                .findFirst()
                .map(order -> ZoneSort.valueOf(order.getSorted().getKey()))
                .orElse(ZoneSort.KIND);
    }

    private boolean ascending() {
        return grid.getSortOrder().stream()
                .findFirst()
                .map(order -> order.getDirection() == SortDirection.ASCENDING)
                .orElse(true);
    }

    private void refreshAndRemember() {
        if (!arranging) {
            chooseNone();
            refresh();
            remember();
        }
    }

    /** What is no longer shown is not to be changed unseen. */
    private void chooseNone() {
        if (selection != null) {
            selection.clear();
        }
    }

    private void refresh() {
        showKinds();
        showColumns();
        clear.setVisible(!filter().equals(ZoneFilter.ALL));
        grid.getDataProvider().refreshAll();
    }

    /** Counts all kinds under the other filters, so that a person sees where zones are before choosing a kind. */
    private void showKinds() {
        Map<ZoneKind, ZoneLists.KindTotal> totals = new HashMap<>();
        lists.totals(filter().ofKind(null)).forEach(one -> totals.put(one.kind(), one));
        int all = 0;
        int shown = 0;
        BigDecimal area = BigDecimal.ZERO;
        for (ZoneKind one : ZoneKind.values()) {
            ZoneLists.KindTotal ofKind = totals.getOrDefault(one, new ZoneLists.KindTotal(one, 0, BigDecimal.ZERO));
            all += ofKind.zones();
            if (kind == null || kind == one) {
                shown += ofKind.zones();
                area = area.add(ofKind.areaSqm());
            }
            show(Objects.requireNonNull(chips.get(one)), kindName(one), ofKind.zones(), kind == one);
        }
        show(everyKind, getTranslation("zone.kind.all"), all, kind == null);
        total.setText(
                area.signum() == 0
                        ? getTranslation("zone.total", shown)
                        : getTranslation("zone.total.area", shown, Formats.area(area, getLocale())));
    }

    private void show(Button chip, String name, int count, boolean chosen) {
        chip.setText(getTranslation("zone.kind.count", name, count));
        chip.getElement().setAttribute("aria-pressed", Boolean.toString(chosen));
        chip.setClassName("zone-none", count == 0);
        chip.setThemeVariant(ButtonVariant.PRIMARY, chosen);
    }

    private void remember() {
        parameters().show(UI.getCurrentOrThrow(), "zones");
        saved.refresh();
    }

    private LocationParameters parameters() {
        LocationParameters parameters = new LocationParameters()
                .with("search", search.getValue())
                .with("kind", kind)
                .with("city", city.getValue())
                .with("country", country.getValue())
                .with("sector", sector.getValue());
        if (sort() != ZoneSort.KIND || !ascending()) {
            parameters.with("sort", sort()).with("order", ascending() ? null : "desc");
        }
        return parameters;
    }

    private String kindName(ZoneKind one) {
        return getTranslation("zone.kind." + one);
    }

    private void open(ZoneListItem item) {
        UI.getCurrentOrThrow().navigate("zones/" + item.id());
    }

    /** A new zone begins with the kind and the place that are being looked at. */
    private void openNew() {
        Map<String, String> begun = new LinkedHashMap<>();
        if (kind != null) {
            begun.put("kind", kind.name());
        }
        if (city.getValue() != null) {
            begun.put("city", city.getValue());
        }
        if (country.getValue() != null) {
            begun.put("country", country.getValue());
        }
        UI.getCurrentOrThrow().navigate("zones/new", QueryParameters.simple(begun));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("zone.title");
    }
}

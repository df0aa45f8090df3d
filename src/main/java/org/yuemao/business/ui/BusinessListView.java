package org.yuemao.business.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.ui.BulkChangeDialog;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.base.ui.SortAddress;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.base.ui.sheet.ListOrSheet;
import org.yuemao.business.BusinessBulkChange;
import org.yuemao.business.BusinessChange;
import org.yuemao.business.BusinessChanged;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessSize;
import org.yuemao.business.BusinessSort;
import org.yuemao.business.BusinessTable;
import org.yuemao.business.BusinessesChanged;
import org.yuemao.business.Duplicates;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/** All businesses, searched as one types. */
@Route("businesses")
@PermitAll
class BusinessListView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String SHAPE = "view";

    private final transient BusinessLists lists;
    private final transient BusinessTable table;
    private final transient Places places;
    private final TextField search = new TextField(getTranslation("business.search"));
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final Select<BusinessSize> size = new Select<>();
    private final Button clear = new Button(getTranslation("business.filter.clear"), VaadinIcon.CLOSE.create());
    private final SavedFilters saved;
    private final Span count = new Span();
    private final Anchor suspected = new Anchor("businesses/duplicates", "");
    private final transient Duplicates duplicates;
    private final transient BusinessService businesses;
    private final transient BusinessRows rows;
    private final transient EntryService entryService;
    private final transient SharedForms forms;
    private final boolean writing;
    private final Grid<BusinessListItem> grid = new Grid<>();
    private final @Nullable RowSelection<BusinessListItem> selection;
    private final @Nullable String officeCity;
    private final ListOrSheet shape = new ListOrSheet(SHAPE, this::showAs);
    private @Nullable BusinessesSheet sheet;
    private boolean entering;
    private int found;

    BusinessListView(
            BusinessLists lists,
            Duplicates duplicates,
            BusinessService businesses,
            BusinessRows rows,
            EntryService entryService,
            Places places,
            BusinessBulkChange bulkChange,
            SavedFilterService savedFilters,
            BusinessTable table,
            ListActions actions,
            LiveUpdates liveUpdates,
            SharedForms forms,
            CurrentPerson currentPerson) {
        this.forms = forms;
        this.duplicates = duplicates;
        this.businesses = businesses;
        this.rows = rows;
        this.entryService = entryService;
        officeCity = currentPerson
                .find()
                .filter(person -> person.role() == Role.CLERK)
                .map(Person::officeCode)
                .filter(code -> places.city(code) != null)
                .orElse(null);
        writing = currentPerson.find().filter(Person::mayWrite).isPresent();
        suspected.setVisible(writing);
        suspected.setRouterIgnore(false);
        this.lists = lists;
        this.table = table;
        this.places = places;
        city = PlaceFields.city(getTranslation("business.cityCode"), places);
        sector = PlaceFields.sector(getTranslation("business.sectors"), places);
        saved = new SavedFilters(
                savedFilters, "businesses", "businesses", () -> parameters().query());
        Button create = new Button(getTranslation("business.new"), VaadinIcon.PLUS.create(), clicked -> UI.getCurrent()
                .navigate("businesses/new"));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setVisible(writing);

        addClassName("view");
        create.setTooltipText("Alt+N");
        create.addClickShortcut(Key.KEY_N, KeyModifier.ALT);
        count.addClassName("quiet");
        Div filters = new Div(search, city, sector, size, clear, saved, shape);
        filters.addClassNames("filter-bar", "list-filters");
        buildFilters();
        selection = currentPerson.find().filter(Person::mayWrite).isPresent() ? selection(bulkChange) : null;
        buildGrid();
        add(
                new ViewHeader(getPageTitle(), actions.of("businesses", this::shown), create).about(count, suspected),
                filters);
        if (selection != null) {
            add(selection);
        }
        add(grid);
        LiveRefresh.follow(
                this,
                liveUpdates,
                // Participations change the number shown, and belong to a feature that builds on this one.
                change -> true,
                () -> {
                    recount();
                    grid.getDataProvider().refreshAll();
                });
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof BusinessChanged || change instanceof BusinessesChanged,
                this::showInSheet);
    }

    /** Shows the businesses in a sheet or in the list; a sheet with something that is not saved waits out of sight. */
    private void showAs(boolean asSheet) {
        if (asSheet && sheet == null) {
            BusinessRecords records =
                    new BusinessRecords(businesses, lists, rows, duplicates, entryService, getLocale());
            sheet = new BusinessesSheet(records, forms, writing, this::recount);
            sheet.addClassName("fills");
            add(sheet);
        }
        grid.setVisible(!asSheet);
        if (selection != null) {
            selection.clear();
        }
        BusinessesSheet known = sheet;
        if (known == null) {
            return;
        }
        known.setVisible(asSheet);
        if (asSheet) {
            showInSheet();
            known.focus();
        } else {
            if (!UnsavedChanges.in(known)) {
                known.removeFromParent();
                sheet = null;
            }
            grid.getDataProvider().refreshAll();
        }
    }

    private void showInSheet() {
        if (sheet != null && shape.isSheet()) {
            Optional<QuerySortOrder> order = GridRows.sorted(grid);
            sheet.show(
                    new BusinessRecords.Shown(
                            filter(),
                            order.map(one -> BusinessSort.valueOf(one.getSorted()))
                                    .orElse(null),
                            order.filter(one -> one.getDirection() == SortDirection.DESCENDING)
                                    .isPresent(),
                            officeCity),
                    found);
        }
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent left) {
        UnsavedChanges.guard(left, this);
    }

    private void buildFilters() {
        String all = getTranslation("business.filter.all");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        // Short: the answer is to be there within 200 ms of the last key.
        search.setValueChangeTimeout(60);
        search.addClassName("list-search");
        size.setLabel(getTranslation("business.size"));
        size.setItems(BusinessSize.values());
        size.setEmptySelectionAllowed(true);
        size.setEmptySelectionCaption(all);
        size.setItemLabelGenerator(one -> one == null ? all : getTranslation("business.size." + one));
        List.of(city, sector).forEach(field -> {
            field.setClearButtonVisible(true);
            field.setPlaceholder(all);
        });
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            entering = true;
            Stream.<HasValue<?, ?>>of(search, city, sector, size).forEach(HasValue::clear);
            entering = false;
            refresh();
            search.focus();
        });
        List.<HasValue<?, ?>>of(search, city, sector, size)
                .forEach(field -> field.addValueChangeListener(changed -> refresh()));
        count.getElement().setAttribute("role", "status");
    }

    private RowSelection<BusinessListItem> selection(BusinessBulkChange bulkChange) {
        RowSelection<BusinessListItem> rows = new RowSelection<>(
                grid, BusinessListItem::id, item -> item.names().in(getLocale()), () -> lists.ids(filter()));
        rows.addAction(new Button(
                getTranslation("base.bulk.change"),
                VaadinIcon.EDIT.create(),
                clicked -> BulkChangeDialog.open(bulkChange, rows.ids(), bulkFields(), () -> {
                    recount();
                    grid.getDataProvider().refreshAll();
                })));
        return rows;
    }

    private List<BulkChangeDialog.Field<BusinessChange>> bulkFields() {
        Select<BusinessSize> newSize = new Select<>();
        newSize.setLabel(getTranslation("business.size"));
        newSize.setItems(BusinessSize.values());
        newSize.setItemLabelGenerator(one -> getTranslation("business.size." + one));
        return List.of(
                BulkChangeDialog.Field.required(
                        getTranslation("business.cityCode"),
                        PlaceFields.city(getTranslation("business.cityCode"), places),
                        BusinessChange.City::new),
                BulkChangeDialog.Field.required(getTranslation("business.size"), newSize, BusinessChange.Size::new),
                BulkChangeDialog.Field.sectors(
                        getTranslation("business.sectors"),
                        new Select<>(),
                        PlaceFields.sectors(getTranslation("business.sectors"), places),
                        BusinessChange.Sectors::new));
    }

    private void buildGrid() {
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        Grid.Column<BusinessListItem> card = grid.addColumn(LitRenderer.<BusinessListItem>of(
                                "<div class=\"row-card\"><b>${item.name}</b><span>${item.about}</span></div>")
                        .withProperty("name", item -> item.names().in(getLocale()))
                        .withProperty("about", this::about))
                .setHeader(getPageTitle());
        grid.addColumn(LitRenderer.<BusinessListItem>of(
                                "<a href=\"businesses/${item.id}\" router-link tabindex=\"-1\">${item.name}</a>")
                        .withProperty("id", BusinessListItem::id)
                        .withProperty("name", item -> item.names().in(getLocale())))
                .setTooltipGenerator(item -> item.names().in(getLocale()))
                .setWidth("15rem")
                .setHeader(getTranslation("business.name"))
                .setSortProperty(
                        Formats.chinese(getLocale()) ? BusinessSort.NAME_ZH.name() : BusinessSort.NAME_EN.name())
                .setFlexGrow(3);
        grid.addColumn(item -> Formats.chinese(getLocale())
                        ? item.names().en()
                        : item.names().zh())
                .setHeader(getTranslation(Formats.chinese(getLocale()) ? "business.nameEn" : "business.nameZh"))
                .setFlexGrow(2);
        grid.addColumn(BusinessListItem::creditCode)
                .setHeader(getTranslation("business.creditCode"))
                .setSortProperty(BusinessSort.CREDIT_CODE.name())
                .setWidth("12.5rem")
                .setFlexGrow(0);
        grid.addColumn(item ->
                        places.nameOf(item.cityCode() != null ? item.cityCode() : item.countryCode(), getLocale()))
                .setHeader(getTranslation("business.cityCode"))
                .setSortProperty(BusinessSort.CITY.name())
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(item -> item.sectors().stream()
                        .map(code -> places.nameOf(code, getLocale()))
                        .collect(Collectors.joining(Formats.chinese(getLocale()) ? "、" : ", ")))
                .setHeader(getTranslation("business.sectors"))
                .setFlexGrow(2);
        grid.addColumn(item -> item.size() == null ? "" : getTranslation("business.size." + item.size()))
                .setHeader(getTranslation("business.size"))
                .setSortProperty(BusinessSort.SIZE.name())
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.integer(item.participations(), getLocale()))
                .setHeader(getTranslation("business.participations"))
                .setTextAlign(com.vaadin.flow.component.grid.ColumnTextAlign.END)
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.getColumns().forEach(column -> column.setResizable(true));
        grid.setItems(
                query -> {
                    QuerySortOrder order = query.getSortOrders().isEmpty()
                            ? null
                            : query.getSortOrders().getFirst();
                    return lists
                            .page(
                                    filter(),
                                    order == null ? null : BusinessSort.valueOf(order.getSorted()),
                                    order != null && order.getDirection() == SortDirection.DESCENDING,
                                    query.getOffset(),
                                    query.getLimit())
                            .stream();
                },
                query -> found);
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("business.empty.title"), getTranslation("business.empty.hint")));
        SortAddress.follow(grid, () -> {
            if (!entering) {
                remember();
            }
        });
        GridRows.onOpen(grid, this::open);
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
        card.setVisible(false);
        grid.addClassName("fills");
    }

    /** What a narrow window shows of a business below its name. */
    private String about(BusinessListItem item) {
        String place = places.nameOf(item.cityCode() != null ? item.cityCode() : item.countryCode(), getLocale());
        return item.creditCode() == null ? place : item.creditCode() + " · " + place;
    }

    private void open(BusinessListItem item) {
        UI.getCurrent().navigate("businesses/" + item.id());
    }

    private BusinessFilter filter() {
        return new BusinessFilter(search.getValue(), city.getValue(), sector.getValue(), size.getValue());
    }

    private WholeList<?> shown() {
        Optional<QuerySortOrder> order = GridRows.sorted(grid);
        return table.of(
                filter(),
                order.map(one -> BusinessSort.valueOf(one.getSorted())).orElse(null),
                order.filter(one -> one.getDirection() == SortDirection.DESCENDING)
                        .isPresent());
    }

    private void refresh() {
        if (entering) {
            return;
        }
        if (selection != null) {
            selection.clear();
        }
        remember();
        recount();
        grid.getDataProvider().refreshAll();
        showInSheet();
    }

    private void remember() {
        parameters().with(SHAPE, shape.isSheet() ? "sheet" : null).show(UI.getCurrent(), "businesses");
        saved.refresh();
    }

    private LocationParameters parameters() {
        return SortAddress.of(
                grid,
                new LocationParameters()
                        .with("search", search.getValue())
                        .with("city", city.getValue())
                        .with("sector", sector.getValue())
                        .with("size", size.getValue()));
    }

    /** Counts once for the line above and for the grid below. */
    private void recount() {
        found = lists.count(filter());
        count.setText(getTranslation("business.count", found));
        if (writing) {
            Integer pairs = duplicates.count();
            suspected.setText(
                    pairs == null
                            ? getTranslation("business.duplicates.title")
                            : getTranslation("business.duplicates.link", pairs));
        }
        clear.setVisible(Stream.<HasValue<?, ?>>of(search, city, sector, size).anyMatch(field -> !field.isEmpty()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = saved.opened(event);
        entering = true;
        search.setValue(Objects.requireNonNullElse(LocationParameters.text(location, "search"), ""));
        city.setValue(
                places.city(LocationParameters.text(location, "city")) == null
                        ? null
                        : LocationParameters.text(location, "city"));
        sector.setValue(
                places.sector(LocationParameters.text(location, "sector")) == null
                        ? null
                        : LocationParameters.text(location, "sector"));
        size.setValue(LocationParameters.constant(location, "size", BusinessSize.class));
        SortAddress.read(grid, location);
        if (selection != null) {
            selection.clear();
        }
        entering = false;
        saved.refresh();
        recount();
        showInSheet();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        if (!shape.isSheet()) {
            search.focus();
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("business.title");
    }
}

package org.yuemao.event.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.BulkChangeDialog;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.EventBulkChange;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventListItem;
import org.yuemao.event.EventLists;
import org.yuemao.event.EventSort;
import org.yuemao.event.EventTable;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** All events in one lazy grid; filters and sorting are in the address. */
@Route("events")
@PermitAll
@StyleSheet("event.css")
class EventsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String CHOSEN_COLUMNS = EventsView.class.getName() + ".columns";
    private static final String CARD = "card";
    private static final Set<String> COLUMNS_AT_FIRST =
            Set.of("code", "name", "first_day", "place", "status", "review_state", "participations", "signed_deals");

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient EventLists lists;
    private final transient Places places;
    private final Grid<EventListItem> grid = new Grid<>();
    private final Span total = new Span();
    private final EventFilterBar filters;
    private final SavedFilters saved;
    private final EventTabs tabs = new EventTabs("events");
    private final MenuBar columnMenu = new MenuBar();
    private final Map<String, Grid.Column<EventListItem>> columns = new LinkedHashMap<>();
    private final Set<String> chosen;
    private final CallbackDataProvider<EventListItem, Void> rows;
    private final @Nullable RowSelection<EventListItem> selection;
    private transient EventFilter filter = EventFilter.all();
    private boolean narrow;
    private boolean arranging;

    EventsView(
            EventLists lists,
            Places places,
            EventBulkChange bulkChange,
            EventCopies copies,
            SavedFilterService savedFilters,
            EventTable table,
            ListActions actions,
            LiveUpdates liveUpdates,
            CurrentPerson currentPerson) {
        this.lists = lists;
        this.places = places;
        filters = new EventFilterBar(places, lists.years(), true, this::applyAndRemember);
        saved = new SavedFilters(savedFilters, "events", "events", this::parameters);
        filters.add(saved);
        filters.setReviewsOffered(lists.readsDrafts());
        chosen = rememberedColumns();
        rows = DataProvider.fromCallbacks(
                query -> lists
                        .page(
                                filter,
                                sort(),
                                ascending(),
                                texts.locale().getLanguage(),
                                query.getOffset(),
                                query.getLimit())
                        .stream(),
                query -> {
                    int count = lists.count(filter);
                    total.setText(texts.text("total", count));
                    return count;
                });
        Person person = currentPerson.get();
        selection = person.mayWrite() ? selection(person, bulkChange, copies) : null;
        describeColumns();
        describeGrid();
        layOut(
                person.mayWrite(),
                actions.of(
                        "events",
                        () -> table.of(
                                filter, sort(), ascending(), texts.locale().getLanguage())));
        // Participations change the sums shown, and belong to a feature that builds on this one: any change counts.
        LiveRefresh.follow(this, liveUpdates, change -> true, rows::refreshAll);
        // On a phone's width one column says the essentials of a row.
        NarrowWindow.follow(this, isNarrow -> {
            narrow = isNarrow;
            showColumns();
        });
    }

    @Override
    public String getPageTitle() {
        return texts.text("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = saved.opened(event).getQueryParameters();
        arranging = true;
        filter = EventAddress.filter(parameters);
        chooseNone();
        filters.show(filter);
        tabs.keep(filter);
        String key = EventAddress.text(parameters, "sort", "first_day");
        Grid.Column<EventListItem> column = columns.getOrDefault(key, columns.get("first_day"));
        boolean ascending = EventAddress.text(parameters, "order", "desc").equals("asc");
        if (column != null) {
            grid.sort(List.of(
                    new GridSortOrder<>(column, ascending ? SortDirection.ASCENDING : SortDirection.DESCENDING)));
        }
        arranging = false;
        saved.refresh();
        rows.refreshAll();
    }

    private RowSelection<EventListItem> selection(Person person, EventBulkChange bulkChange, EventCopies copies) {
        RowSelection<EventListItem> rowsChosen =
                new RowSelection<>(grid, EventListItem::id, EventListItem::code, () -> lists.ids(filter));
        Button change = new Button(
                getTranslation("base.bulk.change"),
                VaadinIcon.EDIT.create(),
                clicked -> BulkChangeDialog.open(
                        bulkChange, rowsChosen.ids(), EventBulkFields.of(places, person), rows::refreshAll));
        Button copy = new Button(
                texts.text("copy"),
                VaadinIcon.COPY_O.create(),
                clicked -> EventCopyDialog.open(copies, rowsChosen.ids(), copied -> {
                    rowsChosen.clear();
                    rows.refreshAll();
                }));
        rowsChosen.addAction(change);
        rowsChosen.addAction(copy);
        return rowsChosen;
    }

    private void describeColumns() {
        columns.put(
                CARD,
                grid.addColumn(LitRenderer.<EventListItem>of("""
                                <div class="event-card"><b>${item.name}</b>
                                <span>${item.code} · ${item.days}</span>
                                <span>${item.place} <span class="event-status" data-status="${item.status}">${item.statusText}</span></span>
                                </div>""")
                                .withProperty("name", item -> item.names().in(texts.locale()))
                                .withProperty("code", EventListItem::code)
                                .withProperty("days", item -> texts.days(item.firstDay(), item.lastDay()))
                                .withProperty("place", this::place)
                                .withProperty("status", item -> item.status().name())
                                .withProperty("statusText", item -> texts.status(item.status())))
                        .setKey(CARD)
                        .setHeader(texts.text("title")));
        column(
                EventSort.CODE,
                grid.addColumn(LitRenderer.<EventListItem>of(
                                "<a href=\"events/${item.code}\" router-link tabindex=\"-1\">${item.code}</a>")
                        .withProperty("code", EventListItem::code)),
                "8.5rem");
        text(EventSort.PROGRAMME, item -> texts.programme(item.programme()), "10rem");
        text(EventSort.NAME, item -> item.names().in(texts.locale()), "13rem").setFlexGrow(3);
        text(EventSort.FIRST_DAY, item -> texts.days(item.firstDay(), item.lastDay()), "11.25rem");
        text(EventSort.PLACE, this::place, "9rem").setFlexGrow(1);
        text(EventSort.ORGANISER, EventListItem::organiser, "12rem").setFlexGrow(1);
        text(EventSort.OFFICE, item -> EventFields.officeName(places, item.officeCode(), texts.locale()), "12rem");
        column(
                EventSort.STATUS,
                grid.addColumn(LitRenderer.<EventListItem>of(
                                "<span class=\"event-status\" data-status=\"${item.status}\">${item.text}</span>")
                        .withProperty("status", item -> item.status().name())
                        .withProperty("text", item -> texts.status(item.status()))),
                "7rem");
        text(EventSort.REVIEW_STATE, item -> texts.review(item.reviewState()), "7rem");
        grid.addColumn(item -> item.sectors().stream()
                        .map(code -> places.nameOf(code, texts.locale()))
                        .collect(Collectors.joining(", ")))
                .setKey("sectors")
                .setHeader(texts.text("field.sectors"))
                .setWidth("14rem")
                .setFlexGrow(1)
                .setResizable(true);
        columns.put("sectors", grid.getColumnByKey("sectors"));
        number(EventSort.TARGET_BUSINESSES, item -> texts.number(item.targetBusinesses()));
        number(EventSort.PARTICIPATIONS, item -> texts.number(item.participations()))
                .setWidth("7.25rem");
        number(EventSort.SIGNED_DEALS, item -> texts.number(item.signedDeals()));
        number(EventSort.NET_SPACE, item -> texts.number(item.netSpaceSqm()));
        number(EventSort.VISITORS, item -> texts.number(item.visitors()));
        number(EventSort.OVERSEAS_BUYERS, item -> texts.number(item.overseasBuyers()));
        text(EventSort.CHANGED_AT, item -> texts.moment(item.changedAt()) + " " + item.changedBy(), "14rem");
    }

    private String place(EventListItem item) {
        String name = places.nameOf(item.placeCode(), texts.locale());
        String city = item.hostCity();
        return city == null ? name : texts.text("place.in", name, city);
    }

    private Grid.Column<EventListItem> text(
            EventSort sort, ValueProvider<EventListItem, @Nullable String> value, String width) {
        return column(sort, grid.addColumn(value).setTooltipGenerator(value::apply), width);
    }

    private Grid.Column<EventListItem> number(EventSort sort, ValueProvider<EventListItem, @Nullable String> value) {
        return column(sort, grid.addColumn(value), "8.25rem").setTextAlign(ColumnTextAlign.END);
    }

    private Grid.Column<EventListItem> column(EventSort sort, Grid.Column<EventListItem> column, String width) {
        String key = sort.name().toLowerCase(Locale.ROOT);
        columns.put(key, column);
        return column.setKey(key)
                .setHeader(texts.text("column." + key))
                .setWidth(width)
                .setFlexGrow(0)
                .setResizable(true)
                .setSortProperty(key);
    }

    private void describeGrid() {
        grid.setItems(rows);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setMultiSort(false);
        grid.setColumnReorderingAllowed(true);
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.addClassName("event-grid");
        grid.setEmptyStateComponent(new EmptyState(texts.text("empty.title"), texts.text("empty.hint")));
        grid.addSortListener(sorted -> {
            if (!arranging) {
                remember();
            }
        });
        GridRows.onOpen(grid, this::open);
    }

    private void layOut(boolean mayWrite, Div actions) {
        addClassNames("view", "events-view");
        Button schedule = new Button(texts.text("new"), VaadinIcon.PLUS.create(), click -> openNew());
        schedule.addThemeVariants(ButtonVariant.PRIMARY);
        schedule.setTooltipText("Alt+N");
        schedule.addClickShortcut(Key.KEY_N, KeyModifier.ALT);
        schedule.setVisible(mayWrite);
        total.addClassNames("event-total", "quiet");
        total.getElement().setAttribute("role", "status");
        describeColumnMenu();
        add(new ViewHeader(texts.text("title"), columnMenu, actions, schedule).about(total), tabs, filters);
        if (selection != null) {
            add(selection);
        }
        add(grid);
        showColumns();
    }

    private void describeColumnMenu() {
        MenuItem choice = columnMenu.addItem(VaadinIcon.GRID_SMALL.create());
        choice.add(texts.text("columns"));
        columns.forEach((key, column) -> {
            if (key.equals(CARD) || key.equals("name")) {
                return;
            }
            MenuItem item = choice.getSubMenu().addItem(column.getHeaderText());
            item.setCheckable(true);
            item.setKeepOpen(true);
            item.setChecked(chosen.contains(key));
            item.addClickListener(click -> {
                if (item.isChecked()) {
                    chosen.add(key);
                } else {
                    chosen.remove(key);
                }
                VaadinSession.getCurrent().setAttribute(CHOSEN_COLUMNS, Set.copyOf(chosen));
                showColumns();
            });
        });
    }

    @SuppressWarnings("unchecked")
    private static Set<String> rememberedColumns() {
        Object remembered = VaadinSession.getCurrent().getAttribute(CHOSEN_COLUMNS);
        return new LinkedHashSet<>(remembered == null ? COLUMNS_AT_FIRST : (Set<String>) remembered);
    }

    private void showColumns() {
        columns.forEach((key, column) ->
                column.setVisible(key.equals(CARD) ? narrow : !narrow && (key.equals("name") || chosen.contains(key))));
        columnMenu.setVisible(!narrow);
        if (selection != null) {
            selection.setNarrow(narrow);
        }
    }

    private void applyAndRemember(EventFilter changed) {
        filter = changed;
        chooseNone();
        tabs.keep(filter);
        rows.refreshAll();
        remember();
    }

    /** What is no longer shown is not to be changed unseen. */
    private void chooseNone() {
        if (selection != null) {
            selection.clear();
        }
    }

    private void remember() {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("events", parameters()));
        saved.refresh();
    }

    private QueryParameters parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(EventAddress.parameters(filter));
        String sort = sort().name().toLowerCase(Locale.ROOT);
        if (!sort.equals("first_day") || ascending()) {
            parameters.put("sort", sort);
            parameters.put("order", ascending() ? "asc" : "desc");
        }
        return EventAddress.query(parameters);
    }

    private EventSort sort() {
        return grid.getSortOrder().stream()
                .findFirst()
                .map(order -> EventSort.valueOf(order.getSorted().getKey().toUpperCase(Locale.ROOT)))
                .orElse(EventSort.FIRST_DAY);
    }

    private boolean ascending() {
        return grid.getSortOrder().stream()
                .findFirst()
                .map(order -> order.getDirection() == SortDirection.ASCENDING)
                .orElse(false);
    }

    private void open(EventListItem item) {
        UI.getCurrent().navigate("events/" + item.code());
    }

    private void openNew() {
        UI.getCurrent().navigate("events/new");
    }
}

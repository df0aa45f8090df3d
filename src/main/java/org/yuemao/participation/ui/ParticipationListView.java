package org.yuemao.participation.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.base.ui.SortAddress;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.business.BusinessChanged;
import org.yuemao.business.BusinessesChanged;
import org.yuemao.event.EventChanged;
import org.yuemao.event.Programme;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChanged;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.participation.ParticipationTotals;
import org.yuemao.participation.ParticipationsChanged;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** All participations of all events, with their sums. */
@Route("participations")
@PermitAll
class ParticipationListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient ParticipationLists lists;
    private final transient Places places;
    private final TextField search = new TextField(getTranslation("participation.search"));
    private final Select<Integer> year = new Select<>();
    private final Select<Programme> programme = new Select<>();
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final Select<ParticipationRole> role = new Select<>();
    private final Button clear = new Button(getTranslation("participation.filter.clear"), VaadinIcon.CLOSE.create());
    private final SavedFilters saved;
    private final Span totals = new Span();
    private final Grid<ParticipationListItem> grid = new Grid<>();
    private final @Nullable RowSelection<ParticipationListItem> selection;
    private boolean entering;

    ParticipationListView(
            ParticipationLists lists,
            ParticipationTable table,
            ListActions actions,
            Places places,
            ParticipationBulkChange bulkChange,
            SavedFilterService savedFilters,
            LiveUpdates liveUpdates,
            CurrentPerson currentPerson) {
        this.lists = lists;
        this.places = places;
        city = PlaceFields.city(getTranslation("participation.city"), places);
        sector = PlaceFields.sector(getTranslation("participation.sector"), places);
        saved = new SavedFilters(savedFilters, "participations", "participations", () -> parameters()
                .query());
        buildFilters();

        selection = currentPerson.find().filter(Person::mayWrite).isPresent()
                ? ParticipationSelection.of(grid, lists, bulkChange, this::filter, getLocale(), this::readAnew)
                : null;
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        Grid.Column<ParticipationListItem> card = ParticipationColumns.card(
                grid,
                item -> item.businessNames().in(getLocale()) + " · "
                        + item.eventNames().in(getLocale()),
                getLocale());
        ParticipationColumns.event(grid, getLocale());
        ParticipationColumns.business(grid, getLocale());
        ParticipationColumns.city(grid, places, getLocale());
        ParticipationColumns.figures(grid, getLocale());
        // The list over everything has no room for what few look for; the event's own list says it.
        Objects.requireNonNull(grid.getColumnByKey("attendance")).setVisible(false);
        ParticipationColumns.load(grid, lists, this::filter);
        grid.setEmptyStateComponent(new EmptyState(
                getTranslation("participation.empty.title"), getTranslation("participation.empty.hint")));
        SortAddress.follow(grid, () -> {
            if (!entering) {
                remember();
            }
        });
        GridRows.onOpen(grid, item -> UI.getCurrentOrThrow().navigate("events/" + item.eventCode()));
        NarrowWindow.follow(this, narrow -> grid.getColumns()
                .forEach(column -> column.setVisible(
                        narrow ? column == card : column != card && !"attendance".equals(column.getKey()))));
        card.setVisible(false);
        grid.addClassName("fills");

        totals.getElement().setAttribute("role", "status");
        addClassName("view");
        totals.addClassName("quiet");
        Div filters = new Div(search, year, programme, city, sector, role, clear, saved);
        filters.addClassNames("filter-bar", "list-filters");
        add(
                new ViewHeader(
                                getPageTitle(),
                                actions.of(
                                        "participations",
                                        () -> ParticipationColumns.shown(grid, table, filter(), null)))
                        .about(totals),
                filters);
        if (selection != null) {
            add(selection);
        }
        add(grid);
        // A row says what its event and its business are called, too.
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof ParticipationChanged
                        || change instanceof ParticipationsChanged
                        || change instanceof EventChanged
                        || change instanceof BusinessChanged
                        || change instanceof BusinessesChanged,
                () -> {
                    showTotals();
                    grid.getDataProvider().refreshAll();
                });
    }

    private void buildFilters() {
        String all = getTranslation("participation.filter.all");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        // Short: the answer is to be there within 200 ms of the last key.
        search.setValueChangeTimeout(60);
        search.addClassName("list-search");
        year.setLabel(getTranslation("participation.year"));
        year.setItems(lists.years());
        programme.setLabel(getTranslation("participation.programme"));
        programme.setItems(Programme.values());
        role.setLabel(getTranslation("participation.role"));
        role.setItems(ParticipationRole.values());
        year.setItemLabelGenerator(one -> one == null ? all : String.valueOf(one));
        programme.setItemLabelGenerator(one -> one == null ? all : getTranslation("event.programme." + one));
        role.setItemLabelGenerator(one -> one == null ? all : getTranslation("participation.role." + one));
        List.of(year, programme, role).forEach(field -> {
            field.setEmptySelectionAllowed(true);
            field.setEmptySelectionCaption(all);
        });
        List.of(city, sector).forEach(field -> {
            field.setClearButtonVisible(true);
            field.setPlaceholder(all);
        });
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            entering = true;
            Stream.<HasValue<?, ?>>of(search, year, programme, city, sector, role)
                    .forEach(HasValue::clear);
            entering = false;
            refresh();
            search.focus();
        });
        List.<HasValue<?, ?>>of(search, year, programme, city, sector, role)
                .forEach(field -> field.addValueChangeListener(changed -> refresh()));
    }

    private ParticipationFilter filter() {
        return new ParticipationFilter(
                search.getValue(),
                null,
                null,
                year.getValue(),
                programme.getValue(),
                city.getValue(),
                sector.getValue(),
                role.getValue());
    }

    private void refresh() {
        if (entering) {
            return;
        }
        if (selection != null) {
            selection.clear();
        }
        remember();
        readAnew();
    }

    private void readAnew() {
        showTotals();
        grid.getDataProvider().refreshAll();
    }

    private void remember() {
        parameters().show(UI.getCurrent(), "participations");
        saved.refresh();
    }

    private LocationParameters parameters() {
        return SortAddress.of(
                grid,
                new LocationParameters()
                        .with("search", search.getValue())
                        .with("year", year.getValue())
                        .with("programme", programme.getValue())
                        .with("city", city.getValue())
                        .with("sector", sector.getValue())
                        .with("role", role.getValue()));
    }

    private void showTotals() {
        clear.setVisible(Stream.<HasValue<?, ?>>of(search, year, programme, city, sector, role)
                .anyMatch(field -> !field.isEmpty()));
        ParticipationTotals sums = lists.totals(filter());
        totals.setText(getTranslation(
                "participation.totals",
                sums.participations(),
                Formats.area(sums.boothArea(), getLocale()),
                Formats.shortMoney(sums.intendedDeals(), getLocale()),
                Formats.shortMoney(sums.signedDeals(), getLocale())));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = saved.opened(event);
        entering = true;
        search.setValue(Objects.requireNonNullElse(LocationParameters.text(location, "search"), ""));
        Integer wanted = LocationParameters.number(location, "year");
        year.setValue(wanted != null && lists.years().contains(wanted) ? wanted : null);
        programme.setValue(LocationParameters.constant(location, "programme", Programme.class));
        String code = LocationParameters.text(location, "city");
        city.setValue(places.city(code) == null ? null : code);
        String branch = LocationParameters.text(location, "sector");
        sector.setValue(places.sector(branch) == null ? null : branch);
        role.setValue(LocationParameters.constant(location, "role", ParticipationRole.class));
        SortAddress.read(grid, location);
        if (selection != null) {
            selection.clear();
        }
        entering = false;
        saved.refresh();
        showTotals();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("participation.title");
    }
}

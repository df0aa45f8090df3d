package org.yuemao.participation.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
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
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.event.Programme;
import org.yuemao.live.LiveUpdates;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationTotals;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;

/** All participations of all events, with their sums. */
@Route("participations")
@PermitAll
class ParticipationListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient ParticipationLists lists;
    private final transient Places places;
    private final transient LiveUpdates liveUpdates;
    private transient LiveUpdates.@Nullable Registration listening;
    private final TextField search = new TextField(getTranslation("participation.search"));
    private final Select<Integer> year = new Select<>();
    private final Select<Programme> programme = new Select<>();
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final Select<ParticipationRole> role = new Select<>();
    private final Span totals = new Span();
    private final Grid<ParticipationListItem> grid = new Grid<>();
    private boolean entering;

    ParticipationListView(ParticipationLists lists, Places places, LiveUpdates liveUpdates) {
        this.lists = lists;
        this.places = places;
        this.liveUpdates = liveUpdates;
        city = PlaceFields.city(getTranslation("participation.city"), places);
        sector = PlaceFields.sector(getTranslation("participation.sector"), places);
        buildFilters();

        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        ParticipationColumns.event(grid, getLocale());
        ParticipationColumns.business(grid, getLocale());
        ParticipationColumns.city(grid, places, getLocale());
        ParticipationColumns.figures(grid, getLocale());
        ParticipationColumns.load(grid, lists, this::filter);
        grid.setEmptyStateComponent(new EmptyState(
                getTranslation("participation.empty.title"), getTranslation("participation.empty.hint")));
        grid.addItemDoubleClickListener(clicked ->
                UI.getCurrent().navigate("events/" + clicked.getItem().eventCode()));
        grid.setSizeFull();

        totals.getElement().setAttribute("role", "status");
        addClassName("view");
        Div filters = new Div(search, year, programme, city, sector, role);
        filters.addClassName("filter-bar");
        add(new ViewHeader(getPageTitle()), filters, totals, grid);
    }

    private void buildFilters() {
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(150);
        search.setWidth("18rem");
        year.setLabel(getTranslation("participation.year"));
        year.setItems(lists.years());
        year.setWidth("7rem");
        programme.setLabel(getTranslation("participation.programme"));
        programme.setItems(Programme.values());
        programme.setWidth("8rem");
        role.setLabel(getTranslation("participation.role"));
        role.setItems(ParticipationRole.values());
        role.setItemLabelGenerator(one -> one == null ? "" : getTranslation("participation.role." + one));
        List.of(year, programme, role).forEach(field -> field.setEmptySelectionAllowed(true));
        city.setClearButtonVisible(true);
        sector.setClearButtonVisible(true);
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
        new LocationParameters()
                .with("search", search.getValue())
                .with("year", year.getValue())
                .with("programme", programme.getValue())
                .with("city", city.getValue())
                .with("sector", sector.getValue())
                .with("role", role.getValue())
                .show(UI.getCurrent(), "participations");
        showTotals();
        grid.getDataProvider().refreshAll();
    }

    private void showTotals() {
        ParticipationTotals sums = lists.totals(filter());
        totals.setText(getTranslation(
                "participation.totals",
                Formats.integer(sums.participations(), getLocale()),
                Formats.area(sums.boothArea(), getLocale()),
                Formats.shortMoney(sums.intendedDeals(), getLocale()),
                Formats.shortMoney(sums.signedDeals(), getLocale())));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
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
        entering = false;
        showTotals();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        listening = LiveRefresh.listen(attached.getUI(), liveUpdates, changed -> true, () -> {
            showTotals();
            grid.getDataProvider().refreshAll();
        });
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (listening != null) {
            listening.end();
        }
        super.onDetach(detached);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("participation.title");
    }
}

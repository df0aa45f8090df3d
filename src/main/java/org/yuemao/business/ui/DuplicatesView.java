package org.yuemao.business.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.business.BusinessChanged;
import org.yuemao.business.Duplicates;
import org.yuemao.business.SuspectedPair;
import org.yuemao.business.SuspectedPairsFound;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/** Pairs of businesses that may be one and the same, to be compared, merged or told apart. */
@StyleSheet("business.css")
@Route("businesses/duplicates")
@PermitAll
class DuplicatesView extends Div implements BeforeEnterObserver, HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;

    private final transient Duplicates duplicates;
    private final transient CurrentPerson currentPerson;
    private final transient Places places;
    private final ComboBox<String> city;
    private final Select<Boolean> decided = new Select<>();
    private final Span count = new Span();
    private final Grid<SuspectedPair> grid = new Grid<>();
    private final Div empty = new Div();
    private @Nullable Integer found;
    private boolean entering;

    DuplicatesView(Duplicates duplicates, CurrentPerson currentPerson, Places places, LiveUpdates liveUpdates) {
        this.duplicates = duplicates;
        this.currentPerson = currentPerson;
        this.places = places;
        city = PlaceFields.city(getTranslation("business.cityCode"), places);
        city.setClearButtonVisible(true);
        city.setPlaceholder(getTranslation("business.filter.all"));
        city.setVisible(currentPerson
                .find()
                .filter(person -> person.role() == Role.OFFICIAL)
                .isPresent());
        decided.setLabel(getTranslation("business.duplicates.show"));
        decided.setItems(false, true);
        decided.setItemLabelGenerator(
                one -> getTranslation(one ? "business.duplicates.decided" : "business.duplicates.open"));
        decided.setValue(false);
        city.addValueChangeListener(changed -> refresh());
        decided.addValueChangeListener(changed -> refresh());
        count.addClassName("quiet");
        count.getElement().setAttribute("role", "status");
        addClassName("view");
        Div filters = new Div(city, decided);
        filters.addClassNames("filter-bar", "list-filters");
        buildGrid();
        add(new ViewHeader(getPageTitle()).about(count), filters, grid);
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof BusinessChanged || change instanceof SuspectedPairsFound,
                this::load);
    }

    /** Where two businesses are compared. */
    static String path(long one, long other) {
        return "businesses/duplicates/" + Math.min(one, other) + "-" + Math.max(one, other);
    }

    private void buildGrid() {
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        Grid.Column<SuspectedPair> card = grid.addColumn(LitRenderer.<SuspectedPair>of(
                                "<div class=\"row-card\"><b>${item.first}</b><b>${item.second}</b>"
                                        + "<span>${item.about}</span></div>")
                        .withProperty("first", pair -> name(pair.first()))
                        .withProperty("second", pair -> name(pair.second()))
                        .withProperty(
                                "about", pair -> pair.score() + " · " + TwinReasons.line(pair.reasons(), getLocale())))
                .setHeader(getPageTitle());
        side("business.duplicates.first", SuspectedPair::first);
        side("business.duplicates.second", SuspectedPair::second);
        grid.addComponentColumn(pair -> TwinReasons.badges(pair.reasons()))
                .setHeader(getTranslation("business.duplicates.reasons"))
                .setWidth("13rem")
                .setFlexGrow(1);
        grid.addColumn(SuspectedPair::score)
                .setHeader(getTranslation("business.duplicates.score"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::decision).setWidth("12rem").setFlexGrow(0);
        grid.getColumns().forEach(column -> column.setResizable(true));
        grid.setEmptyStateComponent(empty);
        grid.setItems(this::page, query -> found == null ? 0 : found);
        GridRows.onOpen(grid, pair -> UI.getCurrentOrThrow()
                .navigate(path(pair.first().id(), pair.second().id())));
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
        card.setVisible(false);
        grid.addClassName("fills");
    }

    private void side(String titleKey, Function<SuspectedPair, SuspectedPair.Side> of) {
        grid.addColumn(LitRenderer.<SuspectedPair>of("<div class=\"row-card\"><span>${item.name}</span>"
                                + "<span class=\"quiet\">${item.about}</span></div>")
                        .withProperty("name", pair -> name(of.apply(pair)))
                        .withProperty("about", pair -> about(of.apply(pair))))
                .setTooltipGenerator(pair -> name(of.apply(pair)))
                .setHeader(getTranslation(titleKey))
                .setWidth("14rem")
                .setFlexGrow(2);
    }

    private String name(SuspectedPair.Side side) {
        return side.names().in(getLocale());
    }

    private String about(SuspectedPair.Side side) {
        String place = places.nameOf(side.cityCode() != null ? side.cityCode() : side.countryCode(), getLocale());
        return side.creditCode() == null ? place : side.creditCode() + " · " + place;
    }

    private Div decision(SuspectedPair pair) {
        SuspectedPair.Verdict verdict = pair.verdict();
        String names = ": " + name(pair.first()) + ", " + name(pair.second());
        String caption =
                getTranslation(verdict == null ? "business.duplicates.different" : "business.duplicates.reconsider");
        Button button = new Button(caption, clicked -> {
            if (SaveFailures.attempt(() -> decide(pair))) {
                load();
            }
        });
        button.setAriaLabel(caption + names);
        Div decision = new Div(button);
        decision.addClassName("row-card");
        if (verdict != null) {
            Span who = new Span(getTranslation(
                    "business.duplicates.verdict",
                    verdict.decidedBy(),
                    Formats.moment(verdict.decidedAt(), getLocale())));
            who.addClassName("quiet");
            decision.add(who);
        }
        return decision;
    }

    private void decide(SuspectedPair pair) {
        if (pair.verdict() == null) {
            duplicates.decideDifferent(pair.first().id(), pair.second().id());
            Notices.done(getTranslation("business.duplicates.different.done"));
        } else {
            duplicates.reconsider(pair.first().id(), pair.second().id());
        }
    }

    private void refresh() {
        if (entering) {
            return;
        }
        new LocationParameters()
                .with("city", city.getValue())
                .with("decided", decided.getValue() ? "true" : null)
                .show(UI.getCurrentOrThrow(), "businesses/duplicates");
        load();
    }

    private void load() {
        found = decided.getValue() ? duplicates.countDecided(city.getValue()) : duplicates.count(city.getValue());
        Integer now = found;
        count.setText(
                now == null
                        ? getTranslation("business.duplicates.looking")
                        : getTranslation("business.duplicates.count", now));
        empty.removeAll();
        empty.add(
                now == null
                        ? new EmptyState(getTranslation("business.duplicates.looking"), "")
                        : new EmptyState(
                                getTranslation("business.duplicates.empty.title"),
                                getTranslation("business.duplicates.empty.hint")));
        grid.getDataProvider().refreshAll();
    }

    private Stream<SuspectedPair> page(Query<SuspectedPair, Void> query) {
        if (decided.getValue()) {
            return duplicates.decided(city.getValue(), query.getOffset(), query.getLimit()).stream();
        }
        List<SuspectedPair> page = duplicates.suspected(city.getValue(), query.getOffset(), query.getLimit());
        if (found != null && page.size() < Math.min(query.getLimit(), found - query.getOffset())) {
            // Fewer than were counted: some have turned out to be suspected no more.
            getUI().ifPresent(ui -> ui.access(this::load));
        }
        return page.stream();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (currentPerson.find().filter(Person::mayWrite).isEmpty()) {
            throw new NotFoundException();
        }
        Location location = event.getLocation();
        String wanted = LocationParameters.text(location, "city");
        entering = true;
        city.setValue(city.isVisible() && places.city(wanted) != null ? wanted : null);
        decided.setValue("true".equals(LocationParameters.text(location, "decided")));
        entering = false;
        load();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("business.duplicates.title");
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("business.title"), "businesses"));
    }
}

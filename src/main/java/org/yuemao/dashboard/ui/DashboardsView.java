package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.dashboard.Dashboard;
import org.yuemao.dashboard.DashboardChanged;
import org.yuemao.dashboard.DashboardListItem;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTemplate;
import org.yuemao.dashboard.Sharing;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.event.Programme;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.summary.Included;
import org.yuemao.summary.ui.IncludedAddress;

/** The dashboards of the person, and those that others share. */
@Route("dashboards")
@PermitAll
@StyleSheet("dashboard.css")
class DashboardsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    /** The parameter that says what a new one begins with. */
    private static final String FROM = "from";

    private final transient DashboardService dashboards;
    private final transient DashboardBoards boards;
    private final Div lists = new Div();

    DashboardsView(DashboardService dashboards, DashboardBoards boards, LiveUpdates updates) {
        this.dashboards = dashboards;
        this.boards = boards;
        addClassNames("view", "page", "dashboards");
        lists.addClassName("dashboard-lists");
        add(new ViewHeader(getPageTitle(), makeButton()), lists);
        LiveRefresh.follow(this, updates, DashboardChanged.class::isInstance, this::show);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("dashboard.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
        if (LocationParameters.constant(event.getLocation(), FROM, DashboardTemplate.class)
                == DashboardTemplate.OVERVIEW) {
            TileFilter filter = filter(event.getLocation());
            event.getUI().beforeClientResponse(this, answered -> DashboardDialog.ofTiles(
                            dashboards,
                            boards.places,
                            getTranslation("dashboard.new.overview"),
                            "",
                            DashboardTemplate.OVERVIEW.tiles(filter),
                            this::arrange)
                    .begin());
        }
    }

    /** What the overview showed; the present year goes on with the years. */
    private TileFilter filter(Location location) {
        Integer year = LocationParameters.number(location, "year");
        String city = LocationParameters.text(location, "city");
        String sector = LocationParameters.text(location, "sector");
        return new TileFilter(
                year == null || year == today().getYear() ? null : year,
                LocationParameters.constant(location, "programme", Programme.class),
                boards.places.city(city) == null ? null : city,
                boards.places.sector(sector) == null ? null : sector,
                IncludedAddress.read(location));
    }

    private LocalDate today() {
        return LocalDate.now(boards.clock);
    }

    private Button makeButton() {
        Button make = new Button(getTranslation("dashboard.new"), VaadinIcon.PLUS.create(), clicked -> {
            // Where nothing is entered for this year yet, a board of it would be empty.
            int latest = boards.summaries.latestYear(today().getYear());
            TileFilter filter = latest == today().getYear()
                    ? TileFilter.CURRENT_YEAR
                    : new TileFilter(latest, null, null, null, Included.USUAL);
            DashboardDialog.ofNew(dashboards, boards.places, filter, this::arrange)
                    .begin();
        });
        make.addThemeVariants(ButtonVariant.PRIMARY);
        return make;
    }

    private void arrange(long id) {
        DashboardView.open(id, true);
    }

    private void show() {
        List<DashboardListItem> all = dashboards.list();
        lists.removeAll();
        if (all.isEmpty()) {
            lists.add(new EmptyState(
                    getTranslation("dashboard.none.title"), getTranslation("dashboard.none.hint"), makeButton()));
            return;
        }
        section("dashboard.mine", all.stream().filter(DashboardListItem::mine).toList());
        section("dashboard.shared", all.stream().filter(one -> !one.mine()).toList());
    }

    private void section(String key, List<DashboardListItem> items) {
        if (!items.isEmpty()) {
            UnorderedList list = new UnorderedList();
            list.addClassName("dashboard-list");
            items.forEach(item -> list.add(row(item)));
            Section section = new Section(new H2(getTranslation(key)), list);
            section.addClassName("page-section");
            lists.add(section);
        }
    }

    private ListItem row(DashboardListItem item) {
        Anchor name = new Anchor(DashboardView.path(item.id()), item.name());
        name.getElement().setAttribute("router-link", true);
        name.addClassName("dashboard-name");
        Span said = new Span(getTranslation(
                "dashboard.row",
                item.mine()
                        ? SharingField.text(item.sharing(), boards.places)
                        : item.owner() == null
                                ? getTranslation("dashboard.owner.gone")
                                : getTranslation("dashboard.owner", item.owner()),
                item.tiles(),
                Formats.moment(item.changedAt(), getLocale())));
        said.addClassName("quiet");
        Div about = new Div(name, said);
        about.addClassName("dashboard-about");
        Div actions = new Div(action("dashboard.copy", VaadinIcon.COPY_O, item, this::copy));
        actions.addClassName("dashboard-actions");
        if (item.mine()) {
            actions.add(
                    action("dashboard.rename", VaadinIcon.PENCIL, item, this::rename),
                    action("base.remove", VaadinIcon.TRASH, item, one -> confirmRemoval(item)));
        }
        return new ListItem(about, actions);
    }

    private Component action(String key, VaadinIcon icon, DashboardListItem item, Consumer<Dashboard> action) {
        Button button = new Button(getTranslation(key), icon.create(), clicked -> dashboards
                .find(item.id())
                .ifPresentOrElse(action, () -> Notices.refused(getTranslation("base.gone"))));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(key) + ": " + item.name());
        return button;
    }

    private void copy(Dashboard dashboard) {
        DashboardDialog.ofTiles(
                        dashboards,
                        boards.places,
                        getTranslation("dashboard.copy"),
                        getTranslation("dashboard.copy.name", dashboard.data().name()),
                        dashboard.data().tiles(),
                        id -> DashboardView.open(id, false))
                .begin();
    }

    private void rename(Dashboard dashboard) {
        DashboardDialog.of(dashboards, boards.places, dashboard, this::show).begin();
    }

    private void confirmRemoval(DashboardListItem item) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("dashboard.remove.title", item.name()));
        dialog.setText(getTranslation(
                item.sharing().equals(Sharing.NOBODY) ? "dashboard.remove.text" : "dashboard.remove.shared"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.cancel"));
        dialog.setConfirmText(getTranslation("base.remove"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            if (SaveFailures.attempt(() -> dashboards.remove(item.id(), item.version()), Map.of())) {
                Notices.done(getTranslation("dashboard.removed", item.name()));
            }
            show();
        });
        dialog.open();
    }
}

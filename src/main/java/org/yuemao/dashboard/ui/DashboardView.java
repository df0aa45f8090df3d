package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.dashboard.Dashboard;
import org.yuemao.dashboard.DashboardChanged;
import org.yuemao.dashboard.DashboardData;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.KeptWork;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;

/** One dashboard: shown live, and arranged by its owner. */
@Route("dashboards/:id")
@PermitAll
@StyleSheet("dashboard.css")
class DashboardView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;

    /** The parameter that opens it to be arranged. */
    private static final String ARRANGE = "arrange";

    /** What the drafts of arrangements are of. */
    private static final String ARRANGEMENT = "arrangement";

    private final transient DashboardService dashboards;
    private final transient DashboardBoards boards;
    private final transient SharedForms forms;
    private transient @Nullable Dashboard dashboard;
    private @Nullable ArrangeBoard arranging;
    private @Nullable KeptWork work;
    private long id;

    DashboardView(DashboardService dashboards, DashboardBoards boards, SharedForms forms, LiveUpdates updates) {
        this.dashboards = dashboards;
        this.boards = boards;
        this.forms = forms;
        addClassNames("view", "page", "dashboard-view");
        LiveRefresh.follow(
                this,
                updates,
                change -> change instanceof DashboardChanged changed && changed.id() == id,
                this::follow);
    }

    /** The route of a dashboard. */
    static String path(long id) {
        return "dashboards/" + id;
    }

    static void open(long id, boolean arrange) {
        UI.getCurrentOrThrow()
                .navigate(path(id), arrange ? QueryParameters.of(ARRANGE, "true") : QueryParameters.empty());
    }

    @Override
    public String getPageTitle() {
        Dashboard shown = dashboard;
        return shown == null
                ? getTranslation("dashboard.closed.title")
                : shown.data().name();
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("dashboard.title"), "dashboards"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get("id").orElse("");
        id = asked.matches("\\d{1,18}") ? Long.parseLong(asked) : 0;
        dashboard = dashboards.find(id).orElse(null);
        Dashboard found = dashboard;
        if (found != null && found.mine() && "true".equals(LocationParameters.text(event.getLocation(), ARRANGE))) {
            arrange(found);
        } else {
            show();
        }
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        UnsavedChanges.guard(event, isChanged(), this::giveUp);
    }

    private boolean isChanged() {
        Dashboard shown = dashboard;
        return arranging != null
                && shown != null
                && !arranging.tiles().stream()
                        .sorted(DashboardTile.READING_ORDER)
                        .toList()
                        .equals(shown.data().tiles());
    }

    /** Somebody has changed it; what is being arranged stays, and saving it tells. */
    private void follow() {
        if (arranging == null) {
            Dashboard now = dashboards.find(id).orElse(null);
            if (now == null || dashboard == null || now.version() != dashboard.version()) {
                dashboard = now;
                show();
            }
        }
    }

    private void show() {
        arranging = null;
        removeAll();
        Dashboard shown = dashboard;
        if (shown == null) {
            Anchor all = new Anchor("dashboards", getTranslation("dashboard.closed.all"));
            all.getElement().setAttribute("router-link", true);
            add(
                    new ViewHeader(getPageTitle()),
                    new EmptyState(
                            getTranslation("dashboard.closed.title"), getTranslation("dashboard.closed.hint"), all));
            return;
        }
        Button copy = new Button(getTranslation("dashboard.copy"), VaadinIcon.COPY_O.create(), clicked -> copy(shown));
        ViewHeader header;
        if (shown.mine()) {
            Button rename = new Button(
                    getTranslation("dashboard.rename"), VaadinIcon.PENCIL.create(), clicked -> DashboardDialog.of(
                                    dashboards, boards.places, shown, this::follow)
                            .begin());
            header = new ViewHeader(shown.data().name(), copy, rename, arrangeButton(shown));
        } else {
            header = new ViewHeader(shown.data().name(), copy);
        }
        Span said = new Span(
                shown.mine()
                        ? SharingField.text(shown.data().sharing(), boards.places)
                        : shown.owner() == null
                                ? getTranslation("dashboard.owner.gone")
                                : getTranslation("dashboard.owner", shown.owner()));
        said.addClassName("quiet");
        add(header.about(said));
        if (shown.data().tiles().isEmpty()) {
            add(new EmptyState(
                    getTranslation("dashboard.empty.title"),
                    getTranslation(shown.mine() ? "dashboard.empty.mine" : "dashboard.empty.theirs"),
                    shown.mine() ? new Component[] {arrangeButton(shown)} : new Component[0]));
        } else {
            add(boards.board(shown.data().tiles()));
        }
    }

    private Button arrangeButton(Dashboard shown) {
        Button arrange = new Button(getTranslation("dashboard.arrange"), VaadinIcon.GRID_BIG_O.create(), clicked -> {
            dashboards.find(id).ifPresentOrElse(this::arrange, this::follow);
        });
        arrange.addThemeVariants(ButtonVariant.PRIMARY);
        arrange.setEnabled(shown.mine());
        return arrange;
    }

    private void arrange(Dashboard shown) {
        dashboard = shown;
        removeAll();
        ArrangeBoard board = new ArrangeBoard(boards, shown.data().tiles());
        arranging = board;
        KeptWork kept = forms.over(
                DraftSubject.of(
                        ARRANGEMENT,
                        id,
                        shown.version(),
                        getTranslation("dashboard.arranging", shown.data().name()),
                        path(id) + "?" + ARRANGE + "=true"),
                changes -> board.take(TileText.tiles(changes)));
        work = kept;
        board.onChanged(tiles -> kept.keep(TileText.change(
                shown.data().tiles(),
                tiles,
                getTranslation("dashboard.arrangement"),
                getTranslation("dashboard.arrangement.tiles", tiles.size()))));
        Button discard = new Button(getTranslation("dashboard.discard"), clicked -> discard());
        Button save = new Button(getTranslation("base.save"), clicked -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(new ViewHeader(getTranslation("dashboard.arranging", shown.data().name()), discard, save), kept, board);
    }

    private void discard() {
        if (!isChanged()) {
            leaveArranging();
            return;
        }
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("dashboard.discard.title"));
        dialog.setText(getTranslation("dashboard.discard.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.unsaved.stay"));
        dialog.setConfirmText(getTranslation("dashboard.discard"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> leaveArranging());
        dialog.open();
    }

    /** What was arranged is saved, or not wanted: no draft of it is needed. */
    private void giveUp() {
        if (work != null) {
            work.end();
        }
    }

    /** Shows what is kept by now, under the address that others can be sent. */
    private void leaveArranging() {
        giveUp();
        dashboard = dashboards.find(id).orElse(null);
        show();
        new LocationParameters().show(UI.getCurrentOrThrow(), path(id));
    }

    private void save() {
        Dashboard shown = dashboard;
        ArrangeBoard board = arranging;
        if (shown == null || board == null) {
            return;
        }
        DashboardData data = new DashboardData(shown.data().name(), shown.data().sharing(), board.tiles());
        try {
            dashboards.change(id, shown.version(), data);
        } catch (StaleRecord | RecordNotFound changed) {
            tellStale(data);
            return;
        } catch (RuntimeException refused) {
            if (!SaveFailures.attempt(() -> {
                throw refused;
            })) {
                return;
            }
        }
        Notices.done(getTranslation("base.saved"));
        leaveArranging();
    }

    /** What was arranged is not lost: it can become a dashboard of its own. */
    private void tellStale(DashboardData mine) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("dashboard.stale.title"));
        dialog.setText(getTranslation("dashboard.stale.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.unsaved.stay"));
        dialog.setRejectable(true);
        dialog.setRejectText(getTranslation("dashboard.stale.theirs"));
        dialog.setRejectButtonTheme("error tertiary");
        dialog.addRejectListener(rejected -> leaveArranging());
        dialog.setConfirmText(getTranslation("dashboard.stale.copy"));
        dialog.addConfirmListener(confirmed -> DashboardDialog.ofTiles(
                        dashboards,
                        boards.places,
                        getTranslation("dashboard.stale.copy"),
                        getTranslation("dashboard.copy.name", mine.name()),
                        mine.tiles(),
                        made -> {
                            giveUp();
                            arranging = null;
                            open(made, false);
                        })
                .begin());
        dialog.open();
    }

    private void copy(Dashboard shown) {
        DashboardDialog.ofTiles(
                        dashboards,
                        boards.places,
                        getTranslation("dashboard.copy"),
                        getTranslation("dashboard.copy.name", shown.data().name()),
                        shown.data().tiles(),
                        made -> open(made, false))
                .begin();
    }
}

package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.dashboard.Dashboard;
import org.yuemao.dashboard.DashboardData;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTemplate;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.Sharing;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.place.Places;

/** Names a dashboard, says who may see it, and what a new one begins with. */
class DashboardDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient DashboardService dashboards;
    private final TextField name = new TextField(getTranslation("dashboard.name"));
    private final Select<Sharing> sharing;
    private final Div fields = new Div();
    private final String named;
    private final Sharing shared;

    private DashboardDialog(DashboardService dashboards, Places places, String title, String named, Sharing shared) {
        super("32rem");
        this.dashboards = dashboards;
        this.named = named;
        this.shared = shared;
        setHeaderTitle(title);
        sharing = SharingField.of(dashboards, places, shared);
        name.setMaxLength(DashboardService.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValue(named);
        name.setWidthFull();
        fields.addClassName("dashboard-form");
        fields.add(name, sharing);
        add(fields);
    }

    /** A new one, that begins with a template or with nothing. */
    static DashboardDialog ofNew(
            DashboardService dashboards, Places places, TileFilter filter, SerializableConsumer<Long> made) {
        DashboardDialog dialog =
                new DashboardDialog(dashboards, places, TileNames.text("dashboard.new"), "", Sharing.NOBODY);
        RadioButtonGroup<String> start = new RadioButtonGroup<>();
        start.setLabel(TileNames.text("dashboard.start"));
        start.setItems(Stream.concat(
                        Stream.of(DashboardTemplate.LEADERS_YEAR, DashboardTemplate.CITIES)
                                .map(Enum::name),
                        Stream.of("EMPTY"))
                .toList());
        start.setItemLabelGenerator(one -> TileNames.text("dashboard.start." + one));
        start.setValue(DashboardTemplate.LEADERS_YEAR.name());
        start.addClassName("dashboard-start");
        dialog.fields.add(start);
        dialog.onSave(
                dialog::isChanged,
                () -> dialog.make(
                        "EMPTY".equals(start.getValue())
                                ? List.of()
                                : DashboardTemplate.valueOf(start.getValue()).tiles(filter),
                        made));
        return dialog;
    }

    /** A new one with tiles that are there. */
    static DashboardDialog ofTiles(
            DashboardService dashboards,
            Places places,
            String title,
            String named,
            List<DashboardTile> tiles,
            SerializableConsumer<Long> made) {
        DashboardDialog dialog = new DashboardDialog(dashboards, places, title, named, Sharing.NOBODY);
        dialog.onSave(dialog::isChanged, () -> dialog.make(tiles, made));
        return dialog;
    }

    /** One that is there. */
    static DashboardDialog of(DashboardService dashboards, Places places, Dashboard dashboard, Runnable changed) {
        DashboardData data = dashboard.data();
        DashboardDialog dialog = new DashboardDialog(
                dashboards, places, TileNames.text("dashboard.rename"), data.name(), data.sharing());
        dialog.onSave(dialog::isChanged, () -> {
            DashboardData now = new DashboardData(dialog.name.getValue(), dialog.chosen(), data.tiles());
            if (dialog.attempt(() -> dashboards.change(dashboard.id(), dashboard.version(), now))) {
                dialog.finish(TileNames.text("base.saved"));
                changed.run();
            }
        });
        return dialog;
    }

    void begin() {
        open();
        name.focus();
    }

    private Sharing chosen() {
        @Nullable Sharing value = sharing.getValue();
        return value == null ? Sharing.NOBODY : value;
    }

    private boolean isChanged() {
        return !name.getValue().equals(named) || !chosen().equals(shared);
    }

    private void make(List<DashboardTile> tiles, SerializableConsumer<Long> made) {
        long[] id = new long[1];
        if (attempt(() -> id[0] = dashboards.create(new DashboardData(name.getValue(), chosen(), tiles)))) {
            close();
            made.accept(id[0]);
        }
    }

    private boolean attempt(Runnable write) {
        name.setInvalid(false);
        sharing.setInvalid(false);
        return SaveFailures.attempt(write, Map.of("name", name, "sharing", sharing));
    }
}

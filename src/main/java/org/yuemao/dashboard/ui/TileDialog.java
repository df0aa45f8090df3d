package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.LocalDate;
import org.yuemao.base.Period;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.DashboardTile;
import org.yuemao.dashboard.TileContent;
import org.yuemao.dashboard.TileFilter;
import org.yuemao.event.Programme;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.summary.Included;
import org.yuemao.summary.ui.FilterFields;

/** What a tile is called and what it counts. */
class TileDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final DashboardTile tile;
    private final TextField title = new TextField();
    private final RadioButtonGroup<Boolean> current = new RadioButtonGroup<>();
    private final IntegerField year = new IntegerField();
    private final Select<Programme> programme = new Select<>();
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final Checkbox all = new Checkbox(getTranslation("summary.included"));

    TileDialog(DashboardBoards boards, DashboardTile tile, SerializableConsumer<DashboardTile> changed) {
        super("34rem");
        this.tile = tile;
        int thisYear = LocalDate.now(boards.clock).getYear();
        city = PlaceFields.city(getTranslation("summary.filter.city"), boards.places);
        sector = PlaceFields.sector(getTranslation("summary.filter.sector"), boards.places);
        setHeaderTitle(TileNames.of(tile));
        title.setLabel(getTranslation("dashboard.tile.title"));
        title.setMaxLength(DashboardService.LONGEST_TITLE);
        title.setWidthFull();
        current.setLabel(getTranslation("summary.filter.year"));
        current.setItems(true, false);
        current.setItemLabelGenerator(one -> one
                ? getTranslation("dashboard.tile.year.current", String.valueOf(thisYear))
                : getTranslation("dashboard.tile.year.fixed"));
        current.addValueChangeListener(chosen -> year.setVisible(!chosen.getValue()));
        year.setLabel(getTranslation("dashboard.tile.year"));
        year.setMin(Period.FIRST_YEAR);
        year.setMax(Period.LAST_YEAR);
        year.setStepButtonsVisible(true);
        year.setManualValidation(true);
        FilterFields.describe(programme, city, sector);
        all.setVisible(boards.summaries.mayCountAll());
        show(thisYear);
        Div fields = new Div(title);
        fields.addClassName("dashboard-form");
        if (!(tile.content() instanceof TileContent.Heading)) {
            title.setHelperText(getTranslation("dashboard.tile.title.empty", TileNames.of(tile.content())));
            fields.add(current, year, programme, city, sector, all);
        }
        add(fields);
        onSave(() -> !read().equals(tile), () -> save(changed));
        saveButton().setText(getTranslation("dashboard.tile.apply"));
    }

    private void show(int thisYear) {
        TileFilter filter = tile.filter();
        title.setValue(tile.title() == null ? "" : tile.title());
        year.setValue(filter.year() == null ? thisYear : filter.year());
        current.setValue(filter.year() == null);
        year.setVisible(filter.year() != null);
        programme.setValue(filter.programme());
        city.setValue(filter.cityCode());
        sector.setValue(filter.sectorCode());
        all.setValue(filter.included() == Included.ALL);
    }

    void begin() {
        open();
        title.focus();
    }

    private DashboardTile read() {
        String named = title.getValue().strip();
        return new DashboardTile(
                tile.number(),
                tile.content(),
                new TileFilter(
                        current.getValue() ? null : year.getValue(),
                        programme.getValue(),
                        city.getValue(),
                        sector.getValue(),
                        Included.of(all.getValue())),
                named.isEmpty() ? null : named,
                tile.place());
    }

    private void save(SerializableConsumer<DashboardTile> changed) {
        boolean unnamed = tile.content() instanceof TileContent.Heading
                && title.getValue().isBlank();
        title.setErrorMessage(getTranslation("base.required"));
        title.setInvalid(unnamed);
        Integer typed = year.getValue();
        boolean noYear =
                !current.getValue() && (typed == null || typed < Period.FIRST_YEAR || typed > Period.LAST_YEAR);
        year.setErrorMessage(getTranslation(
                "dashboard.refused.year", String.valueOf(Period.FIRST_YEAR), String.valueOf(Period.LAST_YEAR)));
        year.setInvalid(noYear);
        if (unnamed) {
            title.focus();
        } else if (noYear) {
            year.focus();
        } else {
            close();
            changed.accept(read());
        }
    }
}

package org.yuemao.participation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.yuemao.base.ui.BulkChangeDialog;
import org.yuemao.base.ui.BulkChangeDialog.Field;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChange;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;

/** Choosing participations of a list, to change or remove many at once. */
final class ParticipationSelection {
    private ParticipationSelection() {}

    /** Lets rows of the grid be chosen; {@code changed} is called after some were changed. */
    static RowSelection<ParticipationListItem> of(
            Grid<ParticipationListItem> grid,
            ParticipationLists lists,
            ParticipationBulkChange bulkChange,
            Supplier<ParticipationFilter> filter,
            Locale locale,
            Runnable changed) {
        RowSelection<ParticipationListItem> rows = new RowSelection<>(
                grid,
                ParticipationListItem::id,
                item -> item.businessNames().in(locale),
                () -> lists.ids(filter.get()));
        rows.addAction(new Button(
                I18NProvider.translate("base.bulk.change"),
                VaadinIcon.EDIT.create(),
                clicked -> BulkChangeDialog.open(bulkChange, rows.ids(), fields(), changed)));
        Button remove = new Button(
                I18NProvider.translate("participation.bulk.remove"),
                VaadinIcon.TRASH.create(),
                clicked -> BulkChangeDialog.open(
                        bulkChange,
                        rows.ids(),
                        List.of(Field.plain(I18NProvider.translate("base.remove"), new ParticipationChange.Removal())),
                        () -> {
                            rows.clear();
                            changed.run();
                        }));
        remove.addThemeVariants(ButtonVariant.ERROR);
        rows.addAction(remove);
        return rows;
    }

    private static List<Field<ParticipationChange>> fields() {
        String roleLabel = I18NProvider.translate("participation.role");
        Select<ParticipationRole> role = new Select<>();
        role.setLabel(roleLabel);
        role.setItems(ParticipationRole.values());
        role.setItemLabelGenerator(one -> I18NProvider.translate("participation.role." + one));
        String attendanceLabel = I18NProvider.translate("participation.attendance");
        Select<Attendance> attendance = new Select<>();
        attendance.setLabel(attendanceLabel);
        attendance.setItems(Attendance.values());
        attendance.setItemLabelGenerator(one -> I18NProvider.translate("participation.attendance." + one));
        return List.of(
                Field.required(roleLabel, role, ParticipationChange.Role::new),
                Field.required(attendanceLabel, attendance, ParticipationChange.Attending::new));
    }
}

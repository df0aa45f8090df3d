package org.yuemao.dashboard.ui;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.internal.LocaleUtil;
import java.util.ArrayList;
import java.util.List;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.dashboard.Sharing;
import org.yuemao.place.Office;
import org.yuemao.place.Places;

/** Who may see a dashboard: said, and chosen from what the person may choose. */
final class SharingField {
    private SharingField() {}

    static Select<Sharing> of(DashboardService dashboards, Places places, Sharing now) {
        List<Sharing> choices = new ArrayList<>(List.of(Sharing.NOBODY));
        if (dashboards.mayShareWithAll()) {
            choices.add(Sharing.ALL_OFFICES);
        }
        dashboards.officesToShareWith().forEach(office -> choices.add(Sharing.with(office.code())));
        if (!choices.contains(now)) {
            choices.add(now);
        }
        Select<Sharing> field = new Select<>();
        field.setLabel(I18NProvider.translate("dashboard.sharing"));
        field.setItems(choices);
        field.setItemLabelGenerator(one -> text(one, places));
        field.setValue(now);
        field.setWidthFull();
        return field;
    }

    static String text(Sharing sharing, Places places) {
        if (sharing.allOffices()) {
            return I18NProvider.translate("dashboard.sharing.all");
        }
        Office office = places.office(sharing.officeCode());
        return office == null
                ? I18NProvider.translate("dashboard.sharing.nobody")
                : I18NProvider.translate(
                        "dashboard.sharing.office", office.names().in(LocaleUtil.getLocale()));
    }
}

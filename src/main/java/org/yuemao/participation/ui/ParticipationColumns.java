package org.yuemao.participation.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import java.util.Locale;
import java.util.function.Supplier;
import org.yuemao.base.ui.Formats;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationSort;
import org.yuemao.place.Places;

/** The columns that the lists of participations share. */
final class ParticipationColumns {
    private ParticipationColumns() {}

    static void business(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addComponentColumn(item -> new Anchor(
                        "businesses/" + item.businessId(), item.businessNames().in(locale)))
                .setHeader(grid.getTranslation("participation.business"))
                .setKey("business")
                .setSortProperty(
                        (Formats.chinese(locale) ? ParticipationSort.BUSINESS_ZH : ParticipationSort.BUSINESS_EN)
                                .name())
                .setWidth("15rem")
                .setFlexGrow(2);
    }

    static void event(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addColumn(ParticipationListItem::firstDay)
                .setHeader(grid.getTranslation("participation.date"))
                .setSortProperty(ParticipationSort.FIRST_DAY.name())
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(item -> new Anchor(
                        "events/" + item.eventCode(),
                        item.eventCode() + " " + item.eventNames().in(locale)))
                .setHeader(grid.getTranslation("participation.event"))
                .setSortProperty(ParticipationSort.EVENT.name())
                .setWidth("16rem")
                .setFlexGrow(2);
    }

    static void city(Grid<ParticipationListItem> grid, Places places, Locale locale) {
        grid.addColumn(item -> places.nameOf(item.cityCode() != null ? item.cityCode() : item.countryCode(), locale))
                .setHeader(grid.getTranslation("participation.city"))
                .setSortProperty(ParticipationSort.CITY.name())
                .setWidth("8rem")
                .setFlexGrow(0);
    }

    static void figures(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addColumn(item ->
                        grid.getTranslation("participation.role." + item.data().role()))
                .setHeader(grid.getTranslation("participation.role"))
                .setKey("role")
                .setSortProperty(ParticipationSort.ROLE.name())
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(item -> grid.getTranslation(
                        "participation.attendance." + item.data().attendance()))
                .setHeader(grid.getTranslation("participation.attendance"))
                .setKey("attendance")
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().boothArea(), 2, locale))
                .setHeader(grid.getTranslation("participation.boothArea"))
                .setKey("boothArea")
                .setSortProperty(ParticipationSort.BOOTH_AREA.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().intendedDeals(), 2, locale))
                .setHeader(grid.getTranslation("participation.intendedDeals"))
                .setKey("intendedDeals")
                .setSortProperty(ParticipationSort.INTENDED_DEALS.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().signedDeals(), 2, locale))
                .setHeader(grid.getTranslation("participation.signedDeals"))
                .setKey("signedDeals")
                .setSortProperty(ParticipationSort.SIGNED_DEALS.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.getColumns().forEach(column -> column.setResizable(true));
    }

    static void load(Grid<ParticipationListItem> grid, ParticipationLists lists, Supplier<ParticipationFilter> filter) {
        grid.setItems(
                query ->
                        lists
                                .page(filter.get(), sort(query), descending(query), query.getOffset(), query.getLimit())
                                .stream(),
                query -> lists.count(filter.get()));
    }

    private static @org.jspecify.annotations.Nullable ParticipationSort sort(Query<?, ?> query) {
        return query.getSortOrders().isEmpty()
                ? null
                : ParticipationSort.valueOf(query.getSortOrders().getFirst().getSorted());
    }

    private static boolean descending(Query<?, ?> query) {
        return query.getSortOrders().stream()
                .findFirst()
                .map(QuerySortOrder::getDirection)
                .filter(direction -> direction == SortDirection.DESCENDING)
                .isPresent();
    }
}

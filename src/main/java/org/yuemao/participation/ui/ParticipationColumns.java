package org.yuemao.participation.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.internal.LocaleUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationSort;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.place.Places;

/** The columns that the lists of participations share. */
final class ParticipationColumns {
    private ParticipationColumns() {}

    /** What a narrow window shows of a participation instead of its columns. */
    static Grid.Column<ParticipationListItem> card(
            Grid<ParticipationListItem> grid, ValueProvider<ParticipationListItem, String> name, Locale locale) {
        return grid.addColumn(LitRenderer.<ParticipationListItem>of(
                                "<div class=\"row-card\"><b>${item.name}</b><span>${item.about}</span></div>")
                        .withProperty("name", name)
                        .withProperty("about", item -> about(grid, item, locale)))
                .setHeader(grid.getTranslation("participation.title"));
    }

    private static String about(Grid<?> grid, ParticipationListItem item, Locale locale) {
        String deals = item.data().signedDeals() == null
                ? ""
                : " · " + Formats.shortMoney(item.data().signedDeals(), locale);
        return Formats.date(item.firstDay(), locale) + " · "
                + grid.getTranslation("participation.role." + item.data().role()) + deals;
    }

    static void business(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addColumn(LitRenderer.<ParticipationListItem>of(
                                "<a href=\"businesses/${item.id}\" router-link tabindex=\"-1\">${item.name}</a>")
                        .withProperty("id", ParticipationListItem::businessId)
                        .withProperty("name", item -> item.businessNames().in(locale)))
                .setTooltipGenerator(item -> item.businessNames().in(locale))
                .setHeader(grid.getTranslation("participation.business"))
                .setKey("business")
                .setSortProperty(
                        (Formats.chinese(locale) ? ParticipationSort.BUSINESS_ZH : ParticipationSort.BUSINESS_EN)
                                .name())
                .setWidth("12rem")
                .setFlexGrow(2);
    }

    static void event(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addColumn(item -> Formats.date(item.firstDay(), locale))
                .setHeader(grid.getTranslation("participation.date"))
                .setSortProperty(ParticipationSort.FIRST_DAY.name())
                .setWidth("8.5rem")
                .setFlexGrow(0);
        grid.addColumn(LitRenderer.<ParticipationListItem>of(
                                "<a href=\"events/${item.code}\" router-link tabindex=\"-1\">${item.name}</a>")
                        .withProperty("code", ParticipationListItem::eventCode)
                        .withProperty("name", item -> item.eventNames().in(locale)))
                .setTooltipGenerator(
                        item -> item.eventCode() + " " + item.eventNames().in(locale))
                .setHeader(grid.getTranslation("participation.event"))
                .setSortProperty(ParticipationSort.EVENT.name())
                .setWidth("13rem")
                .setFlexGrow(2);
    }

    static void city(Grid<ParticipationListItem> grid, Places places, Locale locale) {
        grid.addColumn(item -> places.nameOf(item.cityCode() != null ? item.cityCode() : item.countryCode(), locale))
                .setHeader(grid.getTranslation("participation.city"))
                .setSortProperty(ParticipationSort.CITY.name())
                .setWidth("6rem")
                .setFlexGrow(0);
    }

    static void figures(Grid<ParticipationListItem> grid, Locale locale) {
        grid.addColumn(item ->
                        grid.getTranslation("participation.role." + item.data().role()))
                .setHeader(grid.getTranslation("participation.role"))
                .setKey("role")
                .setSortProperty(ParticipationSort.ROLE.name())
                .setWidth("6.5rem")
                .setFlexGrow(0);
        grid.addColumn(item -> grid.getTranslation(
                        "participation.attendance." + item.data().attendance()))
                .setHeader(grid.getTranslation("participation.attendance"))
                .setKey("attendance")
                .setWidth("6rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().boothArea(), 2, locale))
                .setHeader(grid.getTranslation("participation.column.boothArea"))
                .setKey("boothArea")
                .setSortProperty(ParticipationSort.BOOTH_AREA.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().intendedDeals(), 2, locale))
                .setHeader(grid.getTranslation("participation.column.intendedDeals"))
                .setKey("intendedDeals")
                .setSortProperty(ParticipationSort.INTENDED_DEALS.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("8.5rem")
                .setFlexGrow(0);
        grid.addColumn(item -> Formats.decimal(item.data().signedDeals(), 2, locale))
                .setHeader(grid.getTranslation("participation.column.signedDeals"))
                .setKey("signedDeals")
                .setSortProperty(ParticipationSort.SIGNED_DEALS.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("8.5rem")
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

    /** The list as a whole, sorted as the grid is now. */
    static WholeList<?> shown(
            Grid<ParticipationListItem> grid,
            ParticipationTable table,
            ParticipationFilter filter,
            @Nullable String owner) {
        Optional<QuerySortOrder> order = GridRows.sorted(grid);
        return table.of(
                filter,
                order.map(one -> ParticipationSort.valueOf(one.getSorted())).orElse(null),
                order.filter(one -> one.getDirection() == SortDirection.DESCENDING)
                        .isPresent(),
                owner,
                LocaleUtil.getLocale());
    }

    private static @Nullable ParticipationSort sort(Query<?, ?> query) {
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

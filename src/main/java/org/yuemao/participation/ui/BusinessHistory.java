package org.yuemao.participation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.internal.LocaleUtil;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.ListActions;
import org.yuemao.business.ui.BusinessSection;
import org.yuemao.event.EventChanged;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.participation.ParticipationChanged;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationSort;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.participation.ParticipationsChanged;

/** A business's participations over the years, on its page. */
@org.springframework.stereotype.Component
class BusinessHistory implements BusinessSection {
    private static final int MANY = 10_000;

    private final ParticipationLists lists;
    private final ParticipationTable table;
    private final ListActions actions;
    private final LiveUpdates liveUpdates;

    BusinessHistory(ParticipationLists lists, ParticipationTable table, ListActions actions, LiveUpdates liveUpdates) {
        this.lists = lists;
        this.table = table;
        this.actions = actions;
        this.liveUpdates = liveUpdates;
    }

    @Override
    public String titleKey() {
        return "participation.history";
    }

    @Override
    public Component create(long businessId) {
        Div section = new Div();
        show(section, businessId);
        LiveRefresh.follow(
                section,
                liveUpdates,
                change -> change instanceof ParticipationChanged changed && changed.businessId() == businessId
                        || change instanceof ParticipationsChanged
                        || change instanceof EventChanged,
                () -> show(section, businessId));
        return section;
    }

    private void show(Div section, long businessId) {
        section.removeAll();
        List<ParticipationListItem> rows =
                lists.page(ParticipationFilter.ofBusiness(businessId), ParticipationSort.FIRST_DAY, true, 0, MANY);
        if (rows.isEmpty()) {
            section.add(new EmptyState(
                    section.getTranslation("participation.empty.business.title"),
                    section.getTranslation("participation.empty.business.hint")));
            return;
        }
        Div years = new Div();
        years.addClassName("badges");
        Map<Integer, List<ParticipationListItem>> byYear = rows.stream()
                .collect(Collectors.groupingBy(row -> row.firstDay().getYear(), TreeMap::new, Collectors.toList()));
        byYear.forEach((year, ofYear) -> {
            BigDecimal signed = ofYear.stream()
                    .map(row -> row.data().signedDeals())
                    .filter(java.util.Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            Span line = new Span(section.getTranslation(
                    "participation.year-line",
                    Integer.toString(year),
                    ofYear.size(),
                    Formats.shortMoney(signed, LocaleUtil.getLocale())));
            years.add(line);
        });
        Grid<ParticipationListItem> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        ParticipationColumns.event(grid, LocaleUtil.getLocale());
        ParticipationColumns.figures(grid, LocaleUtil.getLocale());
        grid.getColumns().forEach(column -> column.setSortable(false));
        grid.setItems(rows);
        // Up to here the page scrolls as one; a longer list scrolls by itself.
        if (rows.size() <= 12) {
            grid.setAllRowsVisible(true);
            grid.setMinHeight("0");
        }
        String name = rows.getFirst().businessNames().in(LocaleUtil.getLocale());
        Div head = new Div(
                years,
                actions.of(() -> table.of(
                        ParticipationFilter.ofBusiness(businessId),
                        ParticipationSort.FIRST_DAY,
                        true,
                        name,
                        LocaleUtil.getLocale())));
        head.addClassName("list-head");
        section.add(head, grid);
    }
}

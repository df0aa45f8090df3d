package org.yuemao.event;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.security.Rights;

/** The list of events as a whole, in the columns in which events are entered, with what their businesses did. */
@Service
@PreAuthorize(Rights.READ)
public class EventTable {
    private static final BigDecimal LARGEST = new BigDecimal("1e16");
    private static final CellType<BigDecimal> COUNT = CellTypes.number(0, LARGEST);
    private static final CellType<BigDecimal> MONEY = CellTypes.number(2, LARGEST);

    private final EventLists lists;
    private final List<ListColumn<EventListItem>> columns;

    EventTable(EventLists lists, EventRows rows, Clock clock) {
        this.lists = lists;
        columns = ListColumn.joined(
                ListColumn.of(rows.columns(), contents()),
                List.<ListColumn<EventListItem>>of(
                        ListColumn.shown(
                                "participations",
                                "event.column.participations",
                                COUNT,
                                10,
                                one -> BigDecimal.valueOf(one.participations())),
                        ListColumn.shown(
                                "intendedDeals",
                                "participation.intendedDeals",
                                MONEY,
                                18,
                                EventListItem::intendedDeals),
                        ListColumn.shown(
                                "signedDeals", "participation.signedDeals", MONEY, 18, EventListItem::signedDeals)),
                ListColumn.lastChange(clock.getZone(), EventListItem::changedAt, EventListItem::changedBy));
    }

    /** The events that the filter takes in, in this order; names are sorted in the language given, {@code zh} or {@code en}. */
    public WholeList<EventListItem> of(EventFilter filter, EventSort sort, boolean ascending, String language) {
        return new WholeList<>(
                Subject.of("event.title").of(filter.year()),
                columns,
                () -> lists.count(filter),
                consumer -> lists.each(filter, sort, ascending, language, consumer));
    }

    private static Map<String, Content<EventListItem>> contents() {
        return Map.ofEntries(
                Map.entry("code", EventListItem::code),
                Map.entry("programme", EventListItem::programme),
                Map.entry("nameZh", one -> one.names().zh()),
                Map.entry("nameEn", one -> one.names().en()),
                Map.entry("firstDay", EventListItem::firstDay),
                Map.entry("lastDay", EventListItem::lastDay),
                Map.entry("form", EventListItem::form),
                Map.entry("countryCode", EventListItem::countryCode),
                Map.entry("provinceCode", EventListItem::provinceCode),
                Map.entry("hostCity", EventListItem::hostCity),
                Map.entry("venue", EventListItem::venue),
                Map.entry("organiser", EventListItem::organiser),
                Map.entry("officeCode", EventListItem::officeCode),
                Map.entry("sectors", one -> Set.copyOf(one.sectors())),
                Map.entry("status", EventListItem::status),
                Map.entry("targetBusinesses", EventListItem::targetBusinesses),
                Map.entry("netSpaceSqm", EventListItem::netSpaceSqm),
                Map.entry("visitors", EventListItem::visitors),
                Map.entry("overseasBuyers", EventListItem::overseasBuyers),
                Map.entry("reviewState", EventListItem::reviewState));
    }
}

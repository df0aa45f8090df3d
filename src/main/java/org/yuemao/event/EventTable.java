package org.yuemao.event;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellType;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.entry.EntryColumn;
import org.yuemao.base.entry.EntryColumn.Need;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.Rights;

/** The list of events as a whole, with what its businesses did. */
@Service
@PreAuthorize(Rights.READ)
public class EventTable {
    private static final BigDecimal LARGEST = new BigDecimal("1e16");
    private static final CellType<BigDecimal> COUNT = CellTypes.number(0, LARGEST);
    private static final CellType<BigDecimal> MONEY = CellTypes.number(2, LARGEST);

    private final EventLists lists;
    private final List<ListColumn<EventListItem>> columns;

    EventTable(EventLists lists, Wording wording, PlaceChoices places, Clock clock) {
        this.lists = lists;
        columns = ListColumn.joined(
                ListColumn.of(entered(wording, places), contents()),
                List.<ListColumn<EventListItem>>of(
                        ListColumn.shown(
                                "reviewState",
                                "event.field.reviewState",
                                wording.choice(ReviewState.class, "event.review."),
                                12,
                                EventListItem::reviewState),
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

    private static List<EntryColumn<?>> entered(Wording wording, PlaceChoices places) {
        return List.of(
                new EntryColumn<>("code", "event.code", CellTypes.text(20), Need.OPTIONAL, 15),
                column("programme", wording.choice(Programme.class, "event.programme."), Need.REQUIRED, 14),
                column("nameZh", CellTypes.text(200), Need.OPTIONAL, 34),
                column("nameEn", CellTypes.text(200), Need.OPTIONAL, 40),
                column("firstDay", CellTypes.day(), Need.REQUIRED, 12),
                column("lastDay", CellTypes.day(), Need.OPTIONAL, 12),
                column("form", wording.choice(EventForm.class, "event.form."), Need.OPTIONAL, 14),
                column("countryCode", CellTypes.choice(places.countries()), Need.OPTIONAL, 18),
                column("provinceCode", CellTypes.choice(places.provinces()), Need.OPTIONAL, 14),
                column("hostCity", CellTypes.text(100), Need.OPTIONAL, 14),
                column("venue", CellTypes.text(200), Need.OPTIONAL, 26),
                column("organiser", CellTypes.text(200), Need.OPTIONAL, 26),
                column("officeCode", CellTypes.choice(places.offices()), Need.OPTIONAL, 24),
                column("sectors", CellTypes.choices(places.sectors()), Need.OPTIONAL, 30),
                column("status", wording.choice(EventStatus.class, "event.status."), Need.OPTIONAL, 12),
                column("targetBusinesses", CellTypes.count(), Need.OPTIONAL, 12),
                column("netSpaceSqm", CellTypes.number(2, new BigDecimal("1e12")), Need.OPTIONAL, 14),
                column("visitors", CellTypes.count(), Need.OPTIONAL, 12),
                column("overseasBuyers", CellTypes.count(), Need.OPTIONAL, 12));
    }

    private static EntryColumn<?> column(String id, CellType<?> type, Need need, int width) {
        return new EntryColumn<>(id, "event.field." + id, type, need, width);
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
                Map.entry("overseasBuyers", EventListItem::overseasBuyers));
    }
}

package org.yuemao.participation;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.business.BusinessTable;
import org.yuemao.security.Rights;

/** Lists of participations as a whole, in the columns in which participations are entered. */
@Service
@PreAuthorize(Rights.READ)
public class ParticipationTable {
    private final ParticipationLists lists;
    private final ParticipationRows rows;
    private final Clock clock;

    ParticipationTable(ParticipationLists lists, ParticipationRows rows, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * The participations that the filter lets through, in this order.
     *
     * @param owner the event's code or the business's name where they are of one alone
     * @param language in which the names of events are written
     */
    public WholeList<ListedParticipation> of(
            ParticipationFilter filter,
            @Nullable ParticipationSort sort,
            boolean descending,
            @Nullable String owner,
            Locale language) {
        return new WholeList<>(
                new Subject("participation.title", owner, filter.year()),
                columns(language),
                () -> lists.count(filter),
                consumer -> lists.each(filter, sort, descending, consumer));
    }

    private List<ListColumn<ListedParticipation>> columns(Locale language) {
        Map<String, Content<ListedParticipation>> contents =
                new HashMap<>(BusinessTable.contents(ListedParticipation::business));
        contents.put("eventCode", one -> one.item().eventCode());
        contents.put("eventName", one -> one.item().eventNames().in(language));
        contents.put("role", one -> one.item().data().role());
        contents.put("attendance", one -> one.item().data().attendance());
        contents.put("boothArea", one -> one.item().data().boothArea());
        contents.put("intendedDeals", one -> one.item().data().intendedDeals());
        contents.put("signedDeals", one -> one.item().data().signedDeals());
        contents.put("remark", one -> one.item().data().remark());
        return ListColumn.joined(
                ListColumn.of(rows.columns(), contents),
                List.of(ListColumn.shown(
                        "firstDay", "participation.date", CellTypes.day(), 12, (ListedParticipation one) -> one.item()
                                .firstDay())),
                ListColumn.lastChange(clock.getZone(), ListedParticipation::changedAt, ListedParticipation::changedBy));
    }
}

package org.yuemao.business;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.ListColumn.Content;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.security.Rights;

/** The list of businesses as a whole, in the columns in which businesses are entered. */
@Service
@PreAuthorize(Rights.READ)
public class BusinessTable {
    private final BusinessLists lists;
    private final List<ListColumn<ListedBusiness>> columns;

    BusinessTable(BusinessLists lists, BusinessRows rows, Clock clock) {
        this.lists = lists;
        columns = ListColumn.joined(
                ListColumn.of(rows.columns(), contents(one -> one.business().data())),
                List.of(ListColumn.<ListedBusiness>shown(
                        "participations",
                        "business.participations",
                        CellTypes.number(0, new BigDecimal("1e10")),
                        10,
                        one -> BigDecimal.valueOf(one.participations()))),
                ListColumn.<ListedBusiness>lastChange(
                        clock.getZone(), one -> one.business().changedAt(), one -> one.business()
                                .changedBy()));
    }

    /** The businesses that the filter lets through, in this order. */
    public WholeList<ListedBusiness> of(BusinessFilter filter, @Nullable BusinessSort sort, boolean descending) {
        return new WholeList<>(
                Subject.of("business.title"),
                columns,
                () -> lists.count(filter),
                consumer -> lists.each(filter, sort, descending, consumer));
    }

    /** What stands in the columns of a business, for rows that also say other things, such as its participation. */
    public static <T> Map<String, Content<T>> contents(Function<T, BusinessData> business) {
        Map<String, Content<BusinessData>> contents = Map.ofEntries(
                Map.entry("creditCode", BusinessData::creditCode),
                Map.entry("missingCodeReason", BusinessData::missingCodeReason),
                Map.entry("nameZh", BusinessData::nameZh),
                Map.entry("nameEn", BusinessData::nameEn),
                Map.entry("cityCode", BusinessData::cityCode),
                Map.entry("countryCode", BusinessData::countryCode),
                Map.entry("sectors", BusinessData::sectors),
                Map.entry("size", BusinessData::size),
                Map.entry("contact", BusinessData::contact),
                Map.entry("phone", BusinessData::phone),
                Map.entry("email", BusinessData::email),
                Map.entry("website", BusinessData::website));
        return contents.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, one -> row -> one.getValue().of(business.apply(row))));
    }
}

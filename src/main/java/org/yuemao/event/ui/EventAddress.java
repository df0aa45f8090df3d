package org.yuemao.event.ui;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ReviewState;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;

/** Filters in the address of a view; what cannot be read there does not restrict. */
final class EventAddress {
    private EventAddress() {}

    static EventFilter filter(QueryParameters parameters) {
        Set<EventStatus> statuses = EnumSet.noneOf(EventStatus.class);
        parameters.getParameters("status").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .forEach(value -> read(value, EventStatus::valueOf).ifPresent(statuses::add));
        return new EventFilter(
                text(parameters, "q", "").strip(),
                value(parameters, "programme", Programme::valueOf),
                value(parameters, "year", Integer::valueOf),
                value(parameters, "month", Integer::valueOf),
                value(parameters, "from", LocalDate::parse),
                value(parameters, "to", LocalDate::parse),
                statuses,
                value(parameters, "review", ReviewState::valueOf),
                value(parameters, "office", text -> text),
                value(parameters, "country", text -> text),
                value(parameters, "province", text -> text),
                value(parameters, "sector", text -> text));
    }

    static Map<String, String> parameters(EventFilter filter) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "q", filter.search().isBlank() ? null : filter.search());
        put(all, "programme", filter.programme());
        put(all, "year", filter.year());
        put(all, "month", filter.month());
        put(all, "from", filter.from());
        put(all, "to", filter.to());
        put(
                all,
                "status",
                filter.statuses().isEmpty()
                        ? null
                        : filter.statuses().stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
        put(all, "review", filter.reviewState());
        put(all, "office", filter.officeCode());
        put(all, "country", filter.countryCode());
        put(all, "province", filter.provinceCode());
        put(all, "sector", filter.sectorCode());
        return all;
    }

    static QueryParameters query(Map<String, String> parameters) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return new QueryParameters(lists);
    }

    static String text(QueryParameters parameters, String name, String otherwise) {
        return parameters.getSingleParameter(name).orElse(otherwise);
    }

    static <T> @Nullable T value(QueryParameters parameters, String name, Function<String, T> from) {
        return parameters
                .getSingleParameter(name)
                .filter(text -> !text.isBlank())
                .flatMap(text -> read(text, from))
                .orElse(null);
    }

    private static <T> Optional<T> read(String text, Function<String, T> from) {
        try {
            return Optional.of(from.apply(text));
        } catch (RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value.toString());
        }
    }
}

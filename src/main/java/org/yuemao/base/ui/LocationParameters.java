package org.yuemao.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters kept in the address, so that a link or a reload shows the same list. */
public final class LocationParameters {
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** Adds a parameter; nothing where there is no value. */
    public LocationParameters with(String name, @Nullable Object content) {
        if (content != null && !content.toString().isBlank()) {
            parameters.put(name, List.of(content.toString()));
        }
        return this;
    }

    /** Writes the parameters into the address of the window, without a new entry in its history. */
    public void show(UI ui, String path) {
        ui.getPage().getHistory().replaceState(null, new Location(path, query()));
    }

    /** The parameters as an address has them. */
    public QueryParameters query() {
        return new QueryParameters(parameters);
    }

    /** The value of a parameter, or null. */
    public static @Nullable String text(Location location, String name) {
        return location.getQueryParameters().getSingleParameter(name).orElse(null);
    }

    /** The value of a parameter as one of the enumeration's names, or null where it is none. */
    public static <E extends Enum<E>> @Nullable E constant(Location location, String name, Class<E> type) {
        String text = text(location, name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        return null;
    }

    /** The value of a parameter as a whole number, or null where it is none. */
    public static @Nullable Integer number(Location location, String name) {
        String text = text(location, name);
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    /** The value of a parameter as a day such as 2021-05-12; nothing where it is none. */
    public static Optional<LocalDate> day(Location location, String name) {
        String text = text(location, name);
        try {
            return text == null ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableSupplier;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.list.WholeList;

/**
 * What another feature offers for every list, such as its export. Beans of this type stand among the actions of the list, in
 * the order of {@link org.springframework.core.annotation.Order}.
 */
public interface ListAction {

    /**
     * A list of a view.
     *
     * @param titleKey the key of its title, where the view has more than one
     * @param shown tells how the list is filtered and sorted when the person acts
     * @param entered as what its records are entered many at a time, where they are
     */
    record OfferedList(
            String titleKey,
            SerializableSupplier<WholeList<?>> shown,
            @Nullable Entered entered) {

        public OfferedList(String titleKey, SerializableSupplier<WholeList<?>> shown) {
            this(titleKey, shown, null);
        }

        /** The list, whose records are entered many at a time as this kind. */
        public OfferedList entered(String kind) {
            return new OfferedList(titleKey, shown, new Entered(kind, Map.of()));
        }

        /** The same, where all that is entered says one thing in some columns, such as the code of the list's event. */
        public OfferedList entered(String kind, Map<String, String> fixed) {
            return new OfferedList(titleKey, shown, new Entered(kind, fixed));
        }
    }

    /**
     * As what the records of a list are entered many at a time.
     *
     * @param kind the kind of record, as {@link org.yuemao.base.entry.RecordRows#kind} says it
     * @param fixed by column, what stands there for all records of the list
     */
    record Entered(String kind, Map<String, String> fixed) implements Serializable {
        public Entered {
            fixed = Map.copyOf(fixed);
        }
    }

    /** Builds the action for the lists of a view; empty where there is nothing that the person can do with them. */
    Optional<Component> create(List<OfferedList> lists);
}

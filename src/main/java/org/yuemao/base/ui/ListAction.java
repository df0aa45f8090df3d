package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
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
     */
    record OfferedList(String titleKey, SerializableSupplier<WholeList<?>> shown) {}

    /** Builds the action for the lists of a view. */
    Component create(List<OfferedList> lists);
}

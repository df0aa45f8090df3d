package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.function.SerializableSupplier;
import org.yuemao.base.list.WholeList;

/**
 * What another feature offers for every list, such as its export. Beans of this type stand among the actions of the list, in
 * the order of {@link org.springframework.core.annotation.Order}.
 */
public interface ListAction {

    /** Builds the action for a list; the supplier tells how the list is filtered and sorted when the person acts. */
    Component create(SerializableSupplier<WholeList<?>> shown);
}

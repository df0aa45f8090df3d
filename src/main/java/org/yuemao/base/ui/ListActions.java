package org.yuemao.base.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuemao.base.list.WholeList;

/** What can be done with every list, whichever feature offers it. */
@Component
public class ListActions {
    private final List<ListAction> actions;

    ListActions(List<ListAction> actions) {
        this.actions = List.copyOf(actions);
    }

    /** The actions of one list, to stand beside its title or in its filter bar. */
    public Div of(SerializableSupplier<WholeList<?>> shown) {
        Div together = new Div();
        together.addClassName("list-actions");
        actions.forEach(action -> together.add(action.create(shown)));
        return together;
    }
}

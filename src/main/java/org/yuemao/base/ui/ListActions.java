package org.yuemao.base.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.ui.ListAction.OfferedList;

/** What can be done with every list, whichever feature offers it. */
@Component
public class ListActions {
    private final List<ListAction> actions;

    ListActions(List<ListAction> actions) {
        this.actions = List.copyOf(actions);
    }

    /** The actions of one list, to stand beside its title. */
    public Div of(SerializableSupplier<WholeList<?>> shown) {
        return of(new OfferedList("", shown));
    }

    /** The actions of one list whose records are entered many at a time as this kind. */
    public Div of(String kind, SerializableSupplier<WholeList<?>> shown) {
        return of(new OfferedList("", shown).entered(kind));
    }

    /** The actions of the lists of a view. */
    public Div of(OfferedList... lists) {
        Div together = new Div();
        together.addClassName("list-actions");
        actions.forEach(action -> action.create(List.of(lists)).ifPresent(together::add));
        return together;
    }
}

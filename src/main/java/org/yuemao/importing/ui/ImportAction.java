package org.yuemao.importing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.yuemao.base.ui.ListAction;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** Leads from a list to the import of its records, for those who may enter them. */
@org.springframework.stereotype.Component
@Order(1)
class ImportAction implements ListAction {
    private final CurrentPerson currentPerson;

    ImportAction(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    @Override
    public Optional<Component> create(List<OfferedList> lists) {
        List<Entered> entered = lists.stream()
                .map(OfferedList::entered)
                .filter(Objects::nonNull)
                .toList();
        if (entered.isEmpty() || currentPerson.find().filter(Person::mayWrite).isEmpty()) {
            return Optional.empty();
        }
        UI texts = UI.getCurrentOrThrow();
        String caption = texts.getTranslation("importing.action");
        if (entered.size() == 1) {
            return Optional.of(
                    new Button(caption, VaadinIcon.UPLOAD_ALT.create(), clicked -> open(entered.getFirst())));
        }
        MenuBar menu = new MenuBar();
        MenuItem item = menu.addItem(VaadinIcon.UPLOAD_ALT.create());
        item.add(caption);
        entered.forEach(one ->
                item.getSubMenu().addItem(texts.getTranslation("importing.kind." + one.kind()), clicked -> open(one)));
        return Optional.of(menu);
    }

    private static void open(Entered entered) {
        LocationParameters parameters = new LocationParameters().with(ImportView.KIND, entered.kind());
        entered.fixed().forEach((column, text) -> parameters.with(ImportView.FIXED + column, text));
        UI.getCurrentOrThrow().navigate("import", parameters.query());
    }
}

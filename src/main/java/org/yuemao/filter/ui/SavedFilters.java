package org.yuemao.filter.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.filter.SavedFilter;
import org.yuemao.filter.SavedFilterService;

/**
 * The menu beside a list's filters: the filters that the person has saved for it, to choose one, save what is shown now, and
 * keep them in order. A saved filter is a name for the query of the list's address.
 */
public class SavedFilters extends Composite<MenuBar> {
    private static final long serialVersionUID = 1L;

    private final transient SavedFilterService service;
    private final String list;
    private final String path;
    private final SerializableSupplier<QueryParameters> shown;
    private final Span name = new Span();
    private final MenuItem root;

    /**
     * Makes the menu of one list.
     *
     * @param list the name under which the list's filters are kept
     * @param path the route of the list
     * @param shown the parameters of what the list shows now, as its address has them
     */
    public SavedFilters(
            SavedFilterService service, String list, String path, SerializableSupplier<QueryParameters> shown) {
        this.service = service;
        this.list = list;
        this.path = path;
        this.shown = shown;
        getContent().addClassName("saved-filters");
        root = getContent().addItem(VaadinIcon.BOOKMARK_O.create());
        root.add(name);
        root.setAriaLabel(getTranslation("filter.menu"));
    }

    /**
     * Where the list opens: as it was asked for, or with the filter that the person has chosen for it when nothing was.
     * The address then says so.
     */
    public Location opened(BeforeEnterEvent event) {
        Location asked = event.getLocation();
        if (!asked.getQueryParameters().getParameters().isEmpty()) {
            return asked;
        }
        return service.opening(list)
                .map(filter -> {
                    Location location = new Location(path, QueryParameters.fromString(filter.parameters()));
                    event.getUI().beforeClientResponse(this, answered -> event.getUI()
                            .getPage()
                            .getHistory()
                            .replaceState(null, location));
                    return location;
                })
                .orElse(asked);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        refresh();
    }

    /** Names the filter that is shown now, if it is a saved one; to be called after each change of it. */
    public void refresh() {
        List<SavedFilter> saved = service.of(list);
        String now = parameters();
        name.setText(saved.stream()
                .filter(filter -> filter.parameters().equals(now))
                .map(SavedFilter::name)
                .findFirst()
                .orElse(getTranslation("filter.menu")));
        SubMenu entries = root.getSubMenu();
        entries.removeAll();
        for (SavedFilter filter : saved) {
            MenuItem entry = entries.addItem(
                    filter.opensList() ? getTranslation("filter.opens", filter.name()) : filter.name(),
                    clicked -> show(filter));
            entry.setCheckable(true);
            entry.setChecked(filter.parameters().equals(now));
        }
        if (!saved.isEmpty()) {
            entries.addSeparator();
        }
        entries.addItem(getTranslation("filter.save"), clicked -> askForName());
        if (!saved.isEmpty()) {
            entries.addItem(getTranslation("filter.manage"), clicked -> manage());
        }
    }

    /** In one order, so that the same filter is known again however it came about. */
    private String parameters() {
        return new TreeMap<>(shown.get().getParameters())
                .entrySet().stream()
                        .map(one -> new QueryParameters(Map.of(one.getKey(), one.getValue())).getQueryString())
                        .collect(Collectors.joining("&"));
    }

    private void show(SavedFilter filter) {
        // An address without parameters would open the list with its chosen filter instead of all of it.
        QueryParameters parameters = filter.parameters().isEmpty()
                ? QueryParameters.of("filter", "none")
                : QueryParameters.fromString(filter.parameters());
        UI.getCurrentOrThrow().navigate(path, parameters);
    }

    private void askForName() {
        FormDialog dialog = new FormDialog("30rem");
        dialog.setHeaderTitle(getTranslation("filter.save.title"));
        TextField name = nameField("");
        name.setLabel(getTranslation("filter.name"));
        name.setHelperText(description());
        Checkbox opens = new Checkbox(getTranslation("filter.opens.choose"));
        Runnable save = () -> {
            name.setInvalid(false);
            if (SaveFailures.attempt(
                    () -> {
                        SavedFilter filter = service.save(list, name.getValue(), parameters());
                        if (opens.getValue()) {
                            service.openWith(list, filter.id());
                        }
                    },
                    Map.of("name", name))) {
                dialog.finish(getTranslation("filter.saved", name.getValue().strip()));
                refresh();
            }
        };
        dialog.onSave(() -> !name.isEmpty(), save);
        Div form = new Div(name, opens);
        form.addClassName("saved-filter-form");
        Fields.onEnter(form, save);
        dialog.add(form);
        dialog.open();
        name.focus();
    }

    private String description() {
        String text = shown.get().getParameters().entrySet().stream()
                .map(one -> one.getKey() + " = " + String.join(", ", one.getValue()))
                .collect(Collectors.joining(" · "));
        return text.isEmpty() ? getTranslation("filter.everything") : text;
    }

    private TextField nameField(String content) {
        TextField name = new TextField();
        name.setMaxLength(SavedFilterService.LONGEST_NAME);
        name.setValue(content);
        name.setWidthFull();
        return name;
    }

    private void manage() {
        Dialog dialog = new Dialog(getTranslation("filter.manage.title"));
        dialog.setWidth("46rem");
        dialog.setMaxWidth("100%");
        Div rows = new Div();
        rows.addClassName("saved-filter-rows");
        fill(rows);
        dialog.add(rows);
        Button close = new Button(getTranslation("filter.close"), clicked -> dialog.close());
        close.addClickShortcut(Key.ESCAPE);
        dialog.getFooter().add(close);
        dialog.addOpenedChangeListener(changed -> {
            if (!changed.isOpened()) {
                refresh();
            }
        });
        dialog.open();
    }

    private void fill(Div rows) {
        rows.removeAll();
        List<SavedFilter> saved = service.of(list);
        if (saved.isEmpty()) {
            rows.add(new Paragraph(getTranslation("filter.none")));
        }
        saved.forEach(filter -> rows.add(row(filter, rows)));
    }

    private Div row(SavedFilter filter, Div rows) {
        TextField name = nameField(filter.name());
        name.setAriaLabel(getTranslation("filter.name"));
        name.addValueChangeListener(changed -> {
            name.setInvalid(false);
            if (changed.isFromClient()
                    && SaveFailures.attempt(
                            () -> service.rename(filter.id(), changed.getValue()), Map.of("name", name))) {
                Notices.done(getTranslation("filter.renamed", changed.getValue().strip()));
            }
        });
        Checkbox opens = new Checkbox(getTranslation("filter.opens.row"), filter.opensList());
        opens.addValueChangeListener(changed -> {
            if (SaveFailures.attempt(() -> service.openWith(list, changed.getValue() ? filter.id() : null))) {
                fill(rows);
            }
        });
        Button replace = new Button(getTranslation("filter.replace"), clicked -> {
            if (SaveFailures.attempt(() -> service.replace(filter.id(), parameters()))) {
                Notices.done(getTranslation("filter.replaced", filter.name()));
                fill(rows);
            }
        });
        replace.setEnabled(!Objects.equals(filter.parameters(), parameters()));
        replace.setAriaLabel(getTranslation("filter.replace") + ": " + filter.name());
        Button remove = new Button(VaadinIcon.TRASH.create(), clicked -> {
            if (SaveFailures.attempt(() -> service.remove(filter.id()))) {
                fill(rows);
            }
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        remove.setAriaLabel(getTranslation("base.remove") + ": " + filter.name());
        Div row = new Div(name, opens, replace, remove);
        row.addClassName("saved-filter-row");
        return row;
    }
}

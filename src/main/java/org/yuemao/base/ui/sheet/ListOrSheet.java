package org.yuemao.base.ui.sheet;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Chooses whether rows are shown as a list or as a sheet; the choice is kept in the address. */
public final class ListOrSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;
    private static final String SHEET = "sheet";

    private final String parameter;
    private final transient Consumer<Boolean> way;
    private final Button list;
    private final Button sheet;
    private boolean asSheet;

    /**
     * Shows the list, unless the address asks for the sheet.
     *
     * @param parameter what the choice is called in the address
     * @param way shows the sheet, or else the list
     */
    public ListOrSheet(String parameter, Consumer<Boolean> way) {
        this.parameter = parameter;
        this.way = way;
        list = new Button(getTranslation("base.shape.list"), VaadinIcon.LIST.create(), clicked -> choose(false));
        sheet = new Button(getTranslation("base.shape.sheet"), VaadinIcon.TABLE.create(), clicked -> choose(true));
        List.of(list, sheet).forEach(button -> button.addThemeVariants(ButtonVariant.TERTIARY));
        getContent().add(list, sheet);
        getContent().addClassName("list-or-sheet");
        getContent()
                .getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", getTranslation("base.shape"));
        mark();
    }

    public boolean isSheet() {
        return asSheet;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        boolean wanted = attached.getUI()
                .getActiveViewLocation()
                .getQueryParameters()
                .getSingleParameter(parameter)
                .filter(SHEET::equals)
                .isPresent();
        if (attached.isInitialAttach() && wanted) {
            show(true);
        }
    }

    private void choose(boolean chosen) {
        if (chosen == asSheet) {
            return;
        }
        show(chosen);
        UI ui = UI.getCurrentOrThrow();
        ui.getPage().fetchCurrentURL(url -> {
            Map<String, List<String>> parameters =
                    new HashMap<>(QueryParameters.fromString(url.getQuery() == null ? "" : url.getQuery())
                            .getParameters());
            if (chosen) {
                parameters.put(parameter, List.of(SHEET));
            } else {
                parameters.remove(parameter);
            }
            ui.getPage()
                    .getHistory()
                    .replaceState(
                            null, new Location(url.getPath().replaceFirst("^/", ""), new QueryParameters(parameters)));
        });
    }

    private void show(boolean chosen) {
        asSheet = chosen;
        mark();
        way.accept(chosen);
    }

    private void mark() {
        list.getElement().setAttribute("aria-pressed", Boolean.toString(!asSheet));
        sheet.getElement().setAttribute("aria-pressed", Boolean.toString(asSheet));
    }
}

package org.yuemao.wall.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.wall.NewWallLink;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallLink;
import org.yuemao.wall.WallLinkService;
import org.yuemao.wall.WallService;

/** The links to a wall: makes one, whose address is shown this once, and revokes one at once. */
class WallLinksDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Wall wall;
    private final transient WallLinkService links;
    private final TextField name = new TextField(getTranslation("wall.link.name"));
    private final DatePicker lastDay = Fields.date(getTranslation("wall.link.last-day"));
    private final Div made = new Div();
    private final Paragraph none = new Paragraph(getTranslation("wall.link.none"));
    private final UnorderedList list = new UnorderedList();

    WallLinksDialog(Wall wall, WallLinkService links, Clock clock) {
        this.wall = wall;
        this.links = links;
        setHeaderTitle(getTranslation("wall.links.of", wall.data().name()));
        setWidth("46rem");
        setMaxWidth("100%");
        Paragraph about = new Paragraph(getTranslation("wall.links.about"));
        about.addClassName("quiet");
        name.setMaxLength(WallService.LONGEST_NAME);
        name.setHelperText(getTranslation("wall.link.name.hint"));
        lastDay.setMin(LocalDate.now(clock));
        lastDay.setClearButtonVisible(true);
        lastDay.setHelperText(getTranslation("wall.link.last-day.hint"));
        Button make = new Button(getTranslation("wall.link.make"), clicked -> make());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(name, lastDay, make);
        form.addClassName("filter-bar");
        made.addClassName("wall-secret");
        made.setVisible(false);
        list.addClassName("wall-links");
        Div all = new Div(about, form, made, none, list);
        all.addClassName("wall-form");
        add(all);
        getFooter().add(new Button(getTranslation("wall.close"), clicked -> close()));
        show();
        name.focus();
    }

    private void make() {
        name.setInvalid(false);
        SaveFailures.attempt(
                () -> showOnce(links.make(wall.id(), name.getValue(), lastDay.getValue())),
                Map.of("name", name, "lastDay", lastDay));
        show();
    }

    private void showOnce(NewWallLink link) {
        TextField address = new TextField(getTranslation("wall.link.address"));
        address.setReadOnly(true);
        address.getElement().executeJs("this.value = new URL($0, document.baseURI).href", "wall/link/" + link.secret());
        Button copy = new Button(getTranslation("wall.link.copy"));
        copy.addClickListener(clicked -> {
            // Without a secure connection browsers have no clipboard; then the address is chosen to be copied by hand.
            address.getElement().executeJs("""
                            const chosen = () => { this.focus(); this.inputElement.select(); };
                            if (navigator.clipboard) navigator.clipboard.writeText(this.value).catch(chosen); else chosen();
                            """);
            copy.setText(getTranslation("wall.link.copied"));
        });
        Paragraph once =
                new Paragraph(getTranslation("wall.link.once", link.link().name()));
        once.getElement().setAttribute("role", "status");
        made.removeAll();
        made.add(once, address, copy);
        made.setVisible(true);
        name.clear();
        lastDay.clear();
    }

    private void show() {
        List<WallLink> all = links.of(wall.id());
        none.setVisible(all.isEmpty());
        list.removeAll();
        all.forEach(link -> list.add(item(link)));
    }

    private ListItem item(WallLink link) {
        Span title = new Span(link.name());
        Paragraph about = new Paragraph(about(link));
        about.addClassName("quiet");
        Div text = new Div(title, about);
        text.addClassName("wall-about");
        ListItem item = new ListItem(text);
        item.addClassName(link.state().name());
        if (link.state() != WallLink.State.REVOKED) {
            Button revoke = new Button(getTranslation("wall.link.revoke"), clicked -> {
                SaveFailures.attempt(() -> links.revoke(link.id()));
                show();
            });
            revoke.setAriaLabel(getTranslation("wall.link.revoke") + ": " + link.name());
            revoke.addThemeVariants(ButtonVariant.ERROR);
            item.add(revoke);
        }
        return item;
    }

    private String about(WallLink link) {
        String state =
                switch (link.state()) {
                    case OPEN ->
                        link.lastDay() == null
                                ? getTranslation("wall.link.state.OPEN")
                                : getTranslation("wall.link.until", Formats.date(link.lastDay(), getLocale()));
                    case ENDED -> getTranslation("wall.link.state.ENDED", Formats.date(link.lastDay(), getLocale()));
                    case REVOKED ->
                        getTranslation(
                                "wall.link.state.REVOKED",
                                Formats.moment(link.revokedAt(), getLocale()),
                                link.revokedBy());
                    case MAKER_LOCKED -> getTranslation("wall.link.state.MAKER_LOCKED", link.maker());
                };
        String made = getTranslation("wall.link.made", link.maker(), Formats.moment(link.createdAt(), getLocale()));
        String used = link.lastUsedAt() == null
                ? getTranslation("wall.link.never-used")
                : getTranslation("wall.link.used", Formats.moment(link.lastUsedAt(), getLocale()));
        return String.join(" · ", state, made, used);
    }
}

package org.yuemao.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yuemao.account.AccountService;
import org.yuemao.account.Preferences;
import org.yuemao.account.Preferences.Appearance;
import org.yuemao.base.ui.Languages;
import org.yuemao.base.ui.Texts;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.security.Person;

/** Who is signed in, how that person wants to see the desk, and the way out. */
class AccountMenu extends Composite<MenuBar> {
    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;

    AccountMenu(Person person, AccountService accounts, Places places, AuthenticationContext session) {
        this.accounts = accounts;
        MenuBar bar = getContent();
        bar.addClassName("account-menu");
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        Avatar avatar = new Avatar(person.fullName());
        // The initials of a name in both languages would not fit.
        avatar.setAbbreviation(Character.toString(person.fullName().codePointAt(0)));
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(person.fullName());
        name.addClassName("account-name");
        MenuItem account = bar.addItem(new Div(avatar, name));
        account.setAriaLabel(getTranslation("shell.account", person.fullName()));
        SubMenu menu = account.getSubMenu();
        menu.addItem(who(person, places)).setEnabled(false);
        menu.addComponent(new Hr());
        languages(menu.addItem(getTranslation("shell.language")).getSubMenu());
        appearances(menu.addItem(getTranslation("shell.appearance")).getSubMenu());
        menu.addComponent(new Hr());
        menu.addItem(getTranslation("account.own.title"), click -> UI.getCurrentOrThrow()
                .navigate("account"));
        menu.addItem(
                getTranslation("draft.title"), click -> UI.getCurrentOrThrow().navigate("drafts"));
        menu.addItem(getTranslation("shell.sign-out"), click -> session.logout());
    }

    /** Vaadin's name of the appearance. */
    static ColorScheme.Value schemeOf(Appearance appearance) {
        return switch (appearance) {
            case SYSTEM -> ColorScheme.Value.LIGHT_DARK;
            case LIGHT -> ColorScheme.Value.LIGHT;
            case DARK -> ColorScheme.Value.DARK;
        };
    }

    private Div who(Person person, Places places) {
        Span name = new Span(person.fullName());
        name.addClassName("account-who-name");
        Span role = new Span(getTranslation("security.role." + person.role()));
        Office office = places.office(person.officeCode());
        Span place =
                new Span(office == null ? person.officeCode() : office.names().in(getLocale()));
        Div who = new Div(name, role, place);
        who.addClassName("account-who");
        return who;
    }

    private void languages(SubMenu menu) {
        for (Locale language : List.of(Texts.CHINESE, Texts.ENGLISH)) {
            MenuItem item = menu.addItem(Languages.nameOf(language), click -> speak(language));
            item.getElement().setAttribute("lang", language.toLanguageTag());
            item.setCheckable(true);
            item.setChecked(language.getLanguage().equals(getLocale().getLanguage()));
        }
    }

    private void speak(Locale language) {
        accounts.prefer(language);
        Languages.choose(UI.getCurrentOrThrow(), language);
    }

    private void appearances(SubMenu menu) {
        Appearance current = accounts.preferences().map(Preferences::appearance).orElse(Appearance.SYSTEM);
        Map<Appearance, MenuItem> items = new EnumMap<>(Appearance.class);
        for (Appearance appearance : Appearance.values()) {
            MenuItem item = menu.addItem(getTranslation("shell.appearance." + appearance), click -> {
                accounts.prefer(appearance);
                UI.getCurrentOrThrow().getPage().setColorScheme(schemeOf(appearance));
                items.forEach((one, other) -> other.setChecked(one == appearance));
            });
            item.setCheckable(true);
            item.setChecked(appearance == current);
            items.put(appearance, item);
        }
    }
}

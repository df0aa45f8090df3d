package org.yuemao.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yuemao.account.AccountService;
import org.yuemao.account.Preferences;
import org.yuemao.account.Preferences.Appearance;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Languages;
import org.yuemao.base.ui.Texts;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.security.Person;

/**
 * Who is signed in, how that person wants to see the desk, and the way out. What it unfolds is made when it is first opened:
 * hundreds of windows never open it.
 */
class AccountMenu extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Person person;
    private final transient AccountService accounts;
    private final transient Places places;
    private final transient AuthenticationContext session;
    private final Button button;
    private @Nullable Popover unfolded;

    AccountMenu(Person person, AccountService accounts, Places places, AuthenticationContext session) {
        this.person = person;
        this.accounts = accounts;
        this.places = places;
        this.session = session;
        Avatar avatar = new Avatar(person.fullName());
        // The initials of a name in both languages would not fit.
        avatar.setAbbreviation(Character.toString(person.fullName().codePointAt(0)));
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(person.fullName());
        name.addClassName("account-name");
        button = new Button(new Div(avatar, name));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("shell.account", person.fullName()));
        button.getElement().setAttribute("aria-haspopup", "dialog");
        button.addClickListener(clicked -> unfold());
        getContent().addClassName("account-menu");
        getContent().add(button);
    }

    /** Vaadin's name of the appearance. */
    static ColorScheme.Value schemeOf(Appearance appearance) {
        return switch (appearance) {
            case SYSTEM -> ColorScheme.Value.LIGHT_DARK;
            case LIGHT -> ColorScheme.Value.LIGHT;
            case DARK -> ColorScheme.Value.DARK;
        };
    }

    /** Folds away what was opened, as when another page is shown. */
    void fold() {
        if (unfolded != null) {
            unfolded.close();
        }
    }

    private void unfold() {
        if (unfolded != null) {
            // The browser opens and closes it from now on.
            return;
        }
        Popover popover = new Popover();
        popover.addClassName("account-popover");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(button.getAriaLabel().orElse(""));
        popover.setAutofocus(true);
        popover.add(who(), languages(), appearances(), ways());
        getContent().add(popover);
        popover.open();
        unfolded = popover;
    }

    private Div who() {
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

    private RadioButtonGroup<Locale> languages() {
        RadioButtonGroup<Locale> languages = new RadioButtonGroup<>(getTranslation("shell.language"));
        languages.setItems(Texts.CHINESE, Texts.ENGLISH);
        languages.setRenderer(new ComponentRenderer<>(language -> {
            Span name = new Span(Languages.nameOf(language));
            name.getElement().setAttribute("lang", language.toLanguageTag());
            return name;
        }));
        languages.setValue(Formats.chinese(getLocale()) ? Texts.CHINESE : Texts.ENGLISH);
        languages.addValueChangeListener(chosen -> {
            accounts.prefer(chosen.getValue());
            Languages.choose(UI.getCurrentOrThrow(), chosen.getValue());
        });
        return languages;
    }

    private RadioButtonGroup<Appearance> appearances() {
        RadioButtonGroup<Appearance> appearances = new RadioButtonGroup<>(getTranslation("shell.appearance"));
        appearances.setItems(Appearance.values());
        appearances.setItemLabelGenerator(appearance -> getTranslation("shell.appearance." + appearance));
        appearances.setValue(accounts.preferences().map(Preferences::appearance).orElse(Appearance.SYSTEM));
        appearances.addValueChangeListener(chosen -> {
            accounts.prefer(chosen.getValue());
            UI.getCurrentOrThrow().getPage().setColorScheme(schemeOf(chosen.getValue()));
        });
        return appearances;
    }

    private Div ways() {
        Button out = new Button(getTranslation("shell.sign-out"), click -> session.logout());
        out.addThemeVariants(ButtonVariant.TERTIARY);
        Div ways = new Div(way("account", "account.own.title"), way("drafts", "draft.title"), out);
        ways.addClassName("account-ways");
        return ways;
    }

    private Anchor way(String path, String key) {
        Anchor way = new Anchor(path, getTranslation(key));
        way.getElement().setAttribute("router-link", true);
        return way;
    }
}

package org.yuemao.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuemao.account.AccountService;
import org.yuemao.backup.BackupService;
import org.yuemao.backup.ui.BackupReminder;
import org.yuemao.base.ui.Brand;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.live.LiveUpdates;
import org.yuemao.place.Places;
import org.yuemao.review.DueWords;
import org.yuemao.review.Reminders;
import org.yuemao.review.ReviewLists;
import org.yuemao.review.ui.AwaitingBadge;
import org.yuemao.review.ui.DueNotice;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/** The frame around all views; open to everybody, since it shows only what the person who has signed in may open. */
@Layout
@AnonymousAllowed
class MainLayout extends AppLayout implements AfterNavigationObserver {
    private static final long serialVersionUID = 1L;

    private final Nav trail = new Nav();
    private @Nullable SideNavItem events;
    private @Nullable SideNavItem inbox;
    private @Nullable BackupReminder reminder;
    private @Nullable AccountMenu account;
    private @Nullable DueNotice due;

    MainLayout(
            CurrentPerson currentPerson,
            AccountService accounts,
            BackupService backups,
            ReviewLists reviews,
            Reminders reminders,
            DueWords dueWords,
            LiveUpdates liveUpdates,
            Places places,
            AuthenticationContext session) {
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("shell.nav.toggle"));
        trail.addClassName("breadcrumbs");
        trail.getElement().setAttribute("aria-label", getTranslation("shell.breadcrumbs"));
        Div navbar = new Div(toggle, trail);
        navbar.addClassName("navbar");
        Optional<Person> person = currentPerson.find();
        if (person.filter(one -> one.role() == Role.ADMINISTRATOR).isPresent()) {
            reminder = new BackupReminder(backups);
            navbar.add(reminder);
        }
        if (person.filter(one -> one.role() == Role.CLERK).isPresent()) {
            due = new DueNotice(reminders, dueWords, liveUpdates, person.get());
            navbar.add(due);
        }
        if (person.isPresent()) {
            account = new AccountMenu(person.get(), accounts, places, session);
            navbar.add(account);
        }
        Div head = new Div(new Brand());
        head.addClassName("drawer-head");
        SideNav navigation = navigation(person.map(Person::role).orElse(null));
        if (inbox != null) {
            inbox.setSuffixComponent(new AwaitingBadge(reviews, liveUpdates));
        }
        Scroller scroller = new Scroller(navigation);
        scroller.addClassName("drawer-navigation");
        setPrimarySection(Section.DRAWER);
        setI18n(new AppLayoutI18n().setDrawer(getTranslation("shell.nav.label")));
        addToDrawer(head, scroller);
        addToNavbar(navbar);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String path = event.getLocation().getPath();
        if (events != null) {
            // Its sub-entries are marked themselves.
            events.setMatchNested(!path.equals("events/calendar") && !path.equals("events/timeline"));
        }
        if (reminder != null) {
            reminder.refresh();
        }
        if (account != null) {
            account.fold();
        }
        if (due != null) {
            due.refresh();
        }
        showTrail();
    }

    private SideNav navigation(@Nullable Role role) {
        SideNav navigation = new SideNav();
        navigation.getElement().setAttribute("aria-label", getTranslation("shell.nav.label"));
        add(navigation, "overview", "", VaadinIcon.DASHBOARD);
        add(navigation, "dashboards", "dashboards", VaadinIcon.GRID_BIG_O);
        events = add(navigation, "events", "events", VaadinIcon.CALENDAR_USER);
        if (events != null) {
            events.setExpanded(true);
            addSub(events, "calendar", "events/calendar", VaadinIcon.CALENDAR);
            addSub(events, "timeline", "events/timeline", VaadinIcon.ALIGN_LEFT);
        }
        add(navigation, "businesses", "businesses", VaadinIcon.BUILDING);
        add(navigation, "participations", "participations", VaadinIcon.HANDSHAKE);
        add(navigation, "zones", "zones", VaadinIcon.MAP_MARKER);
        add(navigation, "indicators", "indicators", VaadinIcon.TRENDING_UP);
        if (role == Role.CLERK || role == Role.OFFICIAL) {
            inbox = add(navigation, "review", "review", VaadinIcon.CLIPBOARD_CHECK);
        }
        add(navigation, "completeness", "completeness", VaadinIcon.TASKS);
        add(navigation, "reports", "reports", VaadinIcon.FILE_TEXT_O);
        add(navigation, "walls", "walls", VaadinIcon.DESKTOP);
        add(navigation, "history", "history", VaadinIcon.CLOCK);
        if (role == Role.CLERK || role == Role.OFFICIAL) {
            add(navigation, "import", "import", VaadinIcon.UPLOAD);
        }
        if (role == Role.ADMINISTRATOR) {
            add(navigation, "accounts", "accounts", VaadinIcon.USERS);
            add(navigation, "backups", "backups", VaadinIcon.ARCHIVE);
            add(navigation, "diagnostics", "diagnostics", VaadinIcon.STETHOSCOPE);
        }
        return navigation;
    }

    private @Nullable SideNavItem add(SideNav navigation, String name, String path, VaadinIcon icon) {
        SideNavItem item = item(name, path, icon);
        if (item != null) {
            item.setMatchNested(!path.isEmpty());
            navigation.addItem(item);
        }
        return item;
    }

    private void addSub(SideNavItem parent, String name, String path, VaadinIcon icon) {
        SideNavItem item = item(name, path, icon);
        if (item != null) {
            parent.addItem(item);
        }
    }

    private @Nullable SideNavItem item(String name, String path, VaadinIcon icon) {
        return RouteConfiguration.forApplicationScope().getRoute(path).isPresent()
                ? new SideNavItem(getTranslation("shell.nav.%s".formatted(name)), path, icon.create())
                : null;
    }

    private void showTrail() {
        trail.removeAll();
        Component view = getContent();
        if (!(view instanceof Breadcrumbed detail)) {
            return;
        }
        OrderedList steps = new OrderedList();
        detail.breadcrumbs().forEach(crumb -> steps.add(new ListItem(new Anchor(crumb.path(), crumb.text()))));
        if (view instanceof HasDynamicTitle titled) {
            Span here = new Span(titled.getPageTitle());
            here.getElement().setAttribute("aria-current", "page");
            steps.add(new ListItem(here));
        }
        trail.add(steps);
    }
}

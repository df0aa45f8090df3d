package org.yuemao.event.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yuemao.event.EventFilter;

/** The three ways to look at events, with the filter kept from one to the next. */
class EventTabs extends Composite<Nav> {
    private static final long serialVersionUID = 1L;

    private final Map<String, Anchor> links = new LinkedHashMap<>();

    EventTabs(String here) {
        EventTexts texts = EventTexts.of(this);
        getContent().addClassName("event-tabs");
        getContent().setAriaLabel(texts.text("tabs"));
        link("events", texts.text("tab.list"), here);
        link("events/calendar", texts.text("tab.calendar"), here);
        link("events/timeline", texts.text("tab.timeline"), here);
    }

    /** Lets the links keep the filter. */
    void keep(EventFilter filter) {
        links.forEach((path, link) -> link.setHref(
                new Location(path, EventAddress.query(EventAddress.parameters(filter))).getPathWithQueryParameters()));
    }

    private void link(String path, String text, String here) {
        Anchor link = new Anchor(path, text);
        link.getElement().setAttribute("router-link", true);
        if (path.equals(here)) {
            link.getElement().setAttribute("aria-current", "page");
        }
        links.put(path, link);
        getContent().add(link);
    }
}

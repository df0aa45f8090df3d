package org.yuemao.event.ui;

import com.vaadin.flow.component.Component;

/**
 * A part of the event's page that another feature contributes, such as its participations. Beans of this type are shown
 * below the event's form, in the order of {@link org.springframework.core.annotation.Order}.
 */
public interface EventSection {

    /** The key of the section's title. */
    String titleKey();

    /** Builds the section for one event and the office that is responsible for it. */
    Component create(long eventId, String officeCode);
}

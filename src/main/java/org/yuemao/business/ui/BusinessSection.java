package org.yuemao.business.ui;

import com.vaadin.flow.component.Component;

/** A part of the business's page that another feature contributes, such as the history of its participations. */
public interface BusinessSection {

    /** The key of the section's title. */
    String titleKey();

    /** Builds the section for one business. */
    Component create(long businessId);
}

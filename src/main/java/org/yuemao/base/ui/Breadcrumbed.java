package org.yuemao.base.ui;

import java.util.List;

/** A detail view that says where it stands; the frame shows the trail above it. */
public interface Breadcrumbed {

    /** One step of the trail; the path is a route of the desk. */
    record Crumb(String text, String path) {}

    /** The steps above this view, outermost first; the view's own title is added by the frame. */
    List<Crumb> breadcrumbs();
}

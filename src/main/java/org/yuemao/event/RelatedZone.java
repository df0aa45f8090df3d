package org.yuemao.event;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** A zone that shares sectors with an event. The kind is a constant of the zone feature, which builds beside this one. */
public record RelatedZone(
        long id, String kind, Names names, @Nullable String placeCode, int sharedSectors) {}

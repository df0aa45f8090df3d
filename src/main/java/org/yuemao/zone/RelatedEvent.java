package org.yuemao.zone;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** An event that shares sectors with a zone. */
public record RelatedEvent(
        String code,
        Names names,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable String placeCode,
        int sharedSectors) {}

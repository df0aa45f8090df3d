package org.yuemao.event;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which event is to be copied, and what its copy says otherwise: the names and days of the next year. */
public record EventCopy(
        long eventId, @Nullable String nameEn, @Nullable String nameZh, LocalDate firstDay, LocalDate lastDay) {}

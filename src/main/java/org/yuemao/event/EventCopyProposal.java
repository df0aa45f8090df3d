package org.yuemao.event;

import java.time.LocalDate;
import java.util.List;

/**
 * What the copy of an event to the next year would be.
 *
 * @param participations how many businesses take part in the event itself
 * @param copies copies of the event that the next year has already
 * @param allowed whether the current person may write events of its office
 */
public record EventCopyProposal(
        Event original,
        MovedName nameEn,
        MovedName nameZh,
        LocalDate firstDay,
        LocalDate lastDay,
        long participations,
        List<EventLink> copies,
        boolean allowed) {}

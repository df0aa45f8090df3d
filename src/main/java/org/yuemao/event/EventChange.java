package org.yuemao.event;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.bulk.SectorsChange;

/** What can be changed of many events at once. */
public sealed interface EventChange {

    /** They are this far. */
    record Status(EventStatus status) implements EventChange {}

    /** This office is responsible. */
    record Office(String officeCode) implements EventChange {}

    /** This is who organises them, or nobody is named. */
    record Organiser(@Nullable String organiser) implements EventChange {}

    /** They get, lose or have these sectors. */
    record Sectors(SectorsChange sectors) implements EventChange {}

    /** They are held in this form. */
    record Form(EventForm form) implements EventChange {}

    /** So many businesses should take part, or nobody says how many. */
    record Target(@Nullable Integer businesses) implements EventChange {}
}

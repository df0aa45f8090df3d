package org.yuemao.zone;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.bulk.SectorsChange;

/** What can be changed of many zones at once. */
public sealed interface ZoneChange {

    /** They are in this city, or, abroad, its bureau looks after them; nobody's does where it is null. */
    record City(@Nullable String cityCode) implements ZoneChange {}

    /** This is who operates them, or nobody is named. */
    record Operator(@Nullable String operator) implements ZoneChange {}

    /** They get, lose or have these sectors. */
    record Sectors(SectorsChange sectors) implements ZoneChange {}
}

package org.yuemao.business;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.bulk.SectorsChange;

/** What can be changed of many businesses at once. */
public sealed interface BusinessChange {

    /** They are in this city. */
    record City(String cityCode) implements BusinessChange {}

    /** They are of this size, or of one that is not known. */
    record Size(@Nullable BusinessSize size) implements BusinessChange {}

    /** They get, lose or have these sectors. */
    record Sectors(SectorsChange sectors) implements BusinessChange {}
}

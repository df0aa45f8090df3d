package org.yuemao.place;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** A prefecture-level city of Guangdong (GB/T 2260) with its place on a tile map. */
public record City(
        String code,
        Names names,
        String region,
        int tileColumn,
        int tileRow,
        @Nullable String consumptionCentre) {}

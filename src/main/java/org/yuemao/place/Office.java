package org.yuemao.place;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** A city's bureau of commerce, or the provincial department (440000), which has no city. */
public record Office(String code, Names names, @Nullable String cityCode) {}

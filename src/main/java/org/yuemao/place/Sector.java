package org.yuemao.place;

import org.yuemao.base.Names;

/** A branch of trade that events, businesses and zones belong to. */
public record Sector(String code, Names names) {}

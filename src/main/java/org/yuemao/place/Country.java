package org.yuemao.place;

import org.yuemao.base.Names;

/** A country or territory (ISO 3166-1 alpha-2). */
public record Country(String code, Names names) {}

package org.yuemao.place;

import org.yuemao.base.Names;

/** A province of the country (GB/T 2260). */
public record Province(String code, Names names, boolean mainland) {}

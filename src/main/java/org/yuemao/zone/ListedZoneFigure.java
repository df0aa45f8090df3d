package org.yuemao.zone;

/** One figure of a whole list, and the zone that it is of (without its sectors). */
public record ListedZoneFigure(Zone zone, ZoneFigure figure) {}

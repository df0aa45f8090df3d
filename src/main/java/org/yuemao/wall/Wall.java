package org.yuemao.wall;

import java.time.Instant;

/** A wall as it is kept; the version is needed to change it. */
public record Wall(long id, long version, WallData data, Instant changedAt, String changedBy) {}

package org.yuemao.wall;

import org.yuemao.security.Person;

/**
 * A wall that a link has opened.
 *
 * @param reader on whose behalf it counts: whoever made the link, but only to read
 */
public record OpenedWall(Wall wall, long linkId, Person reader) {}

package org.yuemao.wall;

/** A link that has just been made, with the secret for its address, which cannot be asked for again. */
public record NewWallLink(WallLink link, String secret) {}

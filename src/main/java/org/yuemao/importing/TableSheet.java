package org.yuemao.importing;

/**
 * A sheet of a file; separated text has one, named like the file.
 *
 * @param index where it stands, from 0
 * @param name its name
 * @param blank whether it has no row
 * @param ours whether it is one of the sheets beside the table in a template of this desk: examples and lists
 */
public record TableSheet(int index, String name, boolean blank, boolean ours) {}

package org.yuemao.base.ui.sheet;

/**
 * Somebody else in a cell of a sheet.
 *
 * @param name what the others call the person
 * @param colour which of the colours marks the person; the name always stands beside
 */
public record SheetGuest(String row, String column, String name, int colour) {}

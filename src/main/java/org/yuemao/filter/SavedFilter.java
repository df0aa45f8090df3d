package org.yuemao.filter;

/**
 * A filter that a person saved for a list.
 *
 * @param parameters the query of the list's address: {@code year=2021&status=PLANNED}, in the order of their names
 * @param opensList whether the list opens with it when nothing else was asked for
 */
public record SavedFilter(long id, String name, String parameters, boolean opensList) {}

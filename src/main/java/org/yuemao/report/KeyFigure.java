package org.yuemao.report;

import java.math.BigDecimal;

/**
 * A number that a report shows large.
 *
 * @param shown the number as a few figures
 * @param exact the number in full
 * @param remark its target and its change on the year before
 */
public record KeyFigure(String id, String name, BigDecimal amount, String shown, String exact, String remark) {}

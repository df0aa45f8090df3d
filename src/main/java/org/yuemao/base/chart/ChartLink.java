package org.yuemao.base.chart;

import java.math.BigDecimal;

/** What flows from one node to another; nodes are known by their ids and shown by their names. */
public record ChartLink(String fromId, String fromName, String toId, String toName, BigDecimal amount) {
    public ChartLink(String fromId, String fromName, String toId, String toName, long amount) {
        this(fromId, fromName, toId, toName, BigDecimal.valueOf(amount));
    }
}

package org.yuemao.event;

import java.util.Set;

/** What summaries need to know of an event: the year of its first day, whether its participations count, its sectors. */
public record EventFacts(int year, Programme programme, boolean counted, Set<String> sectors) {}

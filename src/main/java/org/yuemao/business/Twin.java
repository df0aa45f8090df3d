package org.yuemao.business;

import java.util.Set;

/** A business that may be the one being typed; the score is from 0 to 100. */
public record Twin(BusinessListItem business, Set<TwinReason> reasons, int score) {}

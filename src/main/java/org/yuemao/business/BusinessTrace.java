package org.yuemao.business;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;

/** What stays of a business that was merged into another one. */
public record BusinessTrace(long id, @Nullable String creditCode, Names names, Instant mergedAt, String mergedBy) {}

package org.yuemao.event;

import org.jspecify.annotations.Nullable;
import org.yuemao.base.ReviewState;

/** The part of an event that its review changes; recorded apart from what the office says about it. */
record EventReview(ReviewState reviewState, @Nullable String reviewRemark) {}

package org.yuemao.event;

import org.yuemao.base.Review;

/** What a change of many events keeps of each: what is said about it, and its review. */
record EventState(EventData data, Review review) {}

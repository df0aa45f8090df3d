package org.yuemao.event;

/** What a change of many events keeps of each: what is said about it, and its review. */
record EventState(EventData data, EventReview review) {}

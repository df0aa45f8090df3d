package org.yuemao.business;

/** One business of a whole list: all that is kept of it, and in how many events it takes part. */
public record ListedBusiness(Business business, long participations) {}

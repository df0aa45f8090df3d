package org.yuemao.base;

/**
 * Something that has happened to a record, named in the past tense. Published inside the transaction that makes it true:
 * roll-ups listen at once, open views are told after commit.
 */
public interface DomainEvent {}

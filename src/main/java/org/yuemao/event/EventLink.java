package org.yuemao.event;

import org.yuemao.base.Names;

/** An event that another one points to: its copy, or what it is a copy of. */
public record EventLink(long id, String code, Names names) {}

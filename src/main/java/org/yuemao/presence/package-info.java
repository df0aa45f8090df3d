/** Knows who has which record open, and in which field or cell. */
@NullMarked
package org.yuemao.presence;

import org.jspecify.annotations.NullMarked;

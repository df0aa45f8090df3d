/** Manages trade-promotion events. */
@NullMarked
package org.yuemao.event;

import org.jspecify.annotations.NullMarked;

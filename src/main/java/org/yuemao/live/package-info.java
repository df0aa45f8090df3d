/** Tells open views that something changed. */
@NullMarked
package org.yuemao.live;

import org.jspecify.annotations.NullMarked;

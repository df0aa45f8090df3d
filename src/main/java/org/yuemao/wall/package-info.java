/** Keeps walls: displays that show summaries in turn, and the links that open them without signing in. */
@NullMarked
package org.yuemao.wall;

import org.jspecify.annotations.NullMarked;

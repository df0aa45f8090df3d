/** The trade desk of a provincial department of commerce. */
@NullMarked
package org.yuemao;

import org.jspecify.annotations.NullMarked;

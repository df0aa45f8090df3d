/** Manages zones and their figures. */
@NullMarked
package org.yuemao.zone;

import org.jspecify.annotations.NullMarked;

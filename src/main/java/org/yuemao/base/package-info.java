/** Small value types used everywhere. */
@NullMarked
package org.yuemao.base;

import org.jspecify.annotations.NullMarked;

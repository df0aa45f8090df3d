/** Manages published indicators and targets. */
@NullMarked
package org.yuemao.indicator;

import org.jspecify.annotations.NullMarked;

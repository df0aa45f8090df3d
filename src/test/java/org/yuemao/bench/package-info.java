/** Measures of the packaged program, run by {@code ./yuemao bench}. */
@NullMarked
package org.yuemao.bench;

import org.jspecify.annotations.NullMarked;

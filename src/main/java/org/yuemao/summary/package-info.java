/** Counts what the charts show. */
@NullMarked
package org.yuemao.summary;

import org.jspecify.annotations.NullMarked;

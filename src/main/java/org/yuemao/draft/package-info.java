/** Keeps what people typed and did not save. */
@NullMarked
package org.yuemao.draft;

import org.jspecify.annotations.NullMarked;

/** How many rows are changed at once: all that was chosen in a list, in one transaction, with one undo. */
@NamedInterface("bulk")
@NullMarked
package org.yuemao.base.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

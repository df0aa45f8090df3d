/** How records are entered many at a time: what typed, pasted and imported cells say, and what rows of them would change. */
@NamedInterface("entry")
@NullMarked
package org.yuemao.base.entry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Forms that keep what is typed, show who else is there, and merge what both saved. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.draft.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** The live overview, and the pieces that other live views are made of. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.summary.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Pieces that several views share. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.base.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

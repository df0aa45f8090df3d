/** Views of trade-promotion events. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.event.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

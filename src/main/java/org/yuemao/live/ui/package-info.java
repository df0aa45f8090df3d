/** Lets views follow what is committed. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.live.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

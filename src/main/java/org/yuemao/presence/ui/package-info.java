/** Lets forms and sheets tell who is there, for as long as they are open. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.presence.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

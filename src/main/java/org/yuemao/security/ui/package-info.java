/** Sign-in. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.security.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

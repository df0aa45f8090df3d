/** Views of businesses. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.business.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

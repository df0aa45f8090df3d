/** The menu of saved filters beside a list. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.filter.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

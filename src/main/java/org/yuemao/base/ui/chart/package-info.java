/** Charts, with data in typed records; which library draws them is known to the element alone. */
@NamedInterface("chart")
@NullMarked
package org.yuemao.base.ui.chart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

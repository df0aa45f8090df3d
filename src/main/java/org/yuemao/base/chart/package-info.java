/** What a chart shows, in typed records that know nothing of the screen, so that reports and files show the same. */
@NamedInterface("chart-data")
@NullMarked
package org.yuemao.base.chart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

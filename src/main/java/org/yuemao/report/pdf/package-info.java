/** Writes reports to be printed: text in embedded fonts, charts as vectors, structure for those who listen to it. */
@NullMarked
package org.yuemao.report.pdf;

import org.jspecify.annotations.NullMarked;

/** Writes reports as workbooks. */
@NullMarked
package org.yuemao.report.workbook;

import org.jspecify.annotations.NullMarked;

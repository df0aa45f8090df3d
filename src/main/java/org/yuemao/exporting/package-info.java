/** Writes tables as workbooks and separated text. */
@NullMarked
package org.yuemao.exporting;

import org.jspecify.annotations.NullMarked;

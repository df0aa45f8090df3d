/** A sheet in which records are entered many at a time with the keyboard, as in a spreadsheet. */
@NamedInterface("sheet")
@NullMarked
package org.yuemao.base.ui.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Offers the export of every list. */
@NullMarked
package org.yuemao.exporting.ui;

import org.jspecify.annotations.NullMarked;

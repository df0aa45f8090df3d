/** The live overview. */
@NullMarked
package org.yuemao.summary.ui;

import org.jspecify.annotations.NullMarked;

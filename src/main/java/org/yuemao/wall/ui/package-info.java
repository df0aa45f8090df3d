/** Arranges walls and shows them. */
@NullMarked
package org.yuemao.wall.ui;

import org.jspecify.annotations.NullMarked;

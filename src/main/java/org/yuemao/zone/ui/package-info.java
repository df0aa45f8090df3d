/** Views of zones and their figures. */
@NullMarked
package org.yuemao.zone.ui;

import org.jspecify.annotations.NullMarked;

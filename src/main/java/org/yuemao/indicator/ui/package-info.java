/** Views of published indicators and targets. */
@NullMarked
package org.yuemao.indicator.ui;

import org.jspecify.annotations.NullMarked;

/** Views of participations. */
@NullMarked
package org.yuemao.participation.ui;

import org.jspecify.annotations.NullMarked;

/** Manages participations of businesses in events. */
@NullMarked
package org.yuemao.participation;

import org.jspecify.annotations.NullMarked;

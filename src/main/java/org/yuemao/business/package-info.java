/** Manages businesses. */
@NullMarked
package org.yuemao.business;

import org.jspecify.annotations.NullMarked;

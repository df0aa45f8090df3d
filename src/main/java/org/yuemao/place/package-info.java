/** Keeps cities, provinces, countries, offices and sectors. */
@NullMarked
package org.yuemao.place;

import org.jspecify.annotations.NullMarked;

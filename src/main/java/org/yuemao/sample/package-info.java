/** Makes up the fictional sample year and loads it into an empty database. */
@NullMarked
package org.yuemao.sample;

import org.jspecify.annotations.NullMarked;

/** Keeps the filters that a person has saved for a list. */
@NullMarked
package org.yuemao.filter;

import org.jspecify.annotations.NullMarked;

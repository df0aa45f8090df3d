/** Lists as a whole: all rows that a filter lets through, one after the other, and in what columns they are written down. */
@NamedInterface("list")
@NullMarked
package org.yuemao.base.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

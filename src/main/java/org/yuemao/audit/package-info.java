/** Records who changed what, when, and from what value. */
@NullMarked
package org.yuemao.audit;

import org.jspecify.annotations.NullMarked;

/** Keeps accounts. */
@NullMarked
package org.yuemao.account;

import org.jspecify.annotations.NullMarked;

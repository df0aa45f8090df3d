/** Views of accounts. */
@NullMarked
package org.yuemao.account.ui;

import org.jspecify.annotations.NullMarked;

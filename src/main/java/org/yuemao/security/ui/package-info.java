/** Sign-in. */
@NullMarked
package org.yuemao.security.ui;

import org.jspecify.annotations.NullMarked;

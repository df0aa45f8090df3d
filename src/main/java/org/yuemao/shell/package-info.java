/** The frame around all views. */
@NullMarked
package org.yuemao.shell;

import org.jspecify.annotations.NullMarked;

/** Tests of the packaged program in a real browser, and of its process. */
@NullMarked
package org.yuemao.browser;

import org.jspecify.annotations.NullMarked;

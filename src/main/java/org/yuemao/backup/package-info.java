/** Keeps copies of the embedded database that are known to open, and brings one back. */
@NullMarked
package org.yuemao.backup;

import org.jspecify.annotations.NullMarked;

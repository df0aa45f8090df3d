/** Reads tables out of workbooks, separated text and pasted blocks. */
@NullMarked
package org.yuemao.importing;

import org.jspecify.annotations.NullMarked;

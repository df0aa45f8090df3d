/** Imports files step by step: choose, say what the columns are, look, write. */
@NullMarked
package org.yuemao.importing.ui;

import org.jspecify.annotations.NullMarked;

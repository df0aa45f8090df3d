/** How the desk is, for administrators. */
@NullMarked
package org.yuemao.diagnosis.ui;

import org.jspecify.annotations.NullMarked;

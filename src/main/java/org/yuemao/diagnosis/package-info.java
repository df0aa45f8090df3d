/** Tells those who run the desk how it is: by measures, in the log, and on a page. */
@NullMarked
package org.yuemao.diagnosis;

import org.jspecify.annotations.NullMarked;

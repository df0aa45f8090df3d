/** Makes annual reports of what the overviews show, to be printed and to be worked on. */
@NullMarked
package org.yuemao.report;

import org.jspecify.annotations.NullMarked;

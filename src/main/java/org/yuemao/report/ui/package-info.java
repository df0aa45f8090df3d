/** Orders reports, hands them out, and edits what stands in them. */
@NullMarked
package org.yuemao.report.ui;

import org.jspecify.annotations.NullMarked;

/** Keeps the dashboards that people put together for themselves and share with offices. */
@NullMarked
package org.yuemao.dashboard;

import org.jspecify.annotations.NullMarked;

/** Shows dashboards live, and lets people arrange them. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.dashboard.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

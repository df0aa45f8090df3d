/** Shows administrators the backups. */
@NullMarked
@NamedInterface("ui")
package org.yuemao.backup.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

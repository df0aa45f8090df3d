/** Shows people who changed what. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.audit.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

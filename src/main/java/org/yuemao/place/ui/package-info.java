/** Fields in which places, sectors and offices are chosen. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.place.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

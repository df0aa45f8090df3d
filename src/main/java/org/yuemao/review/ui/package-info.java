/** Shows officials what waits for them, and offices what is still theirs to do. */
@NamedInterface("ui")
@NullMarked
package org.yuemao.review.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

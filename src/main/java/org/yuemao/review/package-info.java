/** Hands records from their offices to the provincial department, and knows what is still owed. */
@NullMarked
package org.yuemao.review;

import org.jspecify.annotations.NullMarked;

/** Says who may do what, and who the current person is. */
@NullMarked
package org.yuemao.security;

import org.jspecify.annotations.NullMarked;

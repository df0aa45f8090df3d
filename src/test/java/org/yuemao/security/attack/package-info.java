/**
 * Attacks on the packaged program, which runs as people run it: requests as no browser sends them, from addresses of their
 * own, so that what is counted by address leaves other tests alone. docs/security.md says which requirement each proves.
 */
@NullMarked
package org.yuemao.security.attack;

import org.jspecify.annotations.NullMarked;

package org.yuemao.security;

import jakarta.servlet.http.HttpSession;

/** The windows that are open in sessions. */
public interface OpenWindows {
    /** How many are open on this node, whoever looks at them. */
    int number();

    /** Leads the windows of a session, which ends, to the sign-in page. */
    void leave(HttpSession session);
}

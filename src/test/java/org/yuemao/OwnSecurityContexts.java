package org.yuemao;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Keeps who has signed in where the application of the test looks for it. Each application that starts puts its own place into
 * what all of a process share, and the tests of one that had started before would sign in where it does not look.
 */
public final class OwnSecurityContexts implements TestExecutionListener, Ordered {
    @Override
    public void beforeTestClass(TestContext test) {
        SecurityContextHolder.setContextHolderStrategy(
                test.getApplicationContext().getBean(SecurityContextHolderStrategy.class));
    }

    /** Before anybody signs in. */
    @Override
    public int getOrder() {
        return 1_000;
    }
}

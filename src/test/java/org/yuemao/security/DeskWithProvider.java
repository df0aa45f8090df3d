package org.yuemao.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.yuemao.DeskTest;
import org.yuemao.OwnSecurityContexts;

/** As {@link DeskTest}, on a desk of their own at which people may also sign in by {@link #PROVIDER}. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@ActiveProfiles("test")
@TestExecutionListeners(listeners = OwnSecurityContexts.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
@ContextConfiguration(initializers = {DeskTest.NewDatabase.class, DeskWithProvider.Configured.class})
public @interface DeskWithProvider {
    /** Does not run until a test starts it: the desk comes up without it. */
    RealProvider PROVIDER = new RealProvider(RealProvider.freePort());

    class Configured implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "yuemao.oidc.issuer=" + PROVIDER.issuer(),
                            "yuemao.oidc.client-id=" + RealProvider.CLIENT,
                            "yuemao.oidc.client-secret=" + RealProvider.SECRET,
                            "yuemao.oidc.name-zh=粤政通",
                            "yuemao.oidc.name-en=Province ID")
                    .applyTo(context);
        }
    }
}

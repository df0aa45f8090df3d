package org.yuemao;

import java.lang.annotation.Documented;
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

/**
 * A test against the whole desk on a database of its own. All tests with this annotation and nothing more share one
 * application and its database, so each makes the records that it needs and leaves others' alone.
 *
 * <p>The database knows four accounts: {@code viewer}, {@code clerk} (of Shenzhen, 440300), {@code official} and
 * {@code administrator}, all reading English; a test signs in with Spring Security's {@code @WithUserDetails("clerk")}.
 * A test of a view extends {@code SpringBrowserlessTest} besides.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@ActiveProfiles("test")
@ContextConfiguration(initializers = DeskTest.NewDatabase.class)
@TestExecutionListeners(listeners = OwnSecurityContexts.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface DeskTest {

    /** A file and not memory: H2 has to open a migrated database anew before its constraints outlive the migration. */
    class NewDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("yuemao.data=" + TestFolder.ofApplication()).applyTo(context);
        }
    }
}

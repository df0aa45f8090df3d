package org.yuemao.database;

import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.Application;
import org.yuemao.TestFolder;
import org.yuemao.base.DatabaseClock;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/** The desk's services on one of the two databases, without its views and without rules on who may call. */
@AutoConfigurationPackage(basePackageClasses = Application.class)
@ComponentScan(
        basePackages = {
            "org.yuemao.base",
            "org.yuemao.place",
            "org.yuemao.audit",
            "org.yuemao.live",
            "org.yuemao.review",
            "org.yuemao.draft",
            "org.yuemao.presence",
            "org.yuemao.event",
            "org.yuemao.business",
            "org.yuemao.participation",
            "org.yuemao.zone",
            "org.yuemao.filter",
            "org.yuemao.indicator",
            "org.yuemao.summary",
            "org.yuemao.importing",
            "org.yuemao.exporting",
            "org.yuemao.report",
            "org.yuemao.dashboard",
            "org.yuemao.wall"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(\\.ui\\..*|Test.*)"))
@ImportAutoConfiguration({
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
public class JustTheServices {

    @Bean
    Clock clock() {
        return DatabaseClock.system();
    }

    @Bean
    org.yuemao.security.CurrentPerson currentPerson() {
        return new org.yuemao.security.CurrentPerson();
    }

    @Bean
    org.yuemao.security.ReadingRights readingRights(org.yuemao.security.CurrentPerson currentPerson) {
        return new org.yuemao.security.ReadingRights(currentPerson);
    }

    /** Starts them on a new database. */
    public static ConfigurableApplicationContext on(Databases database) {
        return new SpringApplicationBuilder(JustTheServices.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(DataSource.class, (Supplier<DataSource>) database::migrated))
                .run(ownFolder());
    }

    /** Starts them on a database that is there, but for what keeps the summaries: what they cost is measured so. */
    public static ConfigurableApplicationContext withoutRollUps(DataSource database) {
        return new SpringApplicationBuilder(JustTheServices.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    GenericApplicationContext desk = (GenericApplicationContext) context;
                    desk.registerBean(
                            DataSource.class,
                            (Supplier<DataSource>) () -> database,
                            bean -> bean.setDestroyMethodName(""));
                    desk.addBeanFactoryPostProcessor(
                            beans -> ((DefaultListableBeanFactory) beans).removeBeanDefinition("rollUps"));
                })
                .run(ownFolder());
    }

    /** Files that are being imported are of this desk alone: others clear away what they find when they start. */
    private static String ownFolder() {
        return "--yuemao.data=" + TestFolder.create();
    }

    /** Empties the tables of what people enter, for tests that share a database. */
    public static void empty(ConfigurableApplicationContext desk) {
        JdbcClient database = desk.getBean(JdbcClient.class);
        // In one transaction that holds the sums, or what the test before has left would be folded into cells that are
        // empty.
        new TransactionTemplate(desk.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            database.sql("select id from summary_state where id = 1 for update")
                    .query(Integer.class)
                    .single();
            database.sql("update business set merged_into = null").update();
            for (String table : new String[] {
                "participation",
                "event_cell",
                "event_cell_day",
                "event_day",
                "business_cell",
                "business_cell_day",
                "business_change",
                "summary_cell",
                "summary_change",
                "place_cell",
                "route_cell",
                "event_sector",
                "event",
                "business_pair_verdict",
                "business_near_name",
                "business_sector",
                "business"
            }) {
                database.sql("delete from " + table).update();
            }
        });
        Tampering.with(desk.getBean(DataSource.class), () -> {
            for (String table :
                    new String[] {"field_change", "change_entry", "change_operation_part", "change_operation"}) {
                database.sql("delete from " + table).update();
            }
        });
    }

    /** Signs in on this thread as somebody who may write everything. */
    public static void signIn() {
        signInAs(Role.OFFICIAL);
    }

    /** Signs in on this thread as somebody with the role; a clerk is of Shenzhen. */
    public static void signInAs(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        Person person = new Person(1, name, name, "", role, role == Role.CLERK ? "440300" : "440000", true);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(person, null, person.getAuthorities())));
    }
}

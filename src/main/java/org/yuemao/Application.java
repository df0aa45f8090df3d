package org.yuemao;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.LoadDependenciesOnStartup;
import com.vaadin.flow.theme.aura.Aura;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.yuemao.audit.VerifyHistoryCommand;
import org.yuemao.backup.RestoreCommand;
import org.yuemao.base.DatabaseClock;
import org.yuemao.summary.RecountCommand;

/**
 * Starts the trade desk. Its pages load what all views need at once: a view does not know the sections that other features
 * add to it, so that it could not name what those need.
 */
@SpringBootApplication
@LoadDependenciesOnStartup
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
public class Application implements AppShellConfigurator {

    /** Starts the server, or runs the command that is the first argument; see {@code ./yuemao help} for the options. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("recount")) {
            System.exit(RecountCommand.run(arguments));
        }
        if (arguments.length > 0 && arguments[0].equals("verify-history")) {
            System.exit(VerifyHistoryCommand.run(arguments));
        }
        if (arguments.length > 0 && arguments[0].equals("restore")) {
            String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
            // It says itself what it finds.
            LoggingSystem.get(Application.class.getClassLoader())
                    .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
            System.exit(RestoreCommand.run(DatabaseClock.system(), System.out, options));
        }
        SpringApplication.run(Application.class, arguments);
    }

    @Bean
    Clock clock() {
        return DatabaseClock.system();
    }
}

package org.yuemao.database;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.security.Role;

/**
 * The desk's services on each database that the tests of a class ask for: started once, closed behind the last test. Each
 * test begins signed in.
 */
public final class ServicesOnEach implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Map<Databases, ConfigurableApplicationContext> running = new EnumMap<>(Databases.class);
    private final Role role;

    /** With tests that begin signed in as somebody of this role. */
    public ServicesOnEach(Role role) {
        this.role = role;
    }

    /** The services on a database. */
    public ConfigurableApplicationContext on(Databases database) {
        return running.computeIfAbsent(database, JustTheServices::on);
    }

    /** One of them. */
    public <T> T the(Databases database, Class<T> bean) {
        return on(database).getBean(bean);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        JustTheServices.signInAs(role);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        SecurityContextHolder.clearContext();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        running.values().forEach(ConfigurableApplicationContext::close);
        running.clear();
    }
}

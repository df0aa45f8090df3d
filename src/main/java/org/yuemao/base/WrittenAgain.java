package org.yuemao.base;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes again what the database has refused because of what somebody else wrote at the same moment: two writers waited for
 * each other, or both entered the same. Nothing of the refused one is kept. The next attempt sees what the other has written,
 * so that either it goes through, or the person gets the sentence of whoever comes second.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class WrittenAgain {
    private static final Logger LOG = LoggerFactory.getLogger(WrittenAgain.class);
    private static final int ATTEMPTS = 4;

    /** Serialisation failed or deadlock (of H2, of PostgreSQL), and a unique key that is there already. */
    private static final Set<String> BECAUSE_OF_OTHERS = Set.of("40001", "40P01", "23505");

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor writtenAgainAdvisor() {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new Writes(), new Again());
        // Around the transaction, and within the check of rights.
        advisor.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return advisor;
    }

    /** The methods of services that begin a transaction to write. */
    private static final class Writes extends StaticMethodMatcherPointcut {
        @Override
        public boolean matches(Method method, Class<?> type) {
            if (!AnnotatedElementUtils.hasAnnotation(type, Service.class)) {
                return false;
            }
            Method own = AopUtils.getMostSpecificMethod(method, type);
            Transactional said = AnnotatedElementUtils.findMergedAnnotation(own, Transactional.class);
            if (said == null) {
                said = AnnotatedElementUtils.findMergedAnnotation(type, Transactional.class);
            }
            return said != null && !said.readOnly();
        }
    }

    private static final class Again implements MethodInterceptor {
        @Override
        public @Nullable Object invoke(MethodInvocation write) throws Throwable {
            // A part of a transaction cannot be written again without the whole.
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                return write.proceed();
            }
            for (int attempt = 1; ; attempt++) {
                try {
                    return ((ProxyMethodInvocation) write).invocableClone().proceed();
                } catch (DataAccessException refused) {
                    String why = becauseOfOthers(refused);
                    if (attempt == ATTEMPTS || why == null) {
                        throw refused;
                    }
                    LOG.info(
                            "{} is tried again, since others wrote at the same moment ({})",
                            write.getMethod().getName(),
                            why);
                }
            }
        }

        private static @Nullable String becauseOfOthers(Throwable refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    String state = sql.getSQLState();
                    if (state != null && BECAUSE_OF_OTHERS.contains(state)) {
                        return state;
                    }
                }
            }
            return null;
        }
    }
}

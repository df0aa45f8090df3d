package org.yuemao.live.ui;

import com.vaadin.flow.spring.SpringServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.atmosphere.cpr.ApplicationConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the connections small by which open windows are told of changes: there are hundreds. A browser sends its own messages
 * as requests and nothing but signs of life this way, so that the buffers for what arrives need no room; and what is sent, some
 * 2.5 KB a change, is not compressed, which would cost each connection 50 KB of the heap and a deflater beside it.
 */
@Configuration
class PushConnections {
    /** Of a message that arrives, in characters and in bytes. */
    private static final String ROOM = "1024";

    /** Tomcat's own buffers for each connection, in bytes: three of 8 KB else. What is longer goes in parts. */
    private static final String BUFFER = "2048";

    static {
        // Tomcat reads it once, when it first needs it, and from nowhere else.
        System.getProperties().putIfAbsent("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", BUFFER);
    }

    @Bean
    static BeanPostProcessor smallBuffersOfPush() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ServletRegistrationBean<?> registration
                        && registration.getServlet() instanceof SpringServlet) {
                    registration.addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, ROOM);
                    registration.addInitParameter(
                            ApplicationConfig.ATMOSPHERE_INTERCEPTORS,
                            SignsOfLife.class.getName() + "," + DeafConnections.class.getName());
                }
                return bean;
            }
        };
    }

    @Bean
    ServletContextInitializer smallBuffersOfWebSockets() {
        return context -> {
            context.setInitParameter("org.apache.tomcat.websocket.textBufferSize", ROOM);
            context.setInitParameter("org.apache.tomcat.websocket.binaryBufferSize", ROOM);
        };
    }

    @Bean
    FilterRegistrationBean<Uncompressed> uncompressedPush() {
        FilterRegistrationBean<Uncompressed> registration = new FilterRegistrationBean<>(new Uncompressed());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Lets no browser ask for compressed messages. */
    static final class Uncompressed extends OncePerRequestFilter {
        private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(request.getHeader(EXTENSIONS) == null ? request : new WithoutExtensions(request), response);
        }

        private static final class WithoutExtensions extends HttpServletRequestWrapper {
            WithoutExtensions(HttpServletRequest request) {
                super(request);
            }

            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(EXTENSIONS) ? null : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return name.equalsIgnoreCase(EXTENSIONS) ? Collections.emptyEnumeration() : super.getHeaders(name);
            }
        }
    }
}

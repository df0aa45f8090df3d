package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.stereotype.Service;
import org.yuemao.DeskTest;

/**
 * Walks every method of every service and every page with everybody. What each may is written down in {@code docs/rights.md}: a
 * method or a page that is not there, or opens to others than it says, fails. Run with {@code -Dyuemao.rewrite=true}, this
 * writes the page anew, so that a change of rights is seen and thought about.
 */
@DeskTest
class RightsTest extends SpringBrowserlessTest {
    private static final Path PAGE = Path.of("docs", "rights.md");
    private static final List<String> ROLES = List.of("viewer", "clerk", "official", "administrator");

    /** What a page says that may be opened, of a record or an address that is not there. */
    private static final Set<String> NOT_THERE = Set.of("Record not found", "Page not found");

    @Autowired
    private ApplicationContext desk;

    @Autowired
    private People people;

    @AfterEach
    void forgetWhoWasAsking() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void keepsEveryMethodOfEveryServiceForThoseItIsFor() throws Exception {
        Map<String, Authentication> everybody = everybody();
        PreAuthorizeAuthorizationManager rules = new PreAuthorizeAuthorizationManager();
        List<String> undeclared = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Map<String, Map<String, TreeSet<String>>> found = new TreeMap<>();
        for (Object service : services()) {
            Class<?> type = AopUtils.getTargetClass(service);
            for (Method method : methods(type)) {
                if (!AnnotatedElementUtils.hasAnnotation(method, PreAuthorize.class)
                        && !AnnotatedElementUtils.hasAnnotation(type, PreAuthorize.class)) {
                    undeclared.add(type.getSimpleName() + "." + method.getName());
                    continue;
                }
                List<String> admitted = new ArrayList<>();
                for (Map.Entry<String, Authentication> one : everybody.entrySet()) {
                    AuthorizationResult result = rules.authorize(
                            one::getValue, new SimpleMethodInvocation(service, method, nothing(method)));
                    if (result == null || result.isGranted()) {
                        admitted.add(one.getKey());
                    } else if (!isRefused(service, method, one.getValue())) {
                        open.add("%s.%s is not kept from %s"
                                .formatted(type.getSimpleName(), method.getName(), one.getKey()));
                    }
                }
                String name = type.getPackageName().replace("org.yuemao.", "") + "." + type.getSimpleName();
                found.computeIfAbsent(name, key -> new TreeMap<>())
                        .computeIfAbsent(who(admitted), key -> new TreeSet<>())
                        .add(method.getName());
            }
        }
        assertThat(undeclared).as("without a rule").isEmpty();
        assertThat(open).isEmpty();
        List<String> lines = new ArrayList<>();
        found.forEach((service, by) -> by.forEach(
                (who, methods) -> lines.add("| %s | %s | %s |".formatted(service, String.join(", ", methods), who))));
        assertWritten("services", lines);
    }

    @Test
    @WithUserDetails("viewer")
    void opensPagesToViewers() throws IOException {
        assertOpens("viewer");
    }

    @Test
    @WithUserDetails("clerk")
    void opensPagesToClerks() throws IOException {
        assertOpens("clerk");
    }

    @Test
    @WithUserDetails("official")
    void opensPagesToOfficials() throws IOException {
        assertOpens("official");
    }

    @Test
    @WithUserDetails("administrator")
    void opensPagesToAdministrators() throws IOException {
        assertOpens("administrator");
    }

    @Test
    void opensNoMorePagesToStrangersThanTheyNeed() throws IOException {
        assertOpens("strangers");
    }

    private void assertOpens(String who) throws IOException {
        List<String> opened = new ArrayList<>();
        for (RouteData route : RouteConfiguration.forApplicationScope().getAvailableRoutes()) {
            // A record that is not there is as good as any other: who may not open the page is not told.
            String path = route.getTemplate().replaceAll(":[^/]+", "999999999");
            // A wall speaks its own language.
            UI.getCurrent().setLocale(Locale.ENGLISH);
            UI.getCurrent().navigate(path);
            boolean shown = UI.getCurrent().getInternals().getActiveRouterTargetsChain().stream()
                    .anyMatch(route.getNavigationTarget()::isInstance);
            boolean needsMore = path.contains("999999999") || path.equals("counted");
            if (shown
                    || needsMore
                            && find(H1.class).all().stream().anyMatch(title -> NOT_THERE.contains(title.getText()))) {
                opened.add("/" + route.getTemplate());
            }
        }
        assertWritten(
                "pages for " + who, opened.stream().sorted().map("- "::concat).toList());
    }

    /** A section of the page says just this. */
    private static void assertWritten(String section, List<String> lines) throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- end -->";
        int from = text.indexOf(begin);
        assertThat(from).as("the section " + section + " of " + PAGE).isNotNegative();
        int to = text.indexOf(end, from);
        String said = text.substring(from + begin.length(), to);
        String heading = section.equals("services") ? "| service | methods | who |\n|---|---|---|\n" : "";
        String is = heading + String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("yuemao.rewrite")) {
            Files.writeString(PAGE, text.substring(0, from + begin.length()) + is + text.substring(to));
            return;
        }
        assertThat(is.lines())
                .as("who may what, as it is and as %s says", PAGE)
                .containsExactlyElementsOf(said.lines().toList());
    }

    private Map<String, Authentication> everybody() {
        Map<String, Authentication> everybody = new LinkedHashMap<>();
        everybody.put(
                "strangers",
                new AnonymousAuthenticationToken(
                        "key", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
        ROLES.forEach(role -> {
            Person person = (Person) people.loadUserByUsername(role);
            everybody.put(
                    role, UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        });
        return everybody;
    }

    private static String who(List<String> admitted) {
        return admitted.contains("strangers") ? "anybody" : String.join(", ", admitted);
    }

    private List<Object> services() {
        return Stream.of(desk.getBeanDefinitionNames())
                .filter(name -> desk.isSingleton(name))
                .map(desk::getBean)
                .filter(bean -> AopUtils.getTargetClass(bean).getName().startsWith("org.yuemao."))
                .filter(isService())
                .toList();
    }

    private static Predicate<Object> isService() {
        return bean -> {
            Class<?> type = AopUtils.getTargetClass(bean);
            return type.isAnnotationPresent(Service.class)
                    || AnnotatedElementUtils.hasAnnotation(type, PreAuthorize.class)
                    || methods(type).stream().anyMatch(method -> method.isAnnotationPresent(PreAuthorize.class));
        };
    }

    /** Those that others can call. */
    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .toList();
    }

    /** Whether a call ends before anything of it is done; without the rule at work it would run into its missing arguments. */
    private static boolean isRefused(Object service, Method method, Authentication asking)
            throws IllegalAccessException {
        SecurityContextHolder.getContext().setAuthentication(asking);
        try {
            method.setAccessible(true);
            method.invoke(service, nothing(method));
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof AuthorizationDeniedException;
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @SuppressWarnings("NullAway") // None of the methods is to run.
    private static Object[] nothing(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(RightsTest::nothing)
                .toArray();
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        if (type == int.class) {
            return 0;
        }
        return type == boolean.class ? false : null;
    }
}

package org.yuemao.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.sidenav.SideNavItem;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;

@DeskTest
class SignInRequiredTest extends SpringBrowserlessTest {

    @Test
    @WithAnonymousUser
    void showsTheSignInPageToThoseWhoHaveNotSignedIn() {
        UI.getCurrent().navigate("accounts");

        assertThat($(LoginForm.class).exists()).isTrue();
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Sign in · 粤贸 Yuemao");
    }

    @Test
    @WithUserDetails("administrator")
    void leadsAdministratorsToTheAccounts() {
        UI.getCurrent().navigate("accounts");

        assertThat($(H1.class).single().getText()).isEqualTo("Accounts");
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Accounts");
    }

    @Test
    @WithUserDetails("clerk")
    void keepsClerksFromTheAccounts() {
        UI.getCurrent().navigate("accounts");

        assertThat($(H1.class).single().getText()).isEqualTo("No access");
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Accounts");
    }

    @Test
    @WithUserDetails("clerk")
    void saysThatAPageDoesNotExistWithinTheFrame() {
        UI.getCurrent().navigate("no/such/page");

        assertThat($(H1.class).single().getText()).isEqualTo("Page not found");
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Page not found · 粤贸 Yuemao");
        assertThat($(MainLayout.class).exists()).isTrue();
    }
}

package org.yuemao.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.sidenav.SideNavItem;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;

@DeskTest
class SignInRequiredTest extends SpringBrowserlessTest {

    @Test
    @WithUserDetails("administrator")
    void leadsAdministratorsToTheAccounts() {
        UI.getCurrent().navigate("accounts");

        assertThat(find(H1.class).single().getText()).isEqualTo("Accounts");
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("Accounts");
    }

    @Test
    @WithUserDetails("clerk")
    void keepsClerksFromTheAccounts() {
        UI.getCurrent().navigate("accounts");

        assertThat(find(H1.class).single().getText()).isEqualTo("No access");
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .doesNotContain("Accounts");
    }

    @Test
    @WithUserDetails("clerk")
    void saysThatAPageDoesNotExistWithinTheFrame() {
        UI.getCurrent().navigate("no/such/page");

        assertThat(find(H1.class).single().getText()).isEqualTo("Page not found");
        assertThat(find(MainLayout.class).exists()).isTrue();
    }
}

package org.yuemao.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.security.CurrentPerson;

@DeskTest
class SignInRequiredTest {
    @Autowired
    CurrentPerson currentPerson;

    @Test
    @WithUserDetails("clerk")
    void aPersonOfTheDatabaseIsSignedIn() {
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNotNull();
        assertThat(currentPerson.get().officeCode()).isEqualTo("440300");
    }
}

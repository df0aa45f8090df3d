package org.yuemao.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;

@DeskTest
@WithUserDetails("clerk")
class DeniedAccessTest {
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(DeniedAccess.class);

    @Autowired
    private SignInAttempts attempts;

    @Autowired
    private CurrentPerson currentPerson;

    @BeforeEach
    void listen() {
        written.start();
        log.addAppender(written);
    }

    @AfterEach
    void leave() {
        log.detachAppender(written);
    }

    @Test
    void notesWhoWasDeniedWhat() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> attempts.newest(null, 1));
        assertThat(written.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Person " + currentPerson.get().accountId() + " was denied SignInAttempts.newest");
    }
}

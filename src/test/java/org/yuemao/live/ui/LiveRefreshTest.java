package org.yuemao.live.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.shared.communication.PushMode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.DeskTest;
import org.yuemao.base.DomainEvent;
import org.yuemao.live.LiveUpdates;

@DeskTest
@WithUserDetails("viewer")
class LiveRefreshTest extends SpringBrowserlessTest {

    @Autowired
    private LiveUpdates updates;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private PlatformTransactionManager transactions;

    private final AtomicInteger heard = new AtomicInteger();
    private final Div view = new Div();
    private int refreshed;

    private record Change(int number) implements DomainEvent {}

    @BeforeEach
    void follow() {
        LiveRefresh.follow(view, updates, this::concerns, () -> refreshed++);
        UI.getCurrent().add(view);
    }

    @Test
    void refreshesAnOpenViewAfterACommit() {
        commit(new Change(1));
        await().pollInSameThread().untilAsserted(() -> {
            respond();
            assertThat(refreshed).isEqualTo(1);
        });
    }

    @Test
    void leavesAHiddenPageAloneUntilItIsShownAgain() {
        show(PageVisibility.HIDDEN);
        commit(new Change(1));
        await().until(() -> heard.get() == 1);
        // One listener's calls follow one another, so that the first is over when the second comes.
        commit(new Change(2));
        await().until(() -> heard.get() == 2);
        respond();
        assertThat(refreshed).isZero();
        show(PageVisibility.VISIBLE);
        assertThat(refreshed).isEqualTo(1);
        show(PageVisibility.HIDDEN);
        show(PageVisibility.VISIBLE);
        assertThat(refreshed).isEqualTo(1);
    }

    @Test
    void refreshesAWindowThatCannotBeReachedOnceWhenItIsBack() {
        UI.getCurrent().getPushConfiguration().setPushMode(PushMode.AUTOMATIC);
        AtomicBoolean reached = new AtomicBoolean();
        PushConnection connection = mock(PushConnection.class);
        when(connection.isConnected()).thenAnswer(asked -> reached.get());
        UI.getCurrent().getInternals().setPushConnection(connection);
        for (int number = 1; number <= 3; number++) {
            int heardOf = number;
            commit(new Change(number));
            await().until(() -> heard.get() == heardOf);
        }
        assertThat(refreshed).isZero();
        reached.set(true);
        respond();
        assertThat(refreshed).isEqualTo(1);
        commit(new Change(4));
        await().pollInSameThread().untilAsserted(() -> {
            respond();
            assertThat(refreshed).isEqualTo(2);
        });
    }

    @Test
    void stopsListeningWhenTheViewIsClosed() {
        int others = updates.listeners();
        UI.getCurrent().remove(view);
        assertThat(updates.listeners()).isEqualTo(others - 1);
    }

    private boolean concerns(DomainEvent change) {
        boolean ours = change instanceof Change;
        if (ours) {
            heard.incrementAndGet();
        }
        return ours;
    }

    private void commit(DomainEvent change) {
        new TransactionTemplate(transactions).executeWithoutResult(running -> publisher.publishEvent(change));
    }

    /** As the browser tells it. */
    private void show(PageVisibility visibility) {
        ReflectionTestUtils.invokeMethod(UI.getCurrent().getPage(), "setPageVisibility", visibility.name());
        respond();
    }

    private void respond() {
        runPendingSignalsTasks();
        roundTrip();
    }
}

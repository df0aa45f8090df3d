package org.yuemao.participation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.function.Predicate;
import org.yuemao.live.LiveUpdates;
import org.yuemao.participation.ParticipationChanged;

/** Lets an open list show what others have committed. */
final class LiveRefresh {
    private LiveRefresh() {}

    static LiveUpdates.Registration listen(
            UI ui, LiveUpdates liveUpdates, Predicate<ParticipationChanged> concerned, Runnable refresh) {
        return liveUpdates.listen(changes -> {
            if (changes.stream()
                    .anyMatch(change -> change instanceof ParticipationChanged changed && concerned.test(changed))) {
                try {
                    ui.access(refresh::run);
                } catch (UIDetachedException closed) {
                    // The window was closed in between; its registration ends with it.
                    return;
                }
            }
        });
    }
}

package org.yuemao.audit.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.stereotype.Component;
import org.yuemao.audit.History;
import org.yuemao.audit.Restoring;

/** Opens the histories of records. */
@Component
public class HistoryDialogs {
    private final History history;
    private final HistoryWords words;
    private final Restoring restoring;

    HistoryDialogs(History history, HistoryWords words, Restoring restoring) {
        this.history = history;
        this.words = words;
        this.restoring = restoring;
    }

    /** The history of a record of a kind, under the name by which people know it. */
    public HistoryDialog of(String kind, long id, String name) {
        return new HistoryDialog(history, words, restoring, kind, id, name);
    }

    /** A button that opens the history of a record, to stand among what can be done with it. */
    public Button button(String kind, long id, String name) {
        Button button = new Button(
                VaadinIcon.CLOCK.create(), clicked -> of(kind, id, name).open());
        button.setText(button.getTranslation("audit.history"));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }
}

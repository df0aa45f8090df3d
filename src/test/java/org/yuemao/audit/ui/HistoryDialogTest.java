package org.yuemao.audit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.audit.History;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.place.Places;

/** What a person reads of who changed a record. */
@DeskTest
@WithUserDetails("official")
class HistoryDialogTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private History history;

    @Autowired
    private Places places;

    @BeforeEach
    void english() {
        UI.getCurrent().setLocale(Locale.ENGLISH);
    }

    @Test
    void saysWhoChangedWhatFromWhatToWhatNewestFirstInWords() {
        Event event = events.schedule(Fairs.inMay(2193, "First name"));
        event = events.revise(event.id(), event.version(), Fairs.inMay(2193, "Second name"));
        events.moveTo(event.id(), event.version(), EventStatus.COMPLETED);
        open("EVENT", event.id());
        List<String> titles = find(Span.class).withClassName("history-title").all().stream()
                .map(Span::getText)
                .toList();
        assertThat(titles).hasSize(3);
        assertThat(titles.get(0)).startsWith("Changed by official, ");
        assertThat(titles.get(2)).startsWith("Entered by official, ");
        List<String> lines = find(ListItem.class).all().stream()
                .map(line -> line.getElement().getText())
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).endsWith(": Confirmed → Completed"))
                .anySatisfy(line -> assertThat(line).endsWith(": First name → Second name"))
                .as("codes are said as names")
                .anySatisfy(line -> assertThat(line).endsWith(": Japan"))
                .noneSatisfy(line -> assertThat(line).contains("COMPLETED"))
                .noneSatisfy(line -> assertThat(line).startsWith("!"));
    }

    @Test
    void explainsThatNothingIsKnownOfARecordAndClosesByItsButton() {
        HistoryDialog dialog = open("EVENT", Long.MAX_VALUE);
        assertThat(find(OrderedList.class).all()).isEmpty();
        assertThat(dialog.getElement().getTextRecursively()).contains("Nothing has been recorded about it.");
        test(find(Button.class).withText("Close").all().getFirst()).click();
        assertThat(dialog.isOpened()).isFalse();
    }

    private HistoryDialog open(String kind, long id) {
        HistoryDialog dialog = new HistoryDialog(history, places, kind, id, "Fair");
        dialog.open();
        assertThat(dialog.getHeaderTitle()).isEqualTo("History of Fair");
        return dialog;
    }
}

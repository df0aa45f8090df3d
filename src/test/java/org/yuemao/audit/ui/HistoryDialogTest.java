package org.yuemao.audit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.Fairs;
import org.yuemao.account.AccountData;
import org.yuemao.audit.HistorySearch;
import org.yuemao.business.BusinessData;
import org.yuemao.event.Event;
import org.yuemao.event.EventData;
import org.yuemao.event.EventService;
import org.yuemao.event.EventStatus;
import org.yuemao.indicator.IndicatorData;
import org.yuemao.indicator.ObservationData;
import org.yuemao.indicator.TargetData;
import org.yuemao.participation.ParticipationData;
import org.yuemao.report.ReportTextData;
import org.yuemao.zone.ZoneData;

/** What a person reads of who changed a record. */
@DeskTest
@WithUserDetails("official")
class HistoryDialogTest extends SpringBrowserlessTest {
    @Autowired
    private EventService events;

    @Autowired
    private HistoryDialogs dialogs;

    @Autowired
    private HistoryWords words;

    @Autowired
    private HistorySearch search;

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
        assertThat(titles.get(0)).startsWith("Changed by Huang Guoqiang (official), ");
        assertThat(titles.get(2)).startsWith("Entered by Huang Guoqiang (official), ");
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

    @Test
    void knowsWhatEveryFieldIsCalledInBothLanguages() {
        Map<String, List<Class<? extends Record>>> kinds = Map.of(
                "EVENT", List.of(EventData.class),
                "BUSINESS", List.of(BusinessData.class),
                "PARTICIPATION", List.of(ParticipationData.class),
                "ZONE", List.of(ZoneData.class),
                "ZONE_FIGURE", List.of(ListedZoneFigureFields.class),
                "INDICATOR", List.of(IndicatorData.class),
                "OBSERVATION", List.of(ObservationData.class),
                "TARGET", List.of(TargetData.class),
                "REPORT_TEXT", List.of(ReportTextData.class),
                "ACCOUNT", List.of(AccountData.class));
        kinds.forEach((kind, types) -> types.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(field -> assertThat(List.of(
                                words.field(kind, field, Locale.ENGLISH),
                                words.field(kind, field, Locale.SIMPLIFIED_CHINESE)))
                        .as(kind + "." + field)
                        .doesNotContain(field)));
        assertThat(search.kinds())
                .allSatisfy(kind -> assertThat(words.kind(kind, Locale.ENGLISH)).isNotEqualTo(kind));
    }

    /** What the history says of a figure; the record of it stays in its package. */
    private record ListedZoneFigureFields(long zoneId, String period, String metric, String amount) {}

    private HistoryDialog open(String kind, long id) {
        HistoryDialog dialog = dialogs.of(kind, id, "Fair");
        dialog.open();
        assertThat(dialog.getHeaderTitle()).isEqualTo("History of Fair");
        return dialog;
    }
}

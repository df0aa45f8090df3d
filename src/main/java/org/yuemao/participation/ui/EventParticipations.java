package org.yuemao.participation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import org.springframework.core.annotation.Order;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.ListActions;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessRows;
import org.yuemao.business.BusinessService;
import org.yuemao.business.Duplicates;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.Event;
import org.yuemao.event.EventService;
import org.yuemao.event.ui.EventSection;
import org.yuemao.live.LiveUpdates;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRows;
import org.yuemao.participation.ParticipationService;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;

/** The participations of an event, on its page. */
@org.springframework.stereotype.Component
@Order(1)
class EventParticipations implements EventSection {
    private final EventService events;
    private final EntryService entering;
    private final ParticipationService participations;
    private final ParticipationLists lists;
    private final ParticipationTable table;
    private final ListActions actions;
    private final ParticipationRows rows;
    private final BusinessService businessService;
    private final BusinessLists businesses;
    private final Duplicates duplicates;
    private final BusinessRows businessRows;
    private final Places places;
    private final CurrentPerson currentPerson;
    private final LiveUpdates liveUpdates;
    private final SharedForms forms;
    private final ParticipationBulkChange bulkChange;

    EventParticipations(
            EventService events,
            EntryService entering,
            ParticipationService participations,
            ParticipationLists lists,
            ParticipationTable table,
            ListActions actions,
            ParticipationRows rows,
            BusinessService businessService,
            BusinessLists businesses,
            Duplicates duplicates,
            BusinessRows businessRows,
            Places places,
            CurrentPerson currentPerson,
            LiveUpdates liveUpdates,
            SharedForms forms,
            ParticipationBulkChange bulkChange) {
        this.events = events;
        this.entering = entering;
        this.participations = participations;
        this.lists = lists;
        this.table = table;
        this.actions = actions;
        this.rows = rows;
        this.businessService = businessService;
        this.businesses = businesses;
        this.duplicates = duplicates;
        this.businessRows = businessRows;
        this.places = places;
        this.currentPerson = currentPerson;
        this.liveUpdates = liveUpdates;
        this.forms = forms;
        this.bulkChange = bulkChange;
    }

    @Override
    public String titleKey() {
        return "participation.title";
    }

    @Override
    public Component create(long eventId, String officeCode) {
        Event event = events.find(eventId).orElseThrow(() -> new RecordNotFound("EVENT", eventId));
        boolean writable = currentPerson
                .find()
                .filter(person -> person.mayWriteFor(officeCode)
                        && (person.mayOversee() || event.review().isOpen()))
                .isPresent();
        ParticipationRecords records = new ParticipationRecords(
                eventId,
                events,
                entering,
                participations,
                lists,
                rows,
                businessService,
                businesses,
                businessRows,
                places,
                UI.getCurrentOrThrow().getLocale());
        return new EventParticipationsPanel(
                eventId,
                event.code(),
                writable,
                participations,
                lists,
                table,
                actions,
                businesses,
                duplicates,
                businessService,
                records,
                places,
                liveUpdates,
                forms,
                bulkChange);
    }
}

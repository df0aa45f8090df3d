package org.yuemao.participation.ui;

import com.vaadin.flow.component.Component;
import org.springframework.core.annotation.Order;
import org.yuemao.base.ui.ListActions;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.Duplicates;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.ui.EventSection;
import org.yuemao.live.LiveUpdates;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationService;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;

/** The participations of an event, on its page. */
@org.springframework.stereotype.Component
@Order(1)
class EventParticipations implements EventSection {
    private final ParticipationService participations;
    private final ParticipationLists lists;
    private final ParticipationTable table;
    private final ListActions actions;
    private final BusinessLists businesses;
    private final Duplicates duplicates;
    private final Places places;
    private final CurrentPerson currentPerson;
    private final LiveUpdates liveUpdates;
    private final SharedForms forms;
    private final ParticipationBulkChange bulkChange;

    EventParticipations(
            ParticipationService participations,
            ParticipationLists lists,
            ParticipationTable table,
            ListActions actions,
            BusinessLists businesses,
            Duplicates duplicates,
            Places places,
            CurrentPerson currentPerson,
            LiveUpdates liveUpdates,
            SharedForms forms,
            ParticipationBulkChange bulkChange) {
        this.participations = participations;
        this.lists = lists;
        this.table = table;
        this.actions = actions;
        this.businesses = businesses;
        this.duplicates = duplicates;
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
        boolean writable = currentPerson
                .find()
                .filter(person -> person.mayWriteFor(officeCode))
                .isPresent();
        return new EventParticipationsPanel(
                eventId,
                writable,
                participations,
                lists,
                table,
                actions,
                businesses,
                duplicates,
                places,
                liveUpdates,
                forms,
                bulkChange);
    }
}

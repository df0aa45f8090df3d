package org.yuemao.participation.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.Consumer;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.base.ui.sheet.SheetEvent;
import org.yuemao.base.ui.sheet.SheetPaste;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessService;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.draft.ui.SharedSheet;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.ParticipationRole;

/** The participations of one event in a sheet; a business that is not known yet is registered on the spot. */
class ParticipationsSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient BusinessService businesses;
    private final transient NewBusiness newBusiness;
    private final RecordSheet sheet = new RecordSheet(getTranslation("participation.sheet.label"));
    private final transient SheetEntry entry;

    /** Asks about a business that is not known yet, and keeps it in the given way, or takes one that is. */
    @FunctionalInterface
    interface NewBusiness {
        void ask(String typed, Consumer<BusinessData> registration, Consumer<BusinessListItem> chosen, Runnable closed);
    }

    ParticipationsSheet(
            ParticipationRecords records,
            BusinessService businesses,
            NewBusiness newBusiness,
            SharedForms forms,
            DraftSubject subject,
            boolean writable,
            Runnable saved) {
        this.businesses = businesses;
        this.newBusiness = newBusiness;
        sheet.setColumns(records.columns());
        sheet.setReadOnly(!writable);
        sheet.setGrowing(writable, writable);
        entry = new SheetEntry(sheet, records);
        entry.setDefault("role", ParticipationRole.EXHIBITOR.name());
        Attendance usual = records.usualAttendance();
        if (usual != null) {
            entry.setDefault("attendance", usual.name());
        }
        entry.onLookup(
                (column, text) -> column.equals(ParticipationRecords.BUSINESS) ? records.businesses(text) : List.of());
        entry.onNewWanted(this::register);
        entry.onSaved(saved);
        SheetPaste paste = records.pasting(entry, sheet);
        entry.onPaste(pasted -> {
            paste.paste(pasted);
            saved.run();
        });
        SharedSheet shared = forms.over(entry, sheet);
        getContent().add(shared, sheet);
        entry.open();
        shared.begin(subject);
    }

    private void register(SheetEvent.NewWanted wanted) {
        newBusiness.ask(
                wanted.text(),
                data -> {
                    Business business = businesses.register(data);
                    entry.enter(wanted.row(), wanted.column(), ParticipationRecords.named(business.id()));
                },
                known -> entry.enter(wanted.row(), wanted.column(), ParticipationRecords.named(known.id())),
                () -> {
                    entry.release();
                    sheet.lead(wanted.row(), wanted.column());
                });
    }

    /** Shows what others have changed. */
    void refresh() {
        entry.refresh();
    }

    void focus() {
        sheet.focus();
    }
}

package org.yuemao.indicator.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.draft.ui.SharedSheet;

/** The observations of a geography in a sheet, those that the filters of the view let through. */
class ObservationsSheet extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient ObservationRecords records;
    private final RecordSheet sheet;
    private final transient SheetEntry entry;
    private final SharedSheet shared;
    private transient ObservationRecords.@Nullable Filter filter;

    /** The runnable hears when something was saved or removed. */
    ObservationsSheet(ObservationRecords records, IndicatorTexts texts, SharedForms forms, Runnable saved) {
        this.records = records;
        sheet = new RecordSheet(texts.text("observations"));
        sheet.setColumns(records.columns());
        entry = new SheetEntry(sheet, records);
        entry.onSaved(saved);
        entry.onPaste(pasted -> records.pasting(entry, sheet).paste(pasted));
        shared = forms.over(entry, sheet);
        getContent().add(shared, sheet);
    }

    /** Shows the observations that the filter lets through, and what others have changed of them. */
    void show(ObservationRecords.Filter shown, boolean writable, DraftSubject subject) {
        records.knowIndicators();
        if (!sheet.columns().equals(records.columns())) {
            sheet.setColumns(records.columns());
        }
        sheet.setReadOnly(!writable);
        sheet.setGrowing(writable, writable);
        if (shown.equals(filter)) {
            entry.refresh();
            return;
        }
        filter = shown;
        records.show(shown);
        shown.defaults().forEach(entry::setDefault);
        entry.reopen();
        shared.begin(subject);
    }

    void focus() {
        sheet.focus();
    }
}

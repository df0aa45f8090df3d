package org.yuemao.business.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.sheet.RecordSheet;
import org.yuemao.base.ui.sheet.SheetEntry;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.draft.ui.SharedSheet;

/** The businesses of the list in a sheet, entered and mended as in a spreadsheet. */
class BusinessesSheet extends Composite<Div> implements HasStyle {
    private static final long serialVersionUID = 1L;
    /** Which records its people share. */
    static final String SHEET = "businesses";

    private final transient BusinessRecords records;
    private final RecordSheet sheet = new RecordSheet(getTranslation("business.title"));
    private final Span most = new Span();
    private final transient SheetEntry entry;
    private transient BusinessRecords.@Nullable Shown shown;

    /** The runnable hears when something was saved or removed. */
    BusinessesSheet(BusinessRecords records, SharedForms forms, boolean writable, Runnable saved) {
        this.records = records;
        sheet.setColumns(records.columns());
        sheet.setReadOnly(!writable);
        sheet.setGrowing(writable, writable);
        entry = new SheetEntry(sheet, records);
        entry.onSaved(saved);
        entry.onPaste(pasted -> records.pasting(entry, sheet).paste(pasted));
        most.addClassName("quiet");
        most.getElement().setAttribute("role", "status");
        SharedSheet shared = forms.over(entry, sheet);
        shared.begin(DraftSubject.ofSheet(SHEET, getTranslation("business.sheet.draft"), "businesses?view=sheet"));
        getContent().add(shared, most, sheet);
    }

    /** Shows these businesses, of which there are so many, and what others have changed of them. */
    void show(BusinessRecords.Shown now, int found) {
        most.setVisible(found > BusinessRecords.MOST);
        most.setText(getTranslation(
                "business.sheet.most",
                Formats.integer(BusinessRecords.MOST, getLocale()),
                Formats.integer(found, getLocale())));
        if (now.equals(shown)) {
            entry.refresh();
            return;
        }
        shown = now;
        records.show(now);
        now.defaults().forEach(entry::setDefault);
        entry.reopen();
    }

    void focus() {
        sheet.focus();
    }
}

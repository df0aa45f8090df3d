package org.yuemao.audit.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Map;
import org.yuemao.audit.NamedRecord;
import org.yuemao.audit.Restoring;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;

/** Shows what restoring an earlier version would change, asks why, and restores it. */
class RestoreDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    /** The dialog for a version of a record: what it said after the entry. */
    RestoreDialog(
            Restoring restoring,
            HistoryWords words,
            String kind,
            long id,
            long entry,
            String version,
            Restoring.Plan plan,
            Runnable restored) {
        super("36rem");
        setHeaderTitle(getTranslation("audit.restore"));
        Map<String, Map<Long, NamedRecord>> others = words.others(plan.changes().stream());
        UnorderedList changes = new UnorderedList();
        plan.changes().forEach(change -> changes.add(new ListItem(words.line(kind, change, others, getLocale()))));
        TextArea reason = new TextArea(getTranslation("audit.reason"));
        reason.setWidthFull();
        reason.setMaxLength(1_000);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText(getTranslation("audit.restore.reason"));
        add(new Paragraph(getTranslation("audit.restore.says", version)), changes, reason);
        saveButton().setText(getTranslation("audit.restore"));
        onSave(() -> !reason.isEmpty(), () -> {
            boolean done = SaveFailures.attempt(
                    () -> restoring.restore(kind, id, plan.version(), entry, reason.getValue()),
                    Map.of("reason", reason));
            if (done) {
                finish(getTranslation("audit.restored"));
                restored.run();
            }
        });
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                reason.focus();
            }
        });
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A dialog with a form: saves, can be cancelled, and asks before something typed would be lost. */
public class FormDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final Button save = new Button(getTranslation("base.save"));
    private BooleanSupplier unsaved = () -> false;
    private transient @Nullable Runnable discard;

    /** Makes one that is as wide as there is room, and at most so wide in CSS. */
    public FormDialog(String width) {
        setWidth(width);
        setMaxWidth("100%");
        Runnable cancel = () -> UnsavedChanges.close(this, unsaved, discard);
        UnsavedChanges.guard(this, cancel);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("base.cancel"), clicked -> cancel.run()), save);
    }

    /**
     * Says what saving does; it closes nothing by itself, since it may be refused.
     *
     * @param somethingUnsaved whether closing would lose something
     */
    public final void onSave(BooleanSupplier somethingUnsaved, Runnable action) {
        unsaved = somethingUnsaved;
        save.addClickListener(clicked -> action.run());
    }

    /** Says that what was typed is kept as a draft when the dialog is closed, and how that is given up. */
    public final void onDiscard(Runnable action) {
        discard = action;
    }

    /** Offers to remove the record, apart from what is done every day. */
    public final Button offerRemoval(Runnable action) {
        Button remove = new Button(getTranslation("base.remove"), VaadinIcon.TRASH.create(), clicked -> action.run());
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        remove.addClassName("dialog-remove");
        getFooter().addComponentAsFirst(remove);
        return remove;
    }

    /** The button that saves. */
    public final Button saveButton() {
        return save;
    }

    /** Says that it is done, and closes without asking. */
    public final void finish(String notice) {
        Notices.done(notice);
        close();
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveEvent.ContinueNavigationAction;
import java.util.function.BooleanSupplier;

/** Asks before a form with unsaved changes is left. */
public final class UnsavedChanges {
    private UnsavedChanges() {}

    /** To be called from a view's {@code beforeLeave}: asks whether to leave when there is something to lose. */
    public static void guard(BeforeLeaveEvent event, boolean unsaved) {
        if (!unsaved) {
            return;
        }
        ContinueNavigationAction leave = event.postpone();
        ask(event.getUI(), leave::proceed, leave::cancel);
    }

    /** Lets a dialog ask before it is closed by its keys or by {@link #close} while there is something to lose. */
    public static void guard(Dialog dialog, BooleanSupplier unsaved) {
        dialog.setCloseOnOutsideClick(false);
        dialog.addDialogCloseActionListener(closing -> close(dialog, unsaved));
    }

    /** Closes a dialog, after asking where there is something to lose. */
    public static void close(Dialog dialog, BooleanSupplier unsaved) {
        if (unsaved.getAsBoolean()) {
            ask(UI.getCurrentOrThrow(), dialog::close, () -> {});
        } else {
            dialog.close();
        }
    }

    private static void ask(UI ui, Runnable leave, Runnable stay) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(ui.getTranslation("base.unsaved.title"));
        dialog.setText(ui.getTranslation("base.unsaved.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(ui.getTranslation("base.unsaved.stay"));
        dialog.addCancelListener(cancelled -> stay.run());
        dialog.setConfirmText(ui.getTranslation("base.unsaved.leave"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> leave.run());
        dialog.open();
    }
}

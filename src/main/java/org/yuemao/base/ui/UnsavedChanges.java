package org.yuemao.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveEvent.ContinueNavigationAction;

/** Asks before a form with unsaved changes is left. */
public final class UnsavedChanges {
    private UnsavedChanges() {}

    /** To be called from a view's {@code beforeLeave}: asks whether to leave when there is something to lose. */
    public static void guard(BeforeLeaveEvent event, boolean unsaved) {
        if (!unsaved) {
            return;
        }
        ContinueNavigationAction leave = event.postpone();
        UI ui = event.getUI();
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(ui.getTranslation("base.unsaved.title"));
        dialog.setText(ui.getTranslation("base.unsaved.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(ui.getTranslation("base.unsaved.stay"));
        dialog.addCancelListener(cancelled -> leave.cancel());
        dialog.setConfirmText(ui.getTranslation("base.unsaved.leave"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> {
            warnBeforeUnload(ui, false);
            leave.proceed();
        });
        dialog.open();
    }

    /** Lets the browser ask as well before its window is closed or reloaded. */
    public static void warnBeforeUnload(UI ui, boolean unsaved) {
        ui.getPage()
                .executeJs(
                        "window.onbeforeunload = $0 ? (e => { e.preventDefault(); e.returnValue = ''; }) : null",
                        unsaved);
    }
}

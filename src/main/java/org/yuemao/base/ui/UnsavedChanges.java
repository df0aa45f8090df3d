package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveEvent.ContinueNavigationAction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks before a form with unsaved changes is left. */
public final class UnsavedChanges {
    private UnsavedChanges() {}

    /** To be called from a view's {@code beforeLeave}: asks whether to leave when there is something to lose. */
    public static void guard(BeforeLeaveEvent event, boolean unsaved) {
        guard(event, unsaved, null);
    }

    /**
     * To be called from a view's {@code beforeLeave}, where what was typed is kept as a draft.
     *
     * @param discard gives the draft up
     */
    public static void guard(BeforeLeaveEvent event, boolean unsaved, @Nullable Runnable discard) {
        if (!unsaved) {
            return;
        }
        ContinueNavigationAction leave = event.postpone();
        ask(event.getUI(), leave::proceed, leave::cancel, discard);
    }

    /** To be called from the {@code beforeLeave} of a view with sheets, whose typing is kept as drafts. */
    public static void guard(BeforeLeaveEvent event, Component view) {
        guard(event, in(view), () -> giveUp(view));
    }

    /**
     * To be called from the {@code beforeLeave} of a view with a form and with sheets, whose typing is kept as drafts.
     *
     * @param discard gives the draft of the form up
     */
    public static void guard(BeforeLeaveEvent event, boolean formChanged, Component view, Runnable discard) {
        guard(event, formChanged || in(view), () -> {
            discard.run();
            giveUp(view);
        });
    }

    private static void giveUp(Component component) {
        if (component instanceof HoldsTyped one && one.holdsTyped()) {
            one.giveUp();
        }
        component.getChildren().forEach(UnsavedChanges::giveUp);
    }

    /** Whether anything in the component, also out of sight, holds something that was typed and is not saved. */
    public static boolean in(Component component) {
        return component instanceof HoldsTyped one && one.holdsTyped()
                || component.getChildren().anyMatch(UnsavedChanges::in);
    }

    /** Lets a dialog ask before it is closed by its keys or by {@link #close} while there is something to lose. */
    static void guard(Dialog dialog, Runnable close) {
        dialog.setCloseOnOutsideClick(false);
        dialog.addDialogCloseActionListener(closing -> close.run());
    }

    /** Closes a dialog, after asking where there is something to lose. */
    static void close(Dialog dialog, BooleanSupplier unsaved, @Nullable Runnable discard) {
        if (unsaved.getAsBoolean()) {
            ask(UI.getCurrentOrThrow(), dialog::close, () -> {}, discard);
        } else {
            dialog.close();
        }
    }

    private static void ask(UI ui, Runnable leave, Runnable stay, @Nullable Runnable discard) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(ui.getTranslation("base.unsaved.title"));
        dialog.setText(ui.getTranslation(discard == null ? "base.unsaved.text" : "base.unsaved.kept"));
        dialog.setCancelable(true);
        dialog.setCancelText(ui.getTranslation("base.unsaved.stay"));
        dialog.addCancelListener(cancelled -> stay.run());
        if (discard != null) {
            dialog.setRejectable(true);
            dialog.setRejectText(ui.getTranslation("base.unsaved.discard"));
            dialog.setRejectButtonTheme("error tertiary");
            dialog.addRejectListener(rejected -> {
                discard.run();
                leave.run();
            });
        }
        dialog.setConfirmText(ui.getTranslation(discard == null ? "base.unsaved.leave" : "base.unsaved.keep"));
        dialog.setConfirmButtonTheme(discard == null ? "error primary" : "primary");
        dialog.addConfirmListener(confirmed -> leave.run());
        dialog.open();
    }
}

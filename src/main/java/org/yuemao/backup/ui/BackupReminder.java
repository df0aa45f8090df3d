package org.yuemao.backup.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.jspecify.annotations.Nullable;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yuemao.backup.BackupService;

/** Tells administrators, wherever they are, that the last good backup is too old, and leads to the backups. */
public class BackupReminder extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient BackupService backups;
    private transient @Nullable Runnable unfollow;

    public BackupReminder(BackupService backups) {
        this.backups = backups;
        Icon icon = VaadinIcon.WARNING.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Anchor link = new Anchor("backups", getTranslation("backup.overdue.short"));
        link.addComponentAsFirst(icon);
        getContent().addClassName("backup-reminder");
        getContent().add(link);
        refresh();
    }

    /** Looks again: time alone makes a backup too old. */
    public void refresh() {
        setVisible(backups.standing().overdue());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        SecurityContext person = SecurityContextHolder.getContext();
        unfollow = backups.follow(() -> {
            try {
                ui.access(() -> new DelegatingSecurityContextRunnable(this::refresh, person).run());
            } catch (UIDetachedException closed) {
                end();
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        end();
    }

    private void end() {
        Runnable ending = unfollow;
        if (ending != null) {
            ending.run();
        }
    }
}

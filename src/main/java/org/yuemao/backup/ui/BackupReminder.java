package org.yuemao.backup.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.yuemao.backup.BackupService;

/** Tells administrators, wherever they are, that the last good backup is too old, and leads to the backups. */
public class BackupReminder extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient BackupService backups;

    public BackupReminder(BackupService backups) {
        this.backups = backups;
        Icon icon = VaadinIcon.WARNING.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Anchor link = new Anchor("backups", getTranslation("backup.overdue.short"));
        link.addComponentAsFirst(icon);
        getContent().addClassName("backup-reminder");
        getContent().add(link);
        FollowedBackups.follow(this, backups, this::refresh);
        refresh();
    }

    /** Looks again: time alone makes a backup too old. */
    public void refresh() {
        setVisible(backups.standing().overdue());
    }
}

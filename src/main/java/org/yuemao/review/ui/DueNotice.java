package org.yuemao.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.review.Due;
import org.yuemao.review.DueWords;
import org.yuemao.review.Reminders;
import org.yuemao.review.ReportingChanged;
import org.yuemao.review.ReviewsMoved;
import org.yuemao.security.Person;

/** Tells clerks, wherever they are, what their office owes first, and leads to it. */
public class DueNotice extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient Reminders reminders;
    private final transient DueWords words;
    private final transient Person person;

    public DueNotice(Reminders reminders, DueWords words, LiveUpdates liveUpdates, Person person) {
        this.reminders = reminders;
        this.words = words;
        this.person = person;
        getContent().addClassName("due-notice");
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof ReviewsMoved || change instanceof ReportingChanged,
                this::refresh);
        refresh();
    }

    /** Looks again: time alone makes something due. */
    public void refresh() {
        List<Due> owed = reminders.own();
        getContent().removeAll();
        setVisible(!owed.isEmpty());
        if (owed.isEmpty()) {
            return;
        }
        Due first = owed.getFirst();
        String sentence = words.of(first, getLocale());
        String said = owed.size() == 1 ? sentence : getTranslation("review.due.and-more", sentence, owed.size() - 1);
        Icon icon = VaadinIcon.CLOCK.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Span text = new Span(said);
        Anchor link = new Anchor(
                owed.size() == 1
                        ? DueAddress.of(
                                person,
                                first.kind(),
                                first.reported().officeCode(),
                                first.period(),
                                first.reported().records() == 0
                                        ? null
                                        : first.reported().foremost())
                        : "completeness?kind=" + first.kind() + "&year="
                                + first.period().year(),
                icon,
                text);
        link.getElement().setAttribute("router-link", true);
        link.setTitle(said);
        getContent().add(link);
    }
}

package org.yuemao.review.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.review.Deadline;
import org.yuemao.review.Deadlines;
import org.yuemao.review.ReviewKind;

/** The days by which offices report the records of a kind for each period of a year; an empty one says that nothing is due. */
class DeadlinesDialog extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient Map<Period, Deadline> before = new LinkedHashMap<>();
    private final Map<String, DatePicker> days = new HashMap<>();

    DeadlinesDialog(Deadlines deadlines, ReviewKind kind, int year, Length length, Runnable done) {
        super("40rem");
        setHeaderTitle(getTranslation(
                "review.deadlines.title", getTranslation("review.kind." + kind), Integer.toString(year)));
        Paragraph hint = new Paragraph(getTranslation("review.deadlines.hint"));
        hint.addClassName("quiet");
        Div fields = new Div();
        fields.addClassName("deadline-fields");
        for (Deadline deadline : deadlines.of(kind, year, length)) {
            DatePicker day = Fields.date(Formats.period(deadline.period(), getLocale()));
            day.setValue(deadline.dueOn());
            day.setClearButtonVisible(true);
            before.put(deadline.period(), deadline);
            days.put(deadline.period().toString(), day);
            fields.add(day);
        }
        add(hint, fields);
        onSave(() -> !changed().isEmpty(), () -> {
            if (SaveFailures.attempt(() -> deadlines.set(changed()), days)) {
                done.run();
                finish(getTranslation("base.saved"));
            }
        });
        Fields.onEnter(fields, () -> saveButton().click());
    }

    private List<Deadline> changed() {
        List<Deadline> changed = new ArrayList<>();
        before.forEach((period, deadline) -> {
            LocalDate day = Objects.requireNonNull(days.get(period.toString())).getValue();
            if (!Objects.equals(day, deadline.dueOn())) {
                changed.add(new Deadline(deadline.kind(), period, day, deadline.version()));
            }
        });
        return changed;
    }
}

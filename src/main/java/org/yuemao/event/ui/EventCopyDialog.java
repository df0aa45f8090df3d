package org.yuemao.event.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.event.DayShift;
import org.yuemao.event.Event;
import org.yuemao.event.EventCopies;
import org.yuemao.event.EventCopy;
import org.yuemao.event.EventCopyProposal;
import org.yuemao.event.EventLink;

/** Shows what the copies of events in the next year will be, lets their names and days be corrected, and makes them. */
class EventCopyDialog extends FormDialog {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 5;

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient EventCopies copies;
    private final SerializableConsumer<List<Event>> copied;
    private final RadioButtonGroup<DayShift> shift = new RadioButtonGroup<>(texts.text("copy.days"));
    private final Checkbox withBusinesses = new Checkbox();
    private final Grid<Row> grid = new Grid<>();
    private final transient List<Row> rows = new ArrayList<>();
    private final Span refused = new Span();

    /** One copy as it stands in the dialog; what was typed survives scrolling and another choice of days. */
    private static final class Row {
        private final EventCopyProposal proposal;
        private String nameZh;
        private String nameEn;
        private @Nullable LocalDate firstDay;
        private @Nullable LocalDate lastDay;
        private boolean touched;
        private boolean typedDays;

        Row(EventCopyProposal proposal) {
            this.proposal = proposal;
            nameZh = Objects.requireNonNullElse(proposal.nameZh().name(), "");
            nameEn = Objects.requireNonNullElse(proposal.nameEn().name(), "");
            take(proposal);
        }

        private void take(EventCopyProposal other) {
            if (!typedDays) {
                firstDay = other.firstDay();
                lastDay = other.lastDay();
            }
        }

        String code() {
            return proposal.original().code();
        }

        boolean doubtful() {
            return proposal.nameZh().doubtful() || proposal.nameEn().doubtful();
        }
    }

    private EventCopyDialog(EventCopies copies, SerializableConsumer<List<Event>> copied) {
        super("76rem");
        this.copies = copies;
        this.copied = copied;
        addClassName("event-copy");
    }

    /** Opens the dialog for the events, unless none of them can be copied; tells what has been made. */
    static void open(EventCopies copies, Collection<Long> ids, SerializableConsumer<List<Event>> copied) {
        EventCopyDialog dialog = new EventCopyDialog(copies, copied);
        List<EventCopyProposal> proposals = new ArrayList<>();
        if (!SaveFailures.attempt(() -> proposals.addAll(copies.propose(ids, DayShift.SAME_WEEKDAY)))) {
            return;
        }
        if (proposals.stream().noneMatch(EventCopyProposal::allowed)) {
            Notices.refused(dialog.texts.text(proposals.isEmpty() ? "copy.gone" : "copy.none"));
            return;
        }
        dialog.show(proposals);
        dialog.open();
        // The first name is what has to be looked at first.
        dialog.saveButton().focus();
    }

    private void show(List<EventCopyProposal> proposals) {
        proposals.stream().filter(EventCopyProposal::allowed).map(Row::new).forEach(rows::add);
        List<EventCopyProposal> held =
                proposals.stream().filter(one -> !one.allowed()).toList();
        shift.setItems(DayShift.values());
        shift.setItemLabelGenerator(one -> texts.text("copy.days." + one));
        shift.setValue(DayShift.SAME_WEEKDAY);
        shift.addValueChangeListener(changed -> moveDays());
        describeGrid();
        Paragraph hint = new Paragraph(texts.text("copy.hint"));
        hint.addClassName("quiet");
        refused.getElement().setAttribute("role", "alert");
        refused.addClassName("event-copy-refused");
        Div content = new Div(hint);
        content.addClassName("event-copy-content");
        if (!held.isEmpty()) {
            String codes = held.stream()
                    .limit(NAMED)
                    .map(one -> one.original().code())
                    .collect(Collectors.joining(texts.chinese() ? "、" : ", "));
            Paragraph left =
                    new Paragraph(texts.text("copy.held", held.size(), held.size() > NAMED ? codes + " …" : codes));
            left.getElement().setAttribute("role", "status");
            content.add(left);
        }
        content.add(shift, withBusinesses, grid, refused);
        add(content);
        saveButton().addClickShortcut(Key.KEY_S, KeyModifier.CONTROL);
        onSave(() -> rows.stream().anyMatch(row -> row.touched), this::copy);
        showCount();
    }

    private void describeGrid() {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(Row::code)
                .setHeader(texts.text("copy.column.original"))
                .setWidth("8.5rem")
                .setFlexGrow(0);
        Grid.Column<Row> chinese = grid.addComponentColumn(row -> name(row, true))
                .setHeader(texts.text("field.nameZh"))
                .setWidth("14rem")
                .setFlexGrow(2);
        Grid.Column<Row> english = grid.addComponentColumn(row -> name(row, false))
                .setHeader(texts.text("field.nameEn"))
                .setWidth("14rem")
                .setFlexGrow(2);
        if (!texts.chinese()) {
            List<Grid.Column<Row>> order = new ArrayList<>(grid.getColumns());
            order.set(1, english);
            order.set(2, chinese);
            grid.setColumnOrder(order);
        }
        grid.addComponentColumn(row -> day(row, true))
                .setHeader(texts.text("field.firstDay"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> day(row, false))
                .setHeader(texts.text("field.lastDay"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addColumn(row -> texts.number(row.proposal.participations()))
                .setHeader(texts.text("copy.column.businesses"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6.5rem")
                .setFlexGrow(0);
        if (rows.stream()
                .anyMatch(row -> row.doubtful() || !row.proposal.copies().isEmpty())) {
            grid.addComponentColumn(this::note)
                    .setHeader(texts.text("copy.column.note"))
                    .setWidth("13rem")
                    .setFlexGrow(1);
        }
        if (rows.size() > 1) {
            grid.addComponentColumn(this::leaveOut).setWidth("4rem").setFlexGrow(0);
        }
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= 6);
        if (rows.size() > 6) {
            grid.setHeight("24rem");
        }
    }

    private TextField name(Row row, boolean chinese) {
        TextField field = new TextField();
        field.setAriaLabel(texts.text("copy.name", row.code(), texts.text(chinese ? "field.nameZh" : "field.nameEn")));
        field.setWidthFull();
        field.setMaxLength(200);
        field.setValue(chinese ? row.nameZh : row.nameEn);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.addValueChangeListener(changed -> {
            row.touched = row.touched || changed.isFromClient();
            if (chinese) {
                row.nameZh = changed.getValue();
            } else {
                row.nameEn = changed.getValue();
            }
        });
        return field;
    }

    private DatePicker day(Row row, boolean first) {
        DatePicker field = Fields.date("");
        field.setAriaLabel(texts.text(first ? "copy.first" : "copy.last", row.code()));
        field.setWidthFull();
        field.setValue(first ? row.firstDay : row.lastDay);
        field.addValueChangeListener((HasValue.ValueChangeListener<HasValue.ValueChangeEvent<LocalDate>>) changed -> {
            if (changed.isFromClient()) {
                row.touched = true;
                row.typedDays = true;
            }
            if (first) {
                row.firstDay = changed.getValue();
            } else {
                row.lastDay = changed.getValue();
            }
        });
        return field;
    }

    private Component note(Row row) {
        Div note = new Div();
        note.addClassName("event-copy-note");
        if (row.doubtful()) {
            note.add(new Span(texts.text("copy.doubtful")));
        }
        if (!row.proposal.copies().isEmpty()) {
            note.add(new Span(texts.text(
                    "copy.exists",
                    row.proposal.copies().stream().map(EventLink::code).collect(Collectors.joining(" ")))));
        }
        return note;
    }

    private Button leaveOut(Row row) {
        Button leave = new Button(VaadinIcon.CLOSE_SMALL.create(), clicked -> {
            rows.remove(row);
            grid.getDataProvider().refreshAll();
            showCount();
        });
        leave.addThemeVariants(ButtonVariant.TERTIARY);
        leave.setAriaLabel(texts.text("copy.leave") + " " + row.code());
        leave.setTooltipText(texts.text("copy.leave"));
        return leave;
    }

    private void showCount() {
        boolean one = rows.size() == 1;
        setHeaderTitle(
                one
                        ? texts.text(
                                "copy.title.one",
                                rows.getFirst().code(),
                                String.valueOf(rows.getFirst()
                                                .proposal
                                                .original()
                                                .data()
                                                .firstDay()
                                                .getYear()
                                        + 1))
                        : texts.text("copy.title.many", rows.size()));
        saveButton().setText(one ? texts.text("copy.save.one") : texts.text("copy.save.many", rows.size()));
        saveButton().setEnabled(!rows.isEmpty());
        long businesses =
                rows.stream().mapToLong(row -> row.proposal.participations()).sum();
        withBusinesses.setLabel(texts.text("copy.with.count", businesses));
        withBusinesses.setVisible(businesses > 0);
    }

    private void moveDays() {
        Map<Long, EventCopyProposal> moved =
                copies
                        .propose(
                                rows.stream()
                                        .map(row -> row.proposal.original().id())
                                        .toList(),
                                shift.getValue())
                        .stream()
                        .collect(Collectors.toMap(one -> one.original().id(), one -> one));
        rows.forEach(row ->
                Optional.ofNullable(moved.get(row.proposal.original().id())).ifPresent(row::take));
        grid.getDataProvider().refreshAll();
    }

    private void copy() {
        List<EventCopy> wanted = new ArrayList<>();
        for (Row row : rows) {
            LocalDate first = row.firstDay;
            LocalDate last = row.lastDay;
            if (first == null || last == null) {
                refuse(texts.text("copy.refused.at", row.code(), getTranslation("base.required")), row);
                return;
            }
            if (row.nameZh.isBlank() && row.nameEn.isBlank()) {
                refuse(texts.text("copy.refused.at", row.code(), texts.text("refused.name")), row);
                return;
            }
            if (last.isBefore(first)) {
                refuse(texts.text("copy.refused.at", row.code(), texts.text("refused.days")), row);
                return;
            }
            wanted.add(new EventCopy(row.proposal.original().id(), row.nameEn, row.nameZh, first, last));
        }
        try {
            Map<Long, Event> made = copies.copy(wanted, withBusinesses.isVisible() && withBusinesses.getValue());
            List<Event> events = List.copyOf(made.values());
            finish(
                    events.size() == 1
                            ? texts.text(
                                    "copy.done.one",
                                    events.getFirst().code(),
                                    rows.getFirst().code())
                            : texts.text("copy.done.many", events.size()));
            copied.accept(events);
        } catch (Refusal | RecordNotFound | AccessDeniedException | DataIntegrityViolationException failed) {
            refuse(SaveFailures.reason(failed), null);
        }
    }

    /** Says in the dialog what has to be mended, and leads to the row. */
    private void refuse(String reason, @Nullable Row row) {
        refused.setText(reason);
        if (row != null) {
            grid.scrollToIndex(rows.indexOf(row));
        }
    }
}

package org.yuemao.audit.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.audit.HistoryFilter;
import org.yuemao.audit.HistoryLine;
import org.yuemao.audit.HistorySearch;
import org.yuemao.audit.NamedRecord;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;

/** All changes, newest first, by person, day, kind of record and text; an operation is a line that opens into its rows. */
@Route(HistoryView.PATH)
@PermitAll
class HistoryView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "history";

    private static final long serialVersionUID = 1L;

    /** So many fields are said in a row; the others are in the history of the record. */
    private static final int SHOWN_FIELDS = 4;

    private final transient HistorySearch search;
    private final transient HistoryDialogs dialogs;
    private final transient HistoryWords words;
    private final TextField text = new TextField(getTranslation("audit.search"));
    private final ComboBox<HistorySearch.Who> person = new ComboBox<>(getTranslation("audit.person.label"));
    private final Select<String> kind = new Select<>();
    private final DatePicker from = Fields.date(getTranslation("audit.from"));
    private final DatePicker to = Fields.date(getTranslation("audit.to"));
    private final Button clear = new Button(getTranslation("audit.clear"), VaadinIcon.CLOSE.create());
    private final Div opened = new Div();
    private final Grid<Row> grid = new Grid<>();

    /** Behind which row what was read lies, so that reading on begins there. */
    private final transient NavigableMap<Integer, HistoryLine> known = new TreeMap<>();

    private @Nullable Long operation;
    private boolean entering;

    /** A line in words. */
    private record Row(HistoryLine line, String moment, String person, String deed, String record, String changes) {}

    HistoryView(
            HistorySearch search,
            HistoryDialogs dialogs,
            HistoryWords words,
            HistoryTable table,
            ListActions actions,
            LiveUpdates liveUpdates) {
        this.search = search;
        this.dialogs = dialogs;
        this.words = words;
        buildFilters();
        buildGrid();
        opened.addClassName("history-operation");
        Div filters = new Div(text, person, kind, from, to, clear);
        filters.addClassNames("filter-bar", "list-filters");
        addClassName("view");
        add(new ViewHeader(getPageTitle(), actions.of(() -> table.of(filter(), getLocale()))), opened, filters, grid);
        LiveRefresh.follow(this, liveUpdates, change -> true, this::readAnew);
    }

    private void buildFilters() {
        String all = getTranslation("audit.all");
        text.setPrefixComponent(VaadinIcon.SEARCH.create());
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(60);
        text.addClassName("list-search");
        person.setItems(search.people());
        person.setItemLabelGenerator(one -> words.person(one.username(), one.fullName(), getLocale()));
        person.setClearButtonVisible(true);
        person.setPlaceholder(all);
        kind.setLabel(getTranslation("audit.kind"));
        kind.setItems(search.kinds());
        kind.setItemLabelGenerator(one -> one == null ? all : words.kind(one, getLocale()));
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption(all);
        from.setClearButtonVisible(true);
        to.setClearButtonVisible(true);
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            entering = true;
            fields().forEach(HasValue::clear);
            entering = false;
            refresh();
            text.focus();
        });
        fields().forEach(field -> field.addValueChangeListener(changed -> refresh()));
    }

    private Stream<HasValue<?, ?>> fields() {
        return Stream.of(text, person, kind, from, to);
    }

    private void buildGrid() {
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        Grid.Column<Row> card = grid.addColumn(LitRenderer.<Row>of("<div class=\"row-card\"><b>${item.name}</b>"
                                + "<span>${item.about}</span><span>${item.changes}</span></div>")
                        .withProperty("name", row -> row.record.isEmpty() ? row.deed : row.deed + " · " + row.record)
                        .withProperty("about", row -> row.moment + " · " + row.person)
                        .withProperty("changes", Row::changes))
                .setHeader(getPageTitle());
        grid.addColumn(Row::moment)
                .setHeader(getTranslation("audit.when"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        column("audit.person.label", "11rem", 1, Row::person);
        column("audit.what", "12rem", 1, Row::deed);
        column("audit.record", "14rem", 2, Row::record);
        column("audit.changes", "16rem", 3, Row::changes);
        grid.setEmptyStateComponent(
                new EmptyState(getTranslation("audit.empty.title"), getTranslation("audit.empty.hint")));
        grid.setItems(this::rows);
        GridRows.onOpen(grid, row -> open(row.line));
        NarrowWindow.follow(
                this, narrow -> grid.getColumns().forEach(column -> column.setVisible(narrow == (column == card))));
        card.setVisible(false);
        grid.addClassName("fills");
    }

    private void column(
            String titleKey, String width, int grow, com.vaadin.flow.function.ValueProvider<Row, String> said) {
        grid.addColumn(said)
                .setHeader(getTranslation(titleKey))
                .setTooltipGenerator(said::apply)
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    /** Reads on from the row that is known before those that are wanted. */
    private Stream<Row> rows(Query<Row, Void> query) {
        Map.Entry<Integer, HistoryLine> before = known.floorEntry(query.getOffset());
        int position = before == null ? 0 : before.getKey();
        HistoryLine after = before == null ? null : before.getValue();
        int wanted = query.getOffset() + query.getLimit() - position;
        List<HistoryLine> lines = search.lines(filter(), after, wanted);
        if (!lines.isEmpty()) {
            known.put(position + lines.size(), lines.getLast());
        }
        List<HistoryLine> shown =
                lines.stream().skip(query.getOffset() - position).toList();
        Map<String, Map<Long, NamedRecord>> others = words.others(shown.stream()
                .filter(line -> line.content() instanceof HistoryLine.Change)
                .flatMap(line -> ((HistoryLine.Change) line.content()).fields().stream()));
        return shown.stream().map(line -> row(line, others));
    }

    private Row row(HistoryLine line, Map<String, Map<Long, NamedRecord>> others) {
        String record = "";
        String changes =
                switch (line.content()) {
                    case HistoryLine.Change change -> {
                        record = words.record(change, getLocale());
                        yield changes(change, others);
                    }
                    case HistoryLine.Operation operation -> {
                        record = operation.subject() == null ? "" : operation.subject();
                        yield Stream.of(words.parts(operation, getLocale()), operation.reason())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" · "));
                    }
                };
        return new Row(
                line,
                Formats.moment(line.recordedAt(), getLocale()),
                words.person(line.person(), line.fullName(), getLocale()),
                words.deed(line, getLocale()),
                record,
                changes);
    }

    private String changes(HistoryLine.Change change, Map<String, Map<Long, NamedRecord>> others) {
        List<String> said = new ArrayList<>(change.fields().stream()
                .limit(SHOWN_FIELDS)
                .map(field -> words.line(change.kind(), field, others, getLocale()))
                .toList());
        int more = change.fields().size() - said.size();
        if (more > 0) {
            said.add(getTranslation("audit.more", more));
        }
        return String.join(getTranslation("audit.separator"), said);
    }

    private void open(HistoryLine line) {
        switch (line.content()) {
            case HistoryLine.Operation operation ->
                UI.getCurrentOrThrow()
                        .navigate(
                                HistoryView.class,
                                new LocationParameters()
                                        .with("operation", line.id())
                                        .query());
            case HistoryLine.Change change -> {
                if (change.recordId().matches("\\d{1,18}")) {
                    openHistory(change, Long.parseLong(change.recordId()));
                }
            }
        }
    }

    /** The history of the record, from which the record is opened where it is there. */
    private void openHistory(HistoryLine.Change change, long id) {
        HistoryDialog dialog = dialogs.of(change.kind(), id, words.record(change, getLocale()));
        NamedRecord record = change.record();
        if (change.exists() && record != null && record.path() != null) {
            dialog.getFooter().add(new Anchor(record.path(), getTranslation("audit.open")));
        }
        dialog.open();
    }

    private HistoryFilter filter() {
        HistorySearch.Who who = person.getValue();
        return new HistoryFilter(
                text.getValue(),
                who == null ? null : who.username(),
                kind.getValue(),
                from.getValue(),
                to.getValue(),
                operation);
    }

    private void refresh() {
        if (entering) {
            return;
        }
        parameters().show(UI.getCurrent(), PATH);
        readAnew();
    }

    private void readAnew() {
        known.clear();
        clear.setVisible(fields().anyMatch(field -> !field.isEmpty()));
        grid.getDataProvider().refreshAll();
    }

    private LocationParameters parameters() {
        HistorySearch.Who who = person.getValue();
        return new LocationParameters()
                .with("operation", operation)
                .with("search", text.getValue())
                .with("person", who == null ? null : who.username())
                .with("kind", kind.getValue())
                .with("from", from.getValue())
                .with("to", to.getValue());
    }

    /** Says whose rows the list shows, where it shows those of one operation. */
    private void showOperation() {
        opened.removeAll();
        HistoryLine line =
                operation == null ? null : search.operation(operation).orElse(null);
        opened.setVisible(operation != null);
        if (operation == null) {
            return;
        }
        if (line != null && line.content() instanceof HistoryLine.Operation about) {
            opened.add(new Paragraph(getTranslation(
                    "audit.operation.said",
                    words.title(line, about, getLocale()),
                    words.person(line.person(), line.fullName(), getLocale()),
                    Formats.moment(line.recordedAt(), getLocale()),
                    words.parts(about, getLocale()))));
            if (about.reason() != null) {
                opened.add(new Paragraph(getTranslation("audit.history.why", about.reason())));
            }
        } else {
            opened.add(new Paragraph(getTranslation("audit.operation.none")));
        }
        opened.add(new Anchor(PATH, getTranslation("audit.operation.all")));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
        entering = true;
        String number = LocationParameters.text(location, "operation");
        operation = number != null && number.matches("\\d{1,18}") ? Long.valueOf(number) : null;
        text.setValue(Objects.requireNonNullElse(LocationParameters.text(location, "search"), ""));
        Map<String, HistorySearch.Who> people = new HashMap<>();
        search.people().forEach(who -> people.put(who.username(), who));
        person.setValue(people.get(Objects.requireNonNullElse(LocationParameters.text(location, "person"), "")));
        String wanted = LocationParameters.text(location, "kind");
        kind.setValue(wanted != null && search.kinds().contains(wanted) ? wanted : null);
        from.setValue(LocationParameters.day(location, "from").orElse(null));
        to.setValue(LocationParameters.day(location, "to").orElse(null));
        entering = false;
        showOperation();
        readAnew();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("audit.title");
    }
}

package org.yuemao.review.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.internal.LocaleUtil;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.review.Completeness;
import org.yuemao.review.Deadline;
import org.yuemao.review.Deadlines;
import org.yuemao.review.Reported;
import org.yuemao.review.Reported.State;
import org.yuemao.review.ReviewKind;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/**
 * Who has reported what of a year: offices down, periods across, each cell by words and sign as well as by colour, and leading
 * to its records. Clerks see below it what their office still owes. The choice is in the address.
 */
@Route("completeness")
@PermitAll
@StyleSheet("review.css")
class CompletenessView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int YEARS_OFFERED = 12;

    private final transient Completeness completeness;
    private final transient Deadlines deadlines;
    private final transient Places places;
    private final transient Clock clock;
    private final transient Person person;
    private final transient @Nullable Office own;
    private final Locale locale = LocaleUtil.getLocale();
    private final Select<ReviewKind> kind = new Select<>();
    private final Select<Integer> year = new Select<>();
    private final Select<Length> length = new Select<>();
    private final Span total = new Span();
    private final Div matrix = new Div();
    private final Section owed = new Section();
    private boolean arranging;

    CompletenessView(
            Completeness completeness,
            Deadlines deadlines,
            Places places,
            LiveUpdates liveUpdates,
            Clock clock,
            CurrentPerson currentPerson) {
        this.completeness = completeness;
        this.deadlines = deadlines;
        this.places = places;
        this.clock = clock;
        person = currentPerson.get();
        own = person.role() == Role.CLERK ? places.office(person.officeCode()) : null;
        describeFilters();
        layOut();
        // Whatever is entered, changed or removed may be what was missing, and belongs to features that build on this
        // one.
        LiveRefresh.follow(this, liveUpdates, change -> true, this::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("review.completeness");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
        arranging = true;
        ReviewKind askedKind = LocationParameters.constant(location, "kind", ReviewKind.class);
        kind.setValue(askedKind == null ? ReviewKind.EVENT : askedKind);
        Integer asked = LocationParameters.number(location, "year");
        boolean known = asked != null && asked >= Period.FIRST_YEAR && asked <= Period.LAST_YEAR;
        int shown = known ? asked : LocalDate.now(clock).getYear();
        offerYears(shown);
        year.setValue(shown);
        Length askedLength = LocationParameters.constant(location, "length", Length.class);
        length.setValue(askedLength == null ? usual(kind.getValue()) : askedLength);
        arranging = false;
        refresh();
    }

    private static Length usual(ReviewKind kind) {
        return switch (kind) {
            case EVENT -> Length.MONTH;
            case ZONE_FIGURE -> Length.QUARTER;
            case OBSERVATION -> Length.YEAR;
        };
    }

    private void describeFilters() {
        kind.setLabel(getTranslation("review.kind"));
        kind.setItems(ReviewKind.values());
        kind.setItemLabelGenerator(one -> getTranslation("review.kind." + one));
        year.setLabel(getTranslation("review.year"));
        year.setItemLabelGenerator(one -> Integer.toString(one));
        length.setLabel(getTranslation("review.length"));
        length.setItems(Length.MONTH, Length.QUARTER, Length.YEAR);
        length.setItemLabelGenerator(one -> getTranslation("review.length." + one));
        kind.addValueChangeListener(changed -> {
            if (!arranging) {
                arranging = true;
                length.setValue(usual(changed.getValue()));
                arranging = false;
                choose();
            }
        });
        year.addValueChangeListener(changed -> choose());
        length.addValueChangeListener(changed -> choose());
    }

    private void offerYears(int asked) {
        int now = LocalDate.now(clock).getYear();
        int first = Math.min(now - YEARS_OFFERED, asked);
        int last = Math.max(now + 1, asked);
        year.setItems(IntStream.rangeClosed(first, last)
                .map(one -> last + first - one)
                .boxed()
                .toList());
    }

    private void choose() {
        if (arranging) {
            return;
        }
        refresh();
        new LocationParameters()
                .with("kind", kind.getValue())
                .with("year", year.getValue())
                .with("length", length.getValue() == usual(kind.getValue()) ? null : length.getValue())
                .show(UI.getCurrentOrThrow(), "completeness");
    }

    private void layOut() {
        addClassNames("view", "page", "completeness-view");
        total.addClassName("quiet");
        total.getElement().setAttribute("role", "status");
        Div filters = new Div(kind, year, length);
        filters.addClassName("filter-bar");
        List<Component> actions = new ArrayList<>();
        if (person.mayOversee()) {
            actions.add(new Button(
                    getTranslation("review.deadlines"),
                    VaadinIcon.CALENDAR_CLOCK.create(),
                    clicked -> new DeadlinesDialog(
                                    deadlines, kind.getValue(), year.getValue(), length.getValue(), this::refresh)
                            .open()));
        }
        matrix.addClassName("completeness-scroll");
        matrix.getElement().setAttribute("tabindex", "0");
        matrix.getElement().setAttribute("role", "region");
        matrix.getElement().setAttribute("aria-label", getTranslation("review.completeness"));
        Paragraph meaning = new Paragraph(getTranslation("review.completeness.meaning"));
        meaning.addClassName("quiet");
        owed.addClassName("page-section");
        add(
                new ViewHeader(getPageTitle(), actions.toArray(Component[]::new)).about(total),
                filters,
                owed,
                matrix,
                meaning);
    }

    private void refresh() {
        Map<Office, List<Reported>> rows = completeness.of(kind.getValue(), year.getValue(), length.getValue());
        List<Deadline> due = deadlines.of(kind.getValue(), year.getValue(), length.getValue());
        matrix.removeAll();
        matrix.add(table(due, rows));
        sayTotal(rows);
        sayOwed(rows);
    }

    private void sayTotal(Map<Office, List<Reported>> rows) {
        Map<State, Integer> cells = new EnumMap<>(State.class);
        rows.values().stream().flatMap(List::stream).forEach(one -> cells.merge(one.state(), 1, Integer::sum));
        long offices = rows.values().stream()
                .filter(row -> row.stream().anyMatch(one -> one.state() == State.OVERDUE))
                .count();
        total.setText(getTranslation("review.completeness.total", cells.getOrDefault(State.OVERDUE, 0), offices));
    }

    private NativeTable table(List<Deadline> due, Map<Office, List<Reported>> rows) {
        NativeTable table = new NativeTable();
        table.addClassName("completeness");
        NativeTableRow titles = new NativeTableRow();
        titles.add(header("col", new Span(getTranslation("review.office"))));
        for (Deadline deadline : due) {
            LocalDate dueOn = deadline.dueOn();
            Span day = new Span(
                    dueOn == null
                            ? getTranslation("review.deadline.none")
                            : getTranslation("review.deadline.by", Formats.date(dueOn, locale)));
            day.addClassName("quiet");
            titles.add(header("col", new Span(Formats.period(deadline.period(), locale)), day));
        }
        NativeTableHeader head = new NativeTableHeader();
        head.add(titles);
        NativeTableBody body = new NativeTableBody();
        rows.forEach((office, cells) -> {
            NativeTableRow row = new NativeTableRow();
            if (office.equals(own)) {
                row.addClassName("own");
            }
            row.add(header("row", new Span(nameOf(office))));
            cells.forEach(cell -> row.add(cell(office, cell)));
            body.add(row);
        });
        table.add(head, body);
        return table;
    }

    private static NativeTableHeaderCell header(String scope, Component... content) {
        NativeTableHeaderCell cell = new NativeTableHeaderCell();
        cell.add(content);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private NativeTableCell cell(Office office, Reported reported) {
        NativeTableCell cell = new NativeTableCell();
        cell.getElement().setAttribute("data-reported", reported.state().name());
        String state = getTranslation("review.reported." + reported.state());
        String counts = counts(reported);
        Icon icon = iconOf(reported.state()).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Span said = new Span(icon, new Span(state));
        said.addClassName("reported-state");
        Span numbers = new Span(counts);
        numbers.addClassName("quiet");
        if (reported.records() == 0 && reported.state() == State.NOT_DUE) {
            cell.add(said);
            return cell;
        }
        Anchor link = new Anchor(
                DueAddress.of(
                        person,
                        kind.getValue(),
                        office.code(),
                        reported.period(),
                        reported.records() == 0 ? null : reported.foremost()),
                said,
                numbers);
        link.getElement().setAttribute("router-link", true);
        link.getElement()
                .setAttribute(
                        "aria-label",
                        nameOf(office) + ", " + Formats.period(reported.period(), locale) + ": " + state
                                + (counts.isEmpty() ? "" : ", " + counts));
        cell.add(link);
        return cell;
    }

    private String nameOf(Office office) {
        return ShortOffice.name(office, places, locale);
    }

    private static VaadinIcon iconOf(State state) {
        return switch (state) {
            case NOT_DUE -> VaadinIcon.MINUS;
            case NOTHING -> VaadinIcon.BAN;
            case NOT_REPORTED -> VaadinIcon.HOURGLASS;
            case DRAFT -> VaadinIcon.PENCIL;
            case SUBMITTED -> VaadinIcon.PAPERPLANE_O;
            case APPROVED -> VaadinIcon.CHECK;
            case OVERDUE -> VaadinIcon.WARNING;
        };
    }

    private String counts(Reported reported) {
        List<String> parts = new ArrayList<>();
        add(parts, "review.count.returned", reported.returned());
        add(parts, "review.count.draft", reported.draft());
        add(parts, "review.count.submitted", reported.submitted());
        add(parts, "review.count.approved", reported.approved());
        if (kind.getValue() == ReviewKind.ZONE_FIGURE && !reported.nothing()) {
            add(parts, "review.count.missing", reported.missing());
        }
        return String.join(Formats.chinese(locale) ? "，" : ", ", parts);
    }

    private void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(getTranslation(key, count));
        }
    }

    /** What the person's office has not reported of periods that have begun, with what can be done about it. */
    private void sayOwed(Map<Office, List<Reported>> rows) {
        owed.removeAll();
        Office office = own;
        owed.setVisible(office != null);
        if (office == null) {
            return;
        }
        owed.add(new H2(getTranslation("review.owed")));
        UnorderedList lines = new UnorderedList();
        lines.addClassName("owed");
        LocalDate today = LocalDate.now(clock);
        for (Reported one : rows.getOrDefault(office, List.of())) {
            boolean begun = !one.period().firstDay().isAfter(today);
            if (begun && (one.nothing() || one.dueOn() != null && !one.isComplete())) {
                lines.add(line(office, one));
            }
        }
        owed.add(lines.getChildren().findAny().isPresent() ? lines : new Paragraph(getTranslation("review.owed.none")));
    }

    private ListItem line(Office office, Reported one) {
        Span said = new Span(Formats.period(one.period(), locale) + " · "
                + getTranslation("review.reported." + one.state())
                + (counts(one).isEmpty() ? "" : " · " + counts(one)));
        ListItem line = new ListItem(said);
        if (one.records() > 0 && !one.isComplete()) {
            Anchor open = new Anchor(
                    DueAddress.of(person, kind.getValue(), office.code(), one.period(), one.foremost()),
                    getTranslation("review.owed.open"));
            open.getElement().setAttribute("router-link", true);
            line.add(open);
        }
        if (one.nothing()) {
            line.add(button("review.nothing.take-back", () -> {
                deadlines.takeBackNothing(kind.getValue(), one.period(), office.code());
                Notices.done(getTranslation("review.nothing.taken-back"));
            }));
        } else if (one.draft() + one.returned() == 0 && one.missing() > 0) {
            line.add(button("review.nothing.say", () -> {
                deadlines.sayNothingToReport(kind.getValue(), one.period(), office.code());
                Notices.done(getTranslation("review.nothing.said"));
            }));
        }
        return line;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(getTranslation(key), clicked -> {
            if (SaveFailures.attempt(action)) {
                refresh();
            }
        });
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }
}

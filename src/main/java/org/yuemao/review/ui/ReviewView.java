package org.yuemao.review.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.internal.LocaleUtil;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Period;
import org.yuemao.base.Period.Length;
import org.yuemao.base.ReviewState;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.GridRows;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.NarrowWindow;
import org.yuemao.base.ui.RowSelection;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Office;
import org.yuemao.place.Places;
import org.yuemao.review.ReviewFilter;
import org.yuemao.review.ReviewItem;
import org.yuemao.review.ReviewKind;
import org.yuemao.review.ReviewLists;
import org.yuemao.review.ReviewService;
import org.yuemao.review.ReviewStep;
import org.yuemao.review.ReviewsMoved;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/**
 * What waits for the provincial department, and what is still an office's to do: by kind and state, those first that have
 * waited longest. Many take a step at once. Everything that narrows the list is in the address.
 */
@Route("review")
@RolesAllowed({"OFFICIAL", "CLERK"})
@StyleSheet("review.css")
class ReviewView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final List<Integer> AGES = List.of(0, 3, 7, 14, 30);
    private static final int YEARS_OFFERED = 12;

    private final transient ReviewLists lists;
    private final transient ReviewService service;
    private final transient Places places;
    private final transient Clock clock;
    private final transient Person person;
    private final Locale locale = LocaleUtil.getLocale();
    private final Map<ReviewKind, Tab> kinds = new EnumMap<>(ReviewKind.class);
    private final Tabs tabs = new Tabs();
    private final Select<ReviewState> state = new Select<>();
    private final ComboBox<Office> office = new ComboBox<>();
    private final Select<Integer> year = new Select<>();
    private final Select<Period> part = new Select<>();
    private final Select<Integer> age = new Select<>();
    private final Span total = new Span();
    private final Grid<ReviewItem> grid = new Grid<>();
    private final Map<ReviewStep, Button> steps = new EnumMap<>(ReviewStep.class);
    private final RowSelection<ReviewItem> selection;
    private final CallbackDataProvider<ReviewItem, Void> rows;
    /** The version of each row as it was shown: what is decided on is what was seen. */
    private final Map<Long, Long> seen = new HashMap<>();

    private ReviewKind kind = ReviewKind.EVENT;
    private boolean exactly;
    private boolean arranging;

    ReviewView(
            ReviewLists lists,
            ReviewService service,
            Places places,
            LiveUpdates liveUpdates,
            Clock clock,
            CurrentPerson currentPerson) {
        this.lists = lists;
        this.service = service;
        this.places = places;
        this.clock = clock;
        person = currentPerson.get();
        rows = DataProvider.fromCallbacks(
                query -> lists.page(kind, filter(), query.getOffset(), query.getLimit()).stream()
                        .peek(item -> seen.put(item.id(), item.version())),
                query -> lists.count(kind, filter()));
        selection = new RowSelection<>(grid, ReviewItem::id, this::nameOf, this::all);
        describeTabs();
        describeFilters();
        describeGrid();
        describeSteps();
        layOut();
        LiveRefresh.follow(this, liveUpdates, change -> change instanceof ReviewsMoved, this::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation(person.mayOversee() ? "review.title" : "review.title.own");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = event.getLocation();
        arranging = true;
        ReviewState asked = LocationParameters.constant(location, "state", ReviewState.class);
        state.setValue(asked == null ? firstState() : asked);
        ReviewKind askedKind = LocationParameters.constant(location, "kind", ReviewKind.class);
        kind = askedKind == null ? firstKind() : askedKind;
        office.setValue(places.office(LocationParameters.text(location, "office")));
        String askedPeriod = LocationParameters.text(location, "period");
        Period period = askedPeriod == null ? null : Period.parse(askedPeriod).orElse(null);
        exactly = "true".equals(LocationParameters.text(location, "exactly"));
        offerYears(period);
        year.setValue(period == null ? null : period.year());
        offerParts();
        part.setValue(period == null || period.length() == Length.YEAR ? null : period);
        Integer days = LocationParameters.number(location, "days");
        age.setValue(days != null && AGES.contains(days) ? days : 0);
        tabs.setSelectedTab(kinds.get(kind));
        arranging = false;
        chooseNone();
        refresh();
    }

    /** Officials come for what waits; clerks for what was returned to them, if anything was. */
    private ReviewState firstState() {
        if (person.mayOversee()) {
            return ReviewState.SUBMITTED;
        }
        boolean returned = lists.counts(ReviewFilter.of(ReviewState.RETURNED)).values().stream()
                .anyMatch(count -> count > 0);
        return returned ? ReviewState.RETURNED : ReviewState.DRAFT;
    }

    private ReviewKind firstKind() {
        return lists.counts(ReviewFilter.of(state.getValue())).entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ReviewKind.EVENT);
    }

    private ReviewFilter filter() {
        Office of = office.getValue();
        Integer ofYear = year.getValue();
        Period ofPart = part.getValue();
        Period period = ofPart != null ? ofPart : ofYear == null ? null : Period.ofYear(ofYear);
        return new ReviewFilter(
                state.getValue(),
                of == null ? null : of.code(),
                period,
                exactly,
                Objects.requireNonNullElse(age.getValue(), 0));
    }

    private List<Long> all() {
        Map<Long, Long> versions = lists.versions(kind, filter());
        seen.putAll(versions);
        return new ArrayList<>(versions.keySet());
    }

    private void describeTabs() {
        for (ReviewKind one : ReviewKind.values()) {
            Tab tab = new Tab();
            kinds.put(one, tab);
            tabs.add(tab);
        }
        tabs.getElement().setAttribute("aria-label", getTranslation("review.kind"));
        tabs.addSelectedChangeListener(chosen -> {
            if (arranging) {
                return;
            }
            kinds.forEach((one, tab) -> {
                if (tab.equals(chosen.getSelectedTab())) {
                    kind = one;
                }
            });
            filterChanged();
        });
    }

    private void describeFilters() {
        state.setLabel(getTranslation("review.state"));
        state.setItems(person.mayOversee() ? OFFICIALS : CLERKS);
        state.setItemLabelGenerator(one -> getTranslation("base.review." + one));
        office.setLabel(getTranslation("review.office"));
        office.setItems(places.offices());
        office.setItemLabelGenerator(one -> one.names().in(locale));
        office.setPlaceholder(getTranslation("review.all"));
        office.setClearButtonVisible(true);
        office.setVisible(person.mayOversee());
        year.setLabel(getTranslation("review.year"));
        year.setEmptySelectionAllowed(true);
        year.setEmptySelectionCaption(getTranslation("review.all"));
        year.setItemLabelGenerator(one -> one == null ? getTranslation("review.all") : Integer.toString(one));
        part.setLabel(getTranslation("review.part"));
        part.setEmptySelectionAllowed(true);
        part.setEmptySelectionCaption(getTranslation("review.part.all"));
        part.setItemLabelGenerator(
                one -> one == null ? getTranslation("review.part.all") : Formats.period(one, locale));
        age.setLabel(getTranslation("review.age"));
        age.setItems(AGES);
        age.setItemLabelGenerator(
                days -> days == 0 ? getTranslation("review.age.any") : getTranslation("review.age.days", days));
        state.addValueChangeListener(changed -> filterChanged());
        office.addValueChangeListener(changed -> filterChanged());
        year.addValueChangeListener(changed -> {
            if (!arranging) {
                arranging = true;
                offerParts();
                arranging = false;
                filterChanged();
            }
        });
        part.addValueChangeListener(changed -> filterChanged());
        age.addValueChangeListener(changed -> filterChanged());
    }

    private static final List<ReviewState> OFFICIALS =
            List.of(ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.DRAFT, ReviewState.APPROVED);
    private static final List<ReviewState> CLERKS =
            List.of(ReviewState.RETURNED, ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.APPROVED);

    private void offerYears(@Nullable Period asked) {
        int now = java.time.Year.now(clock).getValue();
        int first = asked == null ? now - YEARS_OFFERED : Math.min(now - YEARS_OFFERED, asked.year());
        int last = asked == null ? now + 1 : Math.max(now + 1, asked.year());
        year.setItems(IntStream.rangeClosed(first, last)
                .map(one -> last + first - one)
                .boxed()
                .toList());
    }

    private void offerParts() {
        Integer of = year.getValue();
        part.setEnabled(of != null);
        List<Period> parts = new ArrayList<>();
        if (of != null) {
            parts.addAll(Period.within(Length.QUARTER, of, of));
            parts.addAll(Period.within(Length.MONTH, of, of));
        }
        part.setItems(parts);
    }

    private void filterChanged() {
        if (arranging) {
            return;
        }
        exactly = false;
        chooseNone();
        refresh();
        ReviewFilter filter = filter();
        new LocationParameters()
                .with("kind", kind)
                .with("state", filter.state())
                .with("office", filter.officeCode())
                .with("period", filter.period())
                .with("days", filter.waitingDays() == 0 ? null : filter.waitingDays())
                .show(UI.getCurrentOrThrow(), "review");
    }

    private void chooseNone() {
        seen.clear();
        selection.clear();
    }

    private void refresh() {
        Map<ReviewKind, Integer> counts = lists.counts(filter());
        counts.forEach((one, count) -> Objects.requireNonNull(kinds.get(one))
                .setLabel(getTranslation("review.tab", getTranslation("review.kind." + one), count)));
        total.setText(getTranslation("review.total." + state.getValue(), counts.getOrDefault(kind, 0)));
        steps.forEach((step, button) -> button.setVisible(step.isOpenTo(person.mayOversee(), state.getValue())));
        boolean waiting = state.getValue() == ReviewState.SUBMITTED;
        grid.setEmptyStateComponent(new EmptyState(
                getTranslation("review.empty." + state.getValue()),
                getTranslation(waiting && person.mayOversee() ? "review.empty.hint.done" : "review.empty.hint")));
        rows.refreshAll();
    }

    private void describeGrid() {
        grid.setItems(rows);
        grid.addClassName("review-grid");
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        grid.setMultiSort(false);
        grid.addColumn(LitRenderer.<ReviewItem>of("""
                        <div class="review-item"><a href=${item.address} router-link tabindex="-1">${item.name}</a>
                        <span class="quiet">${item.about}</span>
                        <div class="narrow-card">${item.office} · ${item.since}${item.remark ? ` · ${item.remark}` : ''}</div></div>""")
                        .withProperty("address", ReviewItem::address)
                        .withProperty("name", this::nameOf)
                        .withProperty("about", this::about)
                        .withProperty("office", item -> officeOf(item.officeCode()))
                        .withProperty("since", this::since)
                        .withProperty("remark", item -> item.review().reviewRemark()))
                .setHeader(getTranslation("review.record"))
                .setTooltipGenerator(this::nameOf)
                .setKey("record")
                .setWidth("18rem")
                .setFlexGrow(3)
                .setResizable(true);
        grid.addColumn(item -> officeOf(item.officeCode()))
                .setHeader(getTranslation("review.office"))
                .setKey("office")
                .setWidth("12rem")
                .setFlexGrow(1)
                .setResizable(true)
                .setVisible(person.mayOversee());
        grid.addColumn(this::since)
                .setHeader(getTranslation("review.since"))
                .setTooltipGenerator(item -> Formats.moment(item.since(), locale))
                .setKey("since")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("8rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addColumn(ReviewItem::by)
                .setHeader(getTranslation("review.by"))
                .setKey("by")
                .setWidth("8rem")
                .setFlexGrow(0)
                .setResizable(true);
        grid.addColumn(item -> item.review().reviewRemark())
                .setHeader(getTranslation("review.remark"))
                .setTooltipGenerator(item -> item.review().reviewRemark())
                .setKey("remark")
                .setWidth("14rem")
                .setFlexGrow(2)
                .setResizable(true);
        GridRows.onOpen(grid, item -> UI.getCurrentOrThrow().navigate(item.address()));
        NarrowWindow.follow(this, narrow -> {
            for (String key : List.of("since", "by", "remark")) {
                grid.getColumnByKey(key).setVisible(!narrow);
            }
            grid.getColumnByKey("office").setVisible(!narrow && person.mayOversee());
        });
    }

    private void describeSteps() {
        for (ReviewStep step : ReviewStep.values()) {
            Button button = ReviewSteps.button(step);
            boolean first = step == ReviewStep.APPROVE || step == ReviewStep.SUBMIT;
            Key key = first ? Key.KEY_A : Key.KEY_R;
            if (step != ReviewStep.TAKE_BACK) {
                button.addClickShortcut(key, KeyModifier.ALT);
                button.setTooltipText(first ? "Alt+A" : "Alt+R");
            }
            button.addClickListener(clicked -> take(step));
            steps.put(step, button);
            selection.addAction(button);
        }
    }

    private void take(ReviewStep step) {
        Map<Long, Long> versions = new LinkedHashMap<>();
        selection.ids().forEach(id -> versions.put(id, seen.getOrDefault(id, -1L)));
        if (versions.isEmpty()) {
            return;
        }
        ReviewSteps.take(service, step, kind, versions, () -> {
            chooseNone();
            refresh();
        });
    }

    private void layOut() {
        addClassNames("view", "review-view");
        total.addClassName("quiet");
        total.getElement().setAttribute("role", "status");
        Div filters = new Div(state, office, year, part, age);
        filters.addClassName("filter-bar");
        add(new ViewHeader(getPageTitle()).about(total), tabs, filters, selection, grid);
    }

    private String nameOf(ReviewItem item) {
        String name = item.names().in(locale);
        return item.kind() == ReviewKind.EVENT ? item.code() + " " + name : name;
    }

    private String about(ReviewItem item) {
        Period period = item.period();
        String when = period == null
                ? Formats.dates(item.firstDay(), item.lastDay(), locale)
                : Formats.period(period, locale);
        return switch (item.kind()) {
            case EVENT -> when;
            case ZONE_FIGURE ->
                when + " · " + getTranslation("zone.metric." + item.metric()) + " "
                        + Formats.decimal(item.amount(), 2, locale);
            case OBSERVATION ->
                item.amount() == null
                        ? when
                        : when + " · " + Formats.decimal(item.amount(), 4, locale) + " " + item.unit();
        };
    }

    private String officeOf(String code) {
        Office known = places.office(code);
        return known == null ? code : ShortOffice.name(known, places, locale);
    }

    private String since(ReviewItem item) {
        long days = Duration.between(item.since(), clock.instant()).toDays();
        return days == 0 ? getTranslation("review.since.today") : getTranslation("review.since.days", days);
    }
}

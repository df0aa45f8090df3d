package org.yuemao.indicator.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.Period;
import org.yuemao.base.entry.EntryService;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.ListAction.OfferedList;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.LocationParameters;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.base.ui.sheet.ListOrSheet;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.event.EventChanged;
import org.yuemao.event.EventsChanged;
import org.yuemao.filter.SavedFilterService;
import org.yuemao.filter.ui.SavedFilters;
import org.yuemao.indicator.Contradictions;
import org.yuemao.indicator.Indicator;
import org.yuemao.indicator.IndicatorChanged;
import org.yuemao.indicator.IndicatorReadings;
import org.yuemao.indicator.IndicatorReadings.Reading;
import org.yuemao.indicator.IndicatorService;
import org.yuemao.indicator.IndicatorTables;
import org.yuemao.indicator.Observation;
import org.yuemao.indicator.ObservationRows;
import org.yuemao.indicator.Target;
import org.yuemao.indicator.TargetService;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.review.ReviewService;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;
import org.yuemao.security.Role;

/**
 * What sources state of the province and its cities, with what follows from the figures beside it, and the targets. The
 * filters are in the address.
 */
@Route("indicators")
@PermitAll
@StyleSheet("indicator.css")
class IndicatorsView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String SHAPE = "observations";

    private final transient IndicatorTexts texts = IndicatorTexts.ofPerson();
    private final transient IndicatorService service;
    private final transient IndicatorReadings readings;
    private final transient TargetService targets;
    private final transient ObservationRows rows;
    private final transient EntryService entering;
    private final transient SharedForms forms;
    private final transient ReviewService reviews;
    private final transient Places places;
    private final transient Clock clock;
    private final transient Person person;
    private final ComboBox<String> geography;
    private final Select<Integer> year = new Select<>();
    private final ComboBox<String> indicator;
    private final Button redefine = new Button(texts.text("redefine"), VaadinIcon.PENCIL.create());
    private final Button clear = new Button(texts.text("filter.clear"), VaadinIcon.CLOSE.create());
    private final SavedFilters saved;
    private final Findings findings = new Findings(this::open);
    private final IndicatorHistory history = new IndicatorHistory();
    private final ObservationList observationList;
    private final TargetList targetList;
    private final ListOrSheet shape = new ListOrSheet(SHAPE, this::showAs);
    private @Nullable ObservationsSheet sheet;
    private transient Map<String, Indicator> indicators = Map.of();
    private transient Runnable openDialog = () -> {};
    private boolean arranging;

    IndicatorsView(
            IndicatorService service,
            IndicatorReadings readings,
            TargetService targets,
            IndicatorTables tables,
            ObservationRows rows,
            EntryService entering,
            ListActions actions,
            SharedForms forms,
            ReviewService reviews,
            Places places,
            SavedFilterService savedFilters,
            LiveUpdates liveUpdates,
            Clock clock,
            CurrentPerson currentPerson) {
        this.service = service;
        this.readings = readings;
        this.targets = targets;
        this.rows = rows;
        this.entering = entering;
        this.forms = forms;
        this.reviews = reviews;
        this.places = places;
        this.clock = clock;
        person = currentPerson.get();
        geography = PlaceFields.geography(texts.text("filter.geography"), places.geographies(), places);
        indicator = Fields.choice(texts.text("filter.indicator"), List.of(), this::namesOf);
        observationList = new ObservationList(this::nameOf, this::open);
        targetList = new TargetList(this::nameOf, this::move);
        saved = new SavedFilters(
                savedFilters, "indicators", "indicators", () -> parameters().query());
        observationList.offer(shape);
        describeFilters();
        layOut(actions.of(
                new OfferedList(
                                "indicator.observations",
                                () -> tables.observations(
                                        observationList.shown(), geography.getValue(), year.getValue(), texts.locale()))
                        .entered("observations"),
                new OfferedList(
                        "indicator.targets",
                        () -> tables.targets(targetList.shown(), year.getValue(), texts.locale()))));
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof IndicatorChanged
                        || change instanceof EventChanged
                        || change instanceof EventsChanged,
                this::refreshFromOthers);
    }

    private void describeFilters() {
        year.setLabel(texts.text("filter.year"));
        year.setEmptySelectionAllowed(true);
        year.setEmptySelectionCaption(texts.text("filter.all"));
        year.setItemLabelGenerator(one -> one == null ? texts.text("filter.all") : String.valueOf(one));
        indicator.setPlaceholder(texts.text("filter.all"));
        indicator.setClearButtonVisible(true);
        Stream.<HasValue<?, ?>>of(geography, year, indicator)
                .forEach(field -> field.addValueChangeListener(changed -> filterChanged()));
        redefine.addThemeVariants(ButtonVariant.TERTIARY);
        redefine.addClickListener(clicked -> define(indicators.get(Objects.requireNonNull(indicator.getValue()))));
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        clear.addClickListener(clicked -> {
            arranging = true;
            year.clear();
            indicator.clear();
            geography.setValue(Places.PROVINCE);
            arranging = false;
            filterChanged();
            geography.focus();
        });
    }

    private void layOut(Div actions) {
        addClassNames("view", "page", "indicators-view");
        Button observe = new Button(texts.text("observe"), VaadinIcon.PLUS.create(), clicked -> observe());
        observe.addThemeVariants(ButtonVariant.PRIMARY);
        observe.setTooltipText("Alt+N");
        observe.addClickShortcut(Key.KEY_N, KeyModifier.ALT);
        observe.setVisible(person.mayWrite());
        Button define = new Button(texts.text("define"), VaadinIcon.PLUS.create(), clicked -> define(null));
        define.setVisible(person.role() == Role.OFFICIAL);
        Button set = new Button(texts.text("target.set"), VaadinIcon.FLAG_O.create(), clicked -> setTarget());
        set.setVisible(maySetTargets());
        Div filters = new Div(geography, year, indicator, redefine, clear, saved);
        filters.addClassNames("filter-bar", "indicator-filters");
        add(new ViewHeader(getPageTitle(), actions, set, define, observe));
        if (person.mayWrite() || maySetTargets()) {
            Stream.of("observation:", "indicator:", "target:")
                    .forEach(kind -> add(forms.waiting(kind, this::goOnWith)));
        }
        add(filters, findings, history, observationList);
        add(targetList);
    }

    private boolean maySetTargets() {
        return person.role() == Role.OFFICIAL || person.role() == Role.ADMINISTRATOR;
    }

    @Override
    public String getPageTitle() {
        return texts.text("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Location location = saved.opened(event);
        arranging = true;
        offer();
        String asked = LocationParameters.text(location, "geography");
        geography.setValue(places.geographies().contains(String.valueOf(asked)) ? asked : Places.PROVINCE);
        Integer askedYear = LocationParameters.number(location, "year");
        year.setValue(years().contains(askedYear) ? askedYear : null);
        String code = LocationParameters.text(location, "indicator");
        indicator.setValue(indicators.containsKey(String.valueOf(code)) ? code : null);
        arranging = false;
        saved.refresh();
        show();
    }

    private void filterChanged() {
        if (arranging) {
            return;
        }
        if (geography.isEmpty()) {
            // A list of nowhere would be empty without a reason.
            geography.setValue(Places.PROVINCE);
            return;
        }
        parameters().with(SHAPE, shape.isSheet() ? "sheet" : null).show(UI.getCurrent(), "indicators");
        saved.refresh();
        show();
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent left) {
        UnsavedChanges.guard(left, this);
    }

    /** Shows the observations in a sheet or in the list; a sheet with something that is not saved waits out of sight. */
    private void showAs(boolean asSheet) {
        if (asSheet && sheet == null) {
            ObservationRecords records = new ObservationRecords(service, readings, rows, entering, texts);
            sheet = new ObservationsSheet(records, texts, forms, () -> {});
            observationList.offer(sheet);
        }
        observationList.showGrid(!asSheet);
        ObservationsSheet known = sheet;
        if (known != null) {
            known.setVisible(asSheet);
            if (!asSheet && !UnsavedChanges.in(known)) {
                known.removeFromParent();
                sheet = null;
            }
            show();
            if (asSheet) {
                known.focus();
            }
        }
    }

    private LocationParameters parameters() {
        String chosen = geography.getValue();
        return new LocationParameters()
                .with("geography", Places.PROVINCE.equals(chosen) ? null : chosen)
                .with("year", year.getValue())
                .with("indicator", indicator.getValue());
    }

    private void refreshFromOthers() {
        refresh();
        openDialog.run();
    }

    private void refresh() {
        arranging = true;
        offer();
        arranging = false;
        show();
    }

    /** Offers the indicators and years that there are; what is chosen stays chosen. */
    private void offer() {
        indicators = readings.indicators().stream()
                .sorted(Comparator.comparing(one -> one.name(texts.locale())))
                .collect(Collectors.toMap(Indicator::code, one -> one, (one, other) -> one, LinkedHashMap::new));
        String chosen = indicator.getValue();
        Fields.offer(indicator, indicators.keySet(), this::namesOf);
        indicator.setValue(indicators.containsKey(String.valueOf(chosen)) ? chosen : null);
        Integer chosenYear = year.getValue();
        List<Integer> years = years();
        if (!years.equals(year.getListDataView().getItems().toList())) {
            year.setItems(years);
            year.setValue(years.contains(chosenYear) ? chosenYear : null);
        }
    }

    private List<Integer> years() {
        String where = Objects.requireNonNullElse(geography.getValue(), Places.PROVINCE);
        return Stream.concat(
                        readings.of(where).stream()
                                .map(reading -> reading.data().year()),
                        targets.targets().stream().map(target -> target.data().year()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private void show() {
        String where = geography.getValue();
        String code = indicator.getValue();
        Integer ofYear = year.getValue();
        List<Reading> everything = readings.of(where);
        Predicate<Reading> asked =
                reading -> (code == null || code.equals(reading.data().indicatorCode()))
                        && (ofYear == null || ofYear == reading.data().year());
        List<Reading> shown = everything.stream().filter(asked).toList();
        List<Contradictions.Pair<Reading>> contradictions = readings.contradictions(shown);
        Set<Long> contradicting = contradictions.stream()
                .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                .map(reading -> reading.observation().id())
                .collect(Collectors.toSet());
        List<Target> ofTargets = where.equals(Places.PROVINCE) ? targets.targets() : List.of();
        findings.show(shown, contradictions, this::nameOf);
        history.show(code == null ? null : indicators.get(code), everything, ofTargets);
        observationList.show(shown, contradicting, everything.isEmpty());
        if (sheet != null && shape.isSheet()) {
            sheet.show(
                    new ObservationRecords.Filter(where, code, ofYear),
                    service.mayWrite(where),
                    DraftSubject.ofSheet(
                            ObservationRecords.sheetOf(where),
                            texts.text("sheet.draft", places.nameOf(where, texts.locale())),
                            "indicators?" + SHAPE + "=sheet&geography=" + where));
        }
        targetList.setVisible(where.equals(Places.PROVINCE));
        targetList.show(ofTargets.stream()
                .filter(target -> code == null || code.equals(target.data().indicatorCode()))
                .filter(target -> ofYear == null || ofYear == target.data().year())
                .toList());
        redefine.setVisible(code != null && person.role() == Role.OFFICIAL);
        clear.setVisible(code != null || ofYear != null || !where.equals(Places.PROVINCE));
    }

    private Names namesOf(String code) {
        Indicator known = indicators.get(code);
        return known == null ? new Names(code, code) : known.names();
    }

    private String nameOf(String code) {
        return namesOf(code).in(texts.locale());
    }

    private List<String> units() {
        return indicators.values().stream()
                .map(one -> one.data().unit())
                .distinct()
                .sorted()
                .toList();
    }

    private ObservationDialog observe() {
        ObservationDialog dialog =
                dialog(places.geographies().stream().filter(person::mayWriteFor).toList());
        dialog.enter(
                indicator.getValue(), geography.getValue(), year.isEmpty() ? null : Period.ofYear(year.getValue()));
        return dialog;
    }

    private ObservationDialog open(Observation observation) {
        ObservationDialog dialog = dialog(places.geographies());
        dialog.show(observation);
        return dialog;
    }

    /** Opens the dialog that a draft was typed into, and puts it back there. */
    private void goOnWith(Draft draft) {
        String[] key = draft.subject().formKey().split(":", 2);
        Long id = draft.subject().isNew() ? null : Long.valueOf(key[1]);
        switch (key[0]) {
            case "observation" -> {
                if (id == null) {
                    observe().restore(draft);
                } else {
                    service.findObservation(id).ifPresentOrElse(one -> open(one).restore(draft), this::sayGone);
                }
            }
            case "indicator" -> {
                if (id == null) {
                    define(null).restore(draft);
                } else {
                    service.find(id).ifPresentOrElse(one -> define(one).restore(draft), this::sayGone);
                }
            }
            default -> {
                if (id == null) {
                    setTarget().restore(draft);
                } else {
                    targets.find(id).ifPresentOrElse(one -> moveTarget(one).restore(draft), this::sayGone);
                }
            }
        }
    }

    private void sayGone() {
        Notices.refused(getTranslation("base.gone"));
    }

    private IndicatorDialog define(@Nullable Indicator kept) {
        IndicatorDialog dialog = IndicatorDialog.open(service, forms, units(), kept, this::refresh);
        openDialog = dialog::takeOverLatest;
        return dialog;
    }

    private TargetDialog setTarget() {
        return TargetDialog.set(
                targets,
                forms,
                List.copyOf(indicators.values()),
                year.isEmpty() ? LocalDate.now(clock).getYear() : year.getValue(),
                this::refresh);
    }

    private TargetDialog moveTarget(Target target) {
        TargetDialog dialog =
                TargetDialog.move(targets, forms, List.copyOf(indicators.values()), target, this::refresh);
        openDialog = dialog::takeOverLatest;
        return dialog;
    }

    private ObservationDialog dialog(List<String> geographies) {
        ObservationDialog dialog =
                new ObservationDialog(service, readings, geographies, places, forms, reviews, person, this::refresh);
        openDialog = dialog::takeOverLatest;
        return dialog;
    }

    private void move(Target target) {
        if (maySetTargets()) {
            moveTarget(target);
        }
    }
}

package org.yuemao.event.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.ReviewState;
import org.yuemao.event.EventFilter;
import org.yuemao.event.EventStatus;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;

/** The filters that the list, the calendar and the timeline of events have in common. */
class EventFilterBar extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final transient EventTexts texts = EventTexts.of(this);
    private final transient Places places;
    private final TextField search = new TextField();
    private final Select<Programme> programme = new Select<>();
    private final Select<Integer> year = new Select<>();
    private final Select<Integer> month = new Select<>();
    private final MultiSelectComboBox<EventStatus> statuses = new MultiSelectComboBox<>();
    private final Select<ReviewState> review = new Select<>();
    private final ComboBox<String> office = new ComboBox<>();
    private final ComboBox<String> place = new ComboBox<>();
    private final ComboBox<String> sector = new ComboBox<>();
    private final Button period = new Button(VaadinIcon.CLOSE_SMALL.create());
    private final Button clear = new Button(VaadinIcon.CLOSE.create());
    private final transient Consumer<EventFilter> changed;
    private final boolean withPeriod;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;
    private boolean showing;

    /** Calls back with every change; year, month and review are offered only with a period to choose. */
    EventFilterBar(Places places, List<Integer> years, boolean withPeriod, Consumer<EventFilter> changed) {
        this.places = places;
        this.changed = changed;
        this.withPeriod = withPeriod;
        describeFields(years);
        listen();
        layOut();
    }

    /** Whether how far the review is may be chosen: not where the person reads only what is approved. */
    void setReviewsOffered(boolean offered) {
        review.setVisible(offered);
    }

    /** Shows the filter without calling back. */
    void show(EventFilter filter) {
        showing = true;
        search.setValue(filter.search());
        programme.setValue(filter.programme());
        Integer filteredYear = filter.year();
        if (filteredYear != null && year.getListDataView().getItems().noneMatch(filteredYear::equals)) {
            year.setItems(Stream.concat(
                            Stream.of(filteredYear), year.getListDataView().getItems())
                    .toList());
        }
        year.setValue(filteredYear);
        month.setValue(filter.month());
        statuses.setValue(filter.statuses());
        review.setValue(filter.reviewState());
        office.setValue(filter.officeCode());
        place.setValue(filter.countryCode() != null ? filter.countryCode() : filter.provinceCode());
        sector.setValue(filter.sectorCode());
        from = filter.from();
        to = filter.to();
        showing = false;
        showState();
    }

    /** Adds something behind the filters. */
    void add(Component component) {
        getContent().add(component);
    }

    void focusSearch() {
        search.focus();
    }

    private void describeFields(List<Integer> years) {
        search.setLabel(texts.text("filter.search"));
        search.setPlaceholder(texts.text("filter.search.hint"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(250);
        search.addClassName("list-search");
        offer(programme, texts.text("field.programme"), List.of(Programme.values()), texts::programme);
        offer(year, texts.text("filter.year"), years, String::valueOf);
        offer(
                month,
                texts.text("filter.month"),
                IntStream.rangeClosed(1, 12).boxed().toList(),
                texts::monthAlone);
        statuses.setLabel(texts.text("field.status"));
        statuses.setItems(EventStatus.values());
        statuses.setItemLabelGenerator(texts::status);
        statuses.setPlaceholder(texts.text("filter.all"));
        statuses.setClearButtonVisible(true);
        offer(review, texts.text("field.reviewState"), List.of(ReviewState.values()), texts::review);
        choose(
                office,
                texts.text("field.officeCode"),
                places.offices().stream().map(one -> one.code()).toList());
        office.setItemLabelGenerator(code -> EventFields.officeName(places, code, texts.locale()));
        choose(
                place,
                texts.text("filter.place"),
                Stream.concat(
                                places.countries().stream()
                                        .map(one -> one.code())
                                        .filter(code -> !code.equals("CN")),
                                places.provinces().stream()
                                        .filter(one -> one.mainland())
                                        .map(one -> one.code()))
                        .toList());
        choose(
                sector,
                texts.text("field.sectors"),
                places.sectors().stream().map(one -> one.code()).toList());
        period.setIconAfterText(true);
        clear.setText(texts.text("filter.clear"));
        clear.addThemeVariants(ButtonVariant.TERTIARY);
    }

    private <T> void offer(Select<T> select, String label, List<T> items, ItemLabelGenerator<T> name) {
        select.setLabel(label);
        select.setItems(items);
        select.setItemLabelGenerator(item -> item == null ? texts.text("filter.all") : name.apply(item));
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(texts.text("filter.all"));
        select.addClassName("event-filter");
    }

    private void choose(ComboBox<String> box, String label, List<String> codes) {
        box.setLabel(label);
        box.setItems((code, typed) -> matches(places, code, typed), codes);
        box.setItemLabelGenerator(code -> places.nameOf(code, texts.locale()));
        box.setPlaceholder(texts.text("filter.all"));
        box.setClearButtonVisible(true);
        box.addClassName("event-filter");
    }

    /** Whether the code or one of the two names begins with or contains what was typed. */
    static boolean matches(Places places, String code, String typed) {
        String sought = typed.strip().toLowerCase(Locale.ROOT);
        var office = places.office(code);
        Names names = office == null ? null : office.names();
        return Stream.of(
                        code,
                        places.nameOf(code, Locale.ENGLISH),
                        places.nameOf(code, Locale.CHINESE),
                        names == null ? "" : names.in(Locale.ENGLISH),
                        names == null ? "" : names.in(Locale.CHINESE))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
    }

    private void listen() {
        for (HasValue<?, ?> field :
                List.<HasValue<?, ?>>of(search, programme, year, month, statuses, review, office, place, sector)) {
            field.addValueChangeListener(event -> tell());
        }
        period.addClickListener(click -> {
            from = null;
            to = null;
            tell();
        });
        clear.addClickListener(click -> {
            show(new EventFilter(
                    "",
                    null,
                    withPeriod ? null : year.getValue(),
                    withPeriod ? null : month.getValue(),
                    null,
                    null,
                    Set.of(),
                    null,
                    null,
                    null,
                    null,
                    null));
            tell();
            search.focus();
        });
    }

    private void tell() {
        if (!showing) {
            showState();
            changed.accept(filter());
        }
    }

    private EventFilter filter() {
        String code = place.getValue();
        boolean country = places.country(code) != null;
        return new EventFilter(
                search.getValue(),
                programme.getValue(),
                year.getValue(),
                month.getValue(),
                from,
                to,
                statuses.getValue(),
                review.getValue(),
                office.getValue(),
                country ? code : null,
                country ? null : code,
                sector.getValue());
    }

    private void showState() {
        period.setVisible(from != null || to != null);
        period.setText(texts.text(
                "filter.period",
                from == null ? "…" : texts.day(Objects.requireNonNull(from)),
                to == null ? "…" : texts.day(Objects.requireNonNull(to))));
        EventFilter now = filter();
        clear.setVisible(!EventAddress.parameters(
                        withPeriod
                                ? now
                                : new EventFilter(
                                        now.search(),
                                        now.programme(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        now.statuses(),
                                        now.reviewState(),
                                        now.officeCode(),
                                        now.countryCode(),
                                        now.provinceCode(),
                                        now.sectorCode()))
                .isEmpty());
    }

    private void layOut() {
        getContent().addClassNames("filter-bar", "list-filters");
        List<Component> all = new ArrayList<>();
        all.add(search);
        all.add(programme);
        if (withPeriod) {
            all.add(year);
            all.add(month);
        }
        all.addAll(List.of(statuses, office, place, sector));
        if (withPeriod) {
            all.add(review);
        }
        all.add(period);
        all.add(clear);
        getContent().add(all);
    }
}

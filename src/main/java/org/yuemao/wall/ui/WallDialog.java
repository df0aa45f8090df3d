package org.yuemao.wall.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.dashboard.DashboardService;
import org.yuemao.event.Programme;
import org.yuemao.place.Places;
import org.yuemao.place.ui.PlaceFields;
import org.yuemao.summary.Included;
import org.yuemao.summary.SummaryService;
import org.yuemao.summary.ui.FilterFields;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallData;
import org.yuemao.wall.WallLanguages;
import org.yuemao.wall.WallScreen;
import org.yuemao.wall.WallScreenKind;
import org.yuemao.wall.WallService;

/** Hangs up a wall or changes one: its name, its pace, its languages, and its screens in their order. */
class WallDialog extends FormDialog {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_SECONDS = 20;

    private final transient WallService walls;
    private final transient @Nullable Wall wall;
    private final transient Runnable done;
    private final TextField name = new TextField(getTranslation("wall.name"));
    private final IntegerField seconds = Fields.count(getTranslation("wall.seconds"));
    private final Select<WallLanguages> languages = new Select<>();
    private final Select<WallScreenKind> kind = new Select<>();
    private final Select<String> year = new Select<>();
    private final Select<Programme> programme = new Select<>();
    private final Select<Long> dashboard = new Select<>();
    private final ComboBox<String> city;
    private final ComboBox<String> sector;
    private final Checkbox all = new Checkbox(getTranslation("summary.included"));
    private final Paragraph problem = new Paragraph();
    private final WallOrder order;
    private transient WallData before;

    WallDialog(
            WallService walls,
            SummaryService summaries,
            DashboardService dashboards,
            Places places,
            @Nullable Wall wall,
            Clock clock,
            Runnable done) {
        super("52rem");
        this.walls = walls;
        this.wall = wall;
        this.done = done;
        int now = LocalDate.now(clock).getYear();
        int latest = summaries.latestYear(now);
        city = PlaceFields.city(getTranslation("summary.filter.city"), places);
        sector = PlaceFields.sector(getTranslation("summary.filter.sector"), places);
        Map<Long, String> names = new LinkedHashMap<>();
        dashboards.list().forEach(one -> names.put(one.id(), one.name()));
        order = new WallOrder(places, names);
        dashboard.setLabel(getTranslation("wall.screen.DASHBOARD"));
        dashboard.setItems(names.keySet());
        dashboard.setItemLabelGenerator(id -> id == null ? "" : names.getOrDefault(id, ""));
        dashboard.setHelperText(getTranslation(names.isEmpty() ? "wall.dashboard.none" : "wall.dashboard.hint"));
        setHeaderTitle(wall == null ? getTranslation("wall.new") : wall.data().name());
        describe(
                Stream.concat(summaries.years().stream(), Stream.of(now))
                        .distinct()
                        .toList(),
                latest == now ? null : latest);
        Button add = new Button(getTranslation("wall.screen.add"), clicked -> addScreen());
        Div rhythm = new Div(seconds, languages);
        rhythm.addClassName("filter-bar");
        Div screen = new Div(kind, dashboard, year, programme, city, sector, all, add);
        screen.addClassName("filter-bar");
        Paragraph hint = new Paragraph(getTranslation("wall.order.hint"));
        hint.addClassName("quiet");
        Div form = new Div(name, rhythm, new H3(getTranslation("wall.screens")), hint, order, problem, screen);
        form.addClassName("wall-form");
        add(form);
        show(wall == null ? proposed(latest == now ? null : latest) : wall.data());
        before = read();
        kind.addValueChangeListener(chosen -> showFieldsOfKind());
        showFieldsOfKind();
        onSave(() -> !read().equals(before), this::save);
        name.focus();
    }

    private void describe(List<Integer> years, @Nullable Integer usual) {
        name.setMaxLength(WallService.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        seconds.setMin(WallService.SHORTEST_SECONDS);
        seconds.setMax(WallService.LONGEST_SECONDS);
        seconds.setStepButtonsVisible(true);
        seconds.setStep(5);
        seconds.setMin(WallService.SHORTEST_SECONDS);
        languages.setLabel(getTranslation("wall.languages"));
        languages.setItems(WallLanguages.values());
        languages.setItemLabelGenerator(one -> getTranslation("wall.languages." + one));
        kind.setLabel(getTranslation("wall.screen"));
        kind.setItems(WallScreenKind.values());
        kind.setItemLabelGenerator(one -> getTranslation(one.nameKey()));
        kind.setValue(WallScreenKind.FIGURES);
        year.setLabel(getTranslation("summary.filter.year"));
        year.setItems(Stream.concat(Stream.of(""), years.stream().map(String::valueOf))
                .toList());
        year.setItemLabelGenerator(one -> one == null || one.isEmpty() ? getTranslation("wall.year.current") : one);
        year.setValue(usual == null ? "" : String.valueOf(usual));
        FilterFields.describe(programme, city, sector);
        problem.addClassName("wall-problem");
        problem.getElement().setAttribute("role", "alert");
    }

    /** Nobody begins with an empty wall. */
    private WallData proposed(@Nullable Integer shownYear) {
        return new WallData(
                "",
                USUAL_SECONDS,
                WallLanguages.ZH,
                Stream.of(WallScreenKind.FIGURES, WallScreenKind.TARGETS, WallScreenKind.CITIES, WallScreenKind.PLACES)
                        .map(one -> WallScreen.of(one, shownYear, null, null, null))
                        .toList());
    }

    private void show(WallData data) {
        name.setValue(data.name());
        seconds.setValue(data.seconds());
        languages.setValue(data.languages());
        order.show(data.screens());
    }

    private WallData read() {
        return new WallData(
                name.getValue(),
                Objects.requireNonNullElse(seconds.getValue(), 0),
                languages.getValue(),
                new ArrayList<>(order.screens()));
    }

    /** A dashboard says itself what its tiles count. */
    private void showFieldsOfKind() {
        boolean whole = kind.getValue() == WallScreenKind.DASHBOARD;
        dashboard.setVisible(whole);
        Stream.<Component>of(year, programme, city, sector, all).forEach(field -> field.setVisible(!whole));
    }

    private void addScreen() {
        problem.setText("");
        dashboard.setInvalid(false);
        if (kind.getValue() == WallScreenKind.DASHBOARD) {
            Long whole = dashboard.getValue();
            if (whole == null) {
                dashboard.setErrorMessage(getTranslation("wall.refused.dashboard"));
                dashboard.setInvalid(true);
            } else {
                order.add(WallScreen.of(whole));
            }
            return;
        }
        String chosen = year.getValue();
        order.add(WallScreen.of(
                        kind.getValue(),
                        chosen == null || chosen.isEmpty() ? null : Integer.valueOf(chosen),
                        programme.getValue(),
                        city.getValue(),
                        sector.getValue())
                .with(Included.of(all.getValue())));
    }

    private void save() {
        name.setInvalid(false);
        seconds.setInvalid(false);
        problem.setText("");
        if (SaveFailures.attempt(this::write, Map.of("name", name, "seconds", seconds))) {
            finish(getTranslation("base.saved"));
            done.run();
        }
    }

    private void write() {
        Wall known = wall;
        try {
            if (known == null) {
                walls.create(read());
            } else {
                walls.change(known.id(), known.version(), read());
            }
        } catch (Refusal refused) {
            if ("screens".equals(refused.field())) {
                problem.setText(SaveFailures.reason(refused));
            }
            throw refused;
        }
    }
}

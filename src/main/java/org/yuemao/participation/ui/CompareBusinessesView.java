package org.yuemao.participation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.Duplicates;
import org.yuemao.business.ui.TwinReasons;
import org.yuemao.participation.BusinessMerge;
import org.yuemao.participation.ClashChoice;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** Two businesses side by side, field by field and with what they took part in: to be merged, or told apart for good. */
@StyleSheet("business.css")
@Route("businesses/duplicates")
@PermitAll
class CompareBusinessesView extends Div implements HasUrlParameter<String>, HasDynamicTitle, Breadcrumbed {
    private static final long serialVersionUID = 1L;
    private static final int MANY = 10_000;

    private final transient BusinessService businesses;
    private final transient BusinessMerge merges;
    private final transient Duplicates duplicates;
    private final transient ParticipationLists lists;
    private final transient BusinessHistory history;
    private final transient CurrentPerson currentPerson;
    private final transient Places places;

    private final Button merge = new Button(getTranslation("participation.merge.merge"), clicked -> confirm());
    private final Button different = new Button(getTranslation("business.duplicates.different"), clicked -> decide());
    private final Div content = new Div();
    private final RadioButtonGroup<Side> kept = new RadioButtonGroup<>();
    private final Map<String, RadioButtonGroup<Side>> choices = new LinkedHashMap<>();
    private final Map<Long, RadioButtonGroup<ClashChoice>> clashChoices = new LinkedHashMap<>();
    private transient Map<Side, Business> both = Map.of();
    private transient Map<Side, Map<Long, Participation>> parts = Map.of();

    private enum Side {
        FIRST,
        SECOND,
        BOTH;

        Side other() {
            return this == FIRST ? SECOND : FIRST;
        }
    }

    /** What is chosen as one: a code or the reason for having none, a city or a country, or a single field. */
    private record Choosable(String name, String labelKey, Function<BusinessData, String> text) {}

    CompareBusinessesView(
            BusinessService businesses,
            BusinessMerge merges,
            Duplicates duplicates,
            ParticipationLists lists,
            BusinessHistory history,
            CurrentPerson currentPerson,
            Places places) {
        this.businesses = businesses;
        this.merges = merges;
        this.duplicates = duplicates;
        this.lists = lists;
        this.history = history;
        this.currentPerson = currentPerson;
        this.places = places;
        merge.addThemeVariants(ButtonVariant.PRIMARY);
        kept.setLabel(getTranslation("participation.merge.kept"));
        kept.addClassName("compared");
        kept.setItemLabelGenerator(side -> name(side));
        kept.addValueChangeListener(changed -> {
            if (changed.isFromClient()) {
                build();
            }
        });
        content.addClassName("compare");
        addClassNames("view", "page");
        add(new ViewHeader(getPageTitle(), different, merge), content);
    }

    @Override
    public void setParameter(BeforeEvent event, String pair) {
        if (currentPerson.find().filter(Person::mayWrite).isEmpty() || !pair.matches("\\d{1,18}-\\d{1,18}")) {
            throw new NotFoundException();
        }
        long first = Long.parseLong(pair.substring(0, pair.indexOf('-')));
        long second = Long.parseLong(pair.substring(pair.indexOf('-') + 1));
        if (first == second) {
            throw new NotFoundException();
        }
        for (long id : new long[] {first, second}) {
            businesses.keptInsteadOf(id).ifPresent(into -> event.forwardTo("businesses/" + into));
        }
        show(first, second);
    }

    private void show(long first, long second) {
        both = new EnumMap<>(Map.of(Side.FIRST, find(first), Side.SECOND, find(second)));
        parts = new EnumMap<>(
                Map.of(Side.FIRST, merges.participationsOf(first), Side.SECOND, merges.participationsOf(second)));
        kept.setItems(Side.FIRST, Side.SECOND);
        kept.setValue(parts(Side.SECOND).size() > parts(Side.FIRST).size() ? Side.SECOND : Side.FIRST);
        build();
    }

    private Business find(long id) {
        return businesses.find(id).orElseThrow(() -> new RecordNotFound("BUSINESS", id));
    }

    private Business business(Side side) {
        return Objects.requireNonNull(both.get(side));
    }

    private Map<Long, Participation> parts(Side side) {
        return Objects.requireNonNull(parts.get(side));
    }

    private String name(Side side) {
        return business(side).name(getLocale());
    }

    private void build() {
        Business first = business(Side.FIRST);
        Business second = business(Side.SECOND);
        boolean mayMerge =
                businesses.mayMerge(first.data().cityCode(), second.data().cityCode());
        boolean decided = duplicates.areDifferent(first.id(), second.id());
        merge.setVisible(mayMerge);
        different.setVisible(mayMerge);
        different.setText(getTranslation(decided ? "business.duplicates.reconsider" : "business.duplicates.different"));
        kept.setReadOnly(!mayMerge);
        content.removeAll();
        choices.clear();
        clashChoices.clear();
        content.add(TwinReasons.badges(duplicates.reasons(first, second)));
        if (decided) {
            content.add(quiet("participation.merge.decided"));
        }
        if (!mayMerge) {
            content.add(quiet("participation.merge.closed"));
        }
        content.add(fields(mayMerge), clashes(mayMerge), participations());
    }

    private Paragraph quiet(String key) {
        Paragraph paragraph = new Paragraph(getTranslation(key));
        paragraph.addClassName("quiet");
        return paragraph;
    }

    private Section fields(boolean mayMerge) {
        Section section = new Section(new H2(getTranslation("participation.merge.fields")));
        if (mayMerge) {
            section.add(quiet("participation.merge.fields.hint"));
        }
        Div card = new Div(kept);
        card.addClassNames("form-card", "compare-fields");
        Div links = new Div(new Span(), new Div(link(Side.FIRST), link(Side.SECOND)));
        links.addClassName("compare-row");
        card.add(links);
        for (Choosable choosable : choosable()) {
            String first = choosable.text().apply(business(Side.FIRST).data());
            String second = choosable.text().apply(business(Side.SECOND).data());
            if (first.equals(second)) {
                if (!first.isEmpty()) {
                    Div row = new Div(new Span(getTranslation(choosable.labelKey())), new Div(new Span(first)));
                    row.addClassNames("compare-row", "compare-same");
                    card.add(row);
                }
            } else {
                card.add(choice(choosable, first, second, mayMerge));
            }
        }
        section.add(card);
        return section;
    }

    private Anchor link(Side side) {
        Business one = business(side);
        Anchor link = new Anchor("businesses/" + one.id(), name(side), AnchorTarget.BLANK);
        link.setTitle(getTranslation("business.twins.new-tab"));
        return link;
    }

    private RadioButtonGroup<Side> choice(Choosable choosable, String first, String second, boolean mayMerge) {
        RadioButtonGroup<Side> group = new RadioButtonGroup<>(getTranslation(choosable.labelKey()));
        group.addClassName("compared");
        group.setItems(
                choosable.name().equals("sectors")
                        ? List.of(Side.FIRST, Side.SECOND, Side.BOTH)
                        : List.of(Side.FIRST, Side.SECOND));
        group.setItemLabelGenerator(side -> switch (side) {
            case FIRST -> first.isEmpty() ? "–" : first;
            case SECOND -> second.isEmpty() ? "–" : second;
            case BOTH -> getTranslation("participation.merge.both");
        });
        Side own = kept.getValue();
        boolean empty = (own == Side.FIRST ? first : second).isEmpty();
        group.setValue(empty ? own.other() : own);
        group.setReadOnly(!mayMerge);
        choices.put(choosable.name(), group);
        return group;
    }

    private List<Choosable> choosable() {
        return List.of(
                new Choosable(
                        "code",
                        "participation.merge.code",
                        data -> orEmpty(data.creditCode() != null ? data.creditCode() : data.missingCodeReason())),
                new Choosable("nameZh", "business.nameZh", data -> orEmpty(data.nameZh())),
                new Choosable("nameEn", "business.nameEn", data -> orEmpty(data.nameEn())),
                new Choosable(
                        "place",
                        "participation.merge.place",
                        data -> places.nameOf(
                                data.cityCode() != null ? data.cityCode() : data.countryCode(), getLocale())),
                new Choosable("sectors", "business.sectors", data -> data.sectors().stream()
                        .map(code -> places.nameOf(code, getLocale()))
                        .sorted()
                        .collect(Collectors.joining(Formats.chinese(getLocale()) ? "、" : ", "))),
                new Choosable(
                        "size",
                        "business.size",
                        data -> data.size() == null ? "" : getTranslation("business.size." + data.size())),
                new Choosable("contact", "business.contact", data -> orEmpty(data.contact())),
                new Choosable("phone", "business.phone", data -> orEmpty(data.phone())),
                new Choosable("email", "business.email", data -> orEmpty(data.email())),
                new Choosable("website", "business.website", data -> orEmpty(data.website())));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What is said about the kept one from now on. */
    private BusinessData survived() {
        BusinessData code = chosen("code");
        BusinessData place = chosen("place");
        RadioButtonGroup<Side> sectors = choices.get("sectors");
        Set<String> codes = new HashSet<>(chosen("sectors").sectors());
        if (sectors != null && sectors.getValue() == Side.BOTH) {
            codes.addAll(business(Side.FIRST).data().sectors());
            codes.addAll(business(Side.SECOND).data().sectors());
        }
        return new BusinessData(
                code.creditCode(),
                code.missingCodeReason(),
                chosen("nameEn").nameEn(),
                chosen("nameZh").nameZh(),
                place.cityCode(),
                place.countryCode(),
                codes,
                chosen("size").size(),
                chosen("contact").contact(),
                chosen("phone").phone(),
                chosen("email").email(),
                chosen("website").website());
    }

    private BusinessData chosen(String name) {
        RadioButtonGroup<Side> group = choices.get(name);
        Side side = group == null || group.getValue() == Side.BOTH ? kept.getValue() : group.getValue();
        return business(side).data();
    }

    private List<Long> clashing() {
        return parts(Side.FIRST).keySet().stream()
                .filter(parts(Side.SECOND)::containsKey)
                .sorted()
                .toList();
    }

    private Component clashes(boolean mayMerge) {
        List<Long> events = clashing();
        if (events.isEmpty()) {
            return new Div();
        }
        Section section = new Section(new H2(getTranslation("participation.merge.clashes")));
        section.add(quiet("participation.merge.clashes.hint"));
        Map<Long, String> names = eventNames();
        for (long event : events) {
            RadioButtonGroup<ClashChoice> choice = new RadioButtonGroup<>(names.getOrDefault(event, ""));
            choice.setItems(ClashChoice.values());
            choice.setItemLabelGenerator(
                    one -> line(getTranslation("participation.merge.choice." + one), figures(combined(event, one))));
            choice.addClassName("clash");
            choice.setValue(ClashChoice.KEPT);
            choice.setReadOnly(!mayMerge);
            clashChoices.put(event, choice);
            section.add(choice);
        }
        return section;
    }

    private ParticipationData combined(long event, ClashChoice choice) {
        return choice.combine(said(kept.getValue(), event), said(kept.getValue().other(), event));
    }

    private ParticipationData said(Side side, long event) {
        return Objects.requireNonNull(parts(side).get(event)).data();
    }

    private String line(String what, String content) {
        return getTranslation("participation.merge.line", what, content);
    }

    private String figures(ParticipationData data) {
        return getTranslation(
                "participation.merge.figures",
                getTranslation("participation.role." + data.role()),
                getTranslation("participation.attendance." + data.attendance()),
                data.boothArea() == null ? "–" : Formats.area(data.boothArea(), getLocale()),
                data.intendedDeals() == null ? "–" : Formats.decimal(data.intendedDeals(), 2, getLocale()),
                data.signedDeals() == null ? "–" : Formats.decimal(data.signedDeals(), 2, getLocale()));
    }

    private Map<Long, String> eventNames() {
        Map<Long, String> names = new HashMap<>();
        lists.page(ParticipationFilter.ofBusiness(business(Side.FIRST).id()), null, false, 0, MANY)
                .forEach(item -> names.put(item.eventId(), eventName(item)));
        return names;
    }

    private String eventName(ParticipationListItem item) {
        return item.eventCode() + " " + item.eventNames().in(getLocale());
    }

    private Section participations() {
        Section section = new Section(new H2(getTranslation("participation.title")));
        section.add(quiet("participation.merge.participations.hint"));
        Div columns = new Div();
        columns.addClassName("compare-participations");
        Stream.of(Side.FIRST, Side.SECOND).forEach(side -> {
            Paragraph of = new Paragraph(getTranslation(
                    "participation.merge.of", name(side), parts(side).size()));
            columns.add(new Div(of, history.create(business(side).id())));
        });
        section.add(columns);
        return section;
    }

    private void decide() {
        long first = business(Side.FIRST).id();
        long second = business(Side.SECOND).id();
        boolean decided = duplicates.areDifferent(first, second);
        if (SaveFailures.attempt(() -> {
            if (decided) {
                duplicates.reconsider(first, second);
            } else {
                duplicates.decideDifferent(first, second);
            }
        })) {
            if (!decided) {
                Notices.done(getTranslation("business.duplicates.different.done"));
                UI.getCurrentOrThrow().navigate("businesses/duplicates");
            } else {
                build();
            }
        }
    }

    /** Says before anything is done what becomes of everything. */
    private void confirm() {
        Side into = kept.getValue();
        Div text = new Div();
        text.add(new Paragraph(getTranslation("participation.merge.confirm.text", name(into.other()), name(into))));
        int moved = parts(into.other()).size() - clashChoices.size();
        text.add(new Paragraph(getTranslation("participation.merge.confirm.moves", moved)));
        if (!clashChoices.isEmpty()) {
            text.add(new Paragraph(getTranslation("participation.merge.confirm.clashes", clashChoices.size())));
            UnorderedList list = new UnorderedList();
            clashChoices.forEach((event, choice) ->
                    list.add(new ListItem(line(choice.getLabel(), figures(combined(event, choice.getValue()))))));
            text.add(list);
        }
        text.add(new Paragraph(getTranslation("participation.merge.confirm.trace")));
        Paragraph last = new Paragraph(getTranslation("participation.merge.confirm.final"));
        last.addClassName("compare-final");
        text.add(last);
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("participation.merge.confirm.title"));
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("base.cancel"));
        dialog.setConfirmText(getTranslation("participation.merge.confirm.do"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> merge());
        dialog.open();
    }

    private void merge() {
        Business into = business(kept.getValue());
        Business from = business(kept.getValue().other());
        Map<Long, ClashChoice> chosen = new HashMap<>();
        clashChoices.forEach((event, choice) -> chosen.put(event, choice.getValue()));
        Map<Long, Long> seen = new HashMap<>();
        parts.values().forEach(of -> of.values().forEach(one -> seen.put(one.id(), one.version())));
        try {
            Business now = merges.merge(into, from, survived(), chosen, seen);
            Notices.done(getTranslation("participation.merge.done", now.name(getLocale())));
            UI.getCurrentOrThrow().navigate("businesses/" + now.id());
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            List<Long> gone = new ArrayList<>();
            both.values().forEach(one -> businesses.keptInsteadOf(one.id()).ifPresent(gone::add));
            if (gone.isEmpty()) {
                show(business(Side.FIRST).id(), business(Side.SECOND).id());
                Notices.refused(getTranslation("participation.merge.stale"));
            } else {
                Notices.refused(getTranslation("participation.merge.gone"));
                UI.getCurrentOrThrow().navigate("businesses/" + gone.getFirst());
            }
        } catch (Refusal
                | AccessDeniedException
                | RecordNotFound
                | PessimisticLockingFailureException
                | DataIntegrityViolationException refused) {
            Notices.refused(SaveFailures.reason(refused));
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("participation.merge.title");
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(
                new Crumb(getTranslation("business.title"), "businesses"),
                new Crumb(getTranslation("business.duplicates.title"), "businesses/duplicates"));
    }
}

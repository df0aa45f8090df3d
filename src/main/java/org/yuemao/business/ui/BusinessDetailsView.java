package org.yuemao.business.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.audit.ui.HistoryDialogs;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.StaleRecord;
import org.yuemao.base.ui.Breadcrumbed;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.ViewHeader;
import org.yuemao.business.Business;
import org.yuemao.business.BusinessChanged;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessesChanged;
import org.yuemao.business.Duplicates;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Person;

/** One business: its data, and what other features know of it. */
@StyleSheet("business.css")
@Route("businesses")
@PermitAll
class BusinessDetailsView extends Div
        implements HasUrlParameter<String>, HasDynamicTitle, Breadcrumbed, BeforeLeaveObserver {
    private static final long serialVersionUID = 1L;
    private static final BusinessData EMPTY =
            new BusinessData(null, null, null, null, null, null, Set.of(), null, null, null, null, null);

    private final transient BusinessService businesses;
    private final transient CurrentPerson currentPerson;
    private final transient List<BusinessSection> sections;
    private final ViewHeader header;
    private final BusinessForm form;
    private final Button save = new Button(getTranslation("base.save"), VaadinIcon.CHECK.create());
    private final Button history = new Button(getTranslation("audit.history"), VaadinIcon.CLOCK.create());
    private final Span changed = new Span();
    private final SharedForm shared;
    private final TwinsPanel twins;
    private final Div traces = new Div();
    private final Div below = new Div();
    private transient @Nullable Business business;

    BusinessDetailsView(
            BusinessService businesses,
            CurrentPerson currentPerson,
            Duplicates duplicates,
            Places places,
            LiveUpdates liveUpdates,
            SharedForms forms,
            HistoryDialogs histories,
            List<BusinessSection> sections) {
        this.businesses = businesses;
        this.currentPerson = currentPerson;
        this.sections = sections;
        form = new BusinessForm(places);
        shared = forms.over(form.typed()).alsoInSheet(BusinessesSheet.SHEET);
        twins = new TwinsPanel(form, duplicates, places);
        history.addThemeVariants(ButtonVariant.TERTIARY);
        history.addClickListener(clicked -> openHistory(histories));
        header = new ViewHeader("", history, save);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickListener(clicked -> save());
        save.addClickShortcut(Key.KEY_S, KeyModifier.CONTROL);
        save.setTooltipText("Ctrl+S");
        changed.addClassName("quiet");
        addClassNames("view", "page");
        below.addClassName("page-section");
        Div card = new Div(form);
        card.addClassName("form-card");
        Fields.onEnter(card, this::save);
        traces.addClassNames("traces", "quiet");
        add(header, changed, traces, shared, card, twins, below);
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof BusinessChanged || change instanceof BusinessesChanged,
                this::takeOverLatest);
    }

    @Override
    public void setParameter(BeforeEvent event, String id) {
        if (id.equals("new")) {
            if (!mayWrite()) {
                throw new NotFoundException();
            }
            show(null);
        } else {
            Business found = id.matches("\\d{1,18}")
                    ? businesses.find(Long.parseLong(id)).orElseThrow(() -> new RecordNotFound("BUSINESS", id))
                    : missing(id);
            Optional<Long> into = businesses.keptInsteadOf(found.id());
            if (into.isPresent()) {
                event.forwardTo("businesses/" + into.get());
            } else {
                show(found);
            }
        }
    }

    private static Business missing(String id) {
        throw new RecordNotFound("BUSINESS", id);
    }

    private boolean mayWrite() {
        return currentPerson.find().filter(Person::mayWrite).isPresent();
    }

    private void show(@Nullable Business shown) {
        business = shown;
        header.setTitle(getPageTitle());
        form.show(shown == null ? EMPTY : shown.data());
        boolean writable =
                shown == null ? mayWrite() : businesses.mayRevise(shown.data().cityCode());
        form.setReadOnly(!writable);
        save.setVisible(writable);
        history.setVisible(shown != null);
        shared.begin(subject(), author(), writable);
        below.removeAll();
        traces.removeAll();
        if (writable) {
            twins.lookFor(shown);
        } else {
            twins.rest();
        }
        changed.setVisible(shown != null);
        if (shown == null) {
            form.focus();
            return;
        }
        showChanged(shown);
        showTraces(shown);
        for (BusinessSection section : sections) {
            below.add(new Section(new H2(getTranslation(section.titleKey())), section.create(shown.id())));
        }
    }

    private DraftSubject subject() {
        Business shown = business;
        return shown == null
                ? DraftSubject.ofNew("business", getPageTitle(), "businesses/new")
                : DraftSubject.of("business", shown.id(), shown.version(), getPageTitle(), "businesses/" + shown.id());
    }

    private SharedForm.@Nullable Author author() {
        Business shown = business;
        return shown == null ? null : new SharedForm.Author(shown.changedBy(), shown.changedAt());
    }

    private void openHistory(HistoryDialogs histories) {
        Business shown = business;
        if (shown != null) {
            histories.of("BUSINESS", shown.id(), getPageTitle()).open();
        }
    }

    private void showChanged(Business shown) {
        changed.setText(
                getTranslation("business.changed", Formats.moment(shown.changedAt(), getLocale()), shown.changedBy()));
    }

    private void showTraces(Business shown) {
        businesses.tracesOf(shown.id()).forEach(trace -> {
            String name = trace.names().in(getLocale());
            String when = Formats.moment(trace.mergedAt(), getLocale());
            traces.add(new Span(
                    trace.creditCode() == null
                            ? getTranslation("business.trace.no-code", name, when, trace.mergedBy())
                            : getTranslation("business.trace", name, trace.creditCode(), when, trace.mergedBy())));
        });
        traces.setVisible(traces.getChildren().findAny().isPresent());
    }

    private void save() {
        if (!save.isVisible()) {
            return;
        }
        form.forgetErrors();
        Business current = business;
        BusinessData data = form.data();
        attempt(() -> current == null
                        ? businesses.register(data)
                        : businesses.revise(current.id(), current.version(), data))
                .ifPresent(saved -> {
                    Notices.done(getTranslation("base.saved"));
                    form.show(saved.data());
                    shared.saved();
                    if (current == null) {
                        UI.getCurrentOrThrow().navigate("businesses/" + saved.id());
                    } else {
                        show(saved);
                    }
                });
    }

    private Optional<Business> attempt(Supplier<Business> write) {
        try {
            return Optional.of(write.get());
        } catch (Refusal refusal) {
            if (!form.refuse(refusal)) {
                Notices.refused(SaveFailures.reason(refusal));
            }
        } catch (StaleRecord | OptimisticLockingFailureException stale) {
            Optional<Business> into = mergedInto();
            takeOverLatest();
            Notices.refused(
                    into.isPresent()
                            ? getTranslation(
                                    "business.merged-meanwhile", into.get().name(getLocale()))
                            : getTranslation("base.stale.shown"));
            shared.focusDifferences();
        } catch (RecordNotFound
                | AccessDeniedException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException refused) {
            Notices.refused(SaveFailures.reason(refused));
        }
        return Optional.empty();
    }

    private Optional<Business> mergedInto() {
        Business shown = business;
        return shown == null
                ? Optional.empty()
                : businesses.keptInsteadOf(shown.id()).flatMap(businesses::find);
    }

    /** Shows what somebody else has changed; what was typed here stays, and where both differ both are shown. */
    private void takeOverLatest() {
        Business shown = business;
        if (shown == null) {
            return;
        }
        Optional<Business> into = mergedInto();
        if (into.isPresent() && !form.isChanged()) {
            UI.getCurrentOrThrow().navigate("businesses/" + into.get().id());
            return;
        }
        businesses
                .find(shown.id())
                .filter(now -> now.version() != shown.version())
                .ifPresent(now -> {
                    business = now;
                    header.setTitle(getPageTitle());
                    showChanged(now);
                    shared.goOn(subject(), author(), save.isVisible());
                    shared.merged(now.changedBy(), now.changedAt(), form.takeOver(now.data()));
                });
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        UnsavedChanges.guard(event, form.isChanged(), shared::giveUp);
    }

    @Override
    public String getPageTitle() {
        return business == null ? getTranslation("business.new") : business.name(getLocale());
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("business.title"), "businesses"));
    }
}

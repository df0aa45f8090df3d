package org.yuemao.participation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.yuemao.base.FieldText;
import org.yuemao.base.RecordNotFound;
import org.yuemao.base.Refusal;
import org.yuemao.base.ui.EmptyState;
import org.yuemao.base.ui.Fields;
import org.yuemao.base.ui.FormDialog;
import org.yuemao.base.ui.Formats;
import org.yuemao.base.ui.ListAction.OfferedList;
import org.yuemao.base.ui.ListActions;
import org.yuemao.base.ui.Notices;
import org.yuemao.base.ui.SaveFailures;
import org.yuemao.base.ui.TypedFields;
import org.yuemao.base.ui.UnsavedChanges;
import org.yuemao.base.ui.sheet.ListOrSheet;
import org.yuemao.business.BusinessChanged;
import org.yuemao.business.BusinessData;
import org.yuemao.business.BusinessFilter;
import org.yuemao.business.BusinessListItem;
import org.yuemao.business.BusinessLists;
import org.yuemao.business.BusinessService;
import org.yuemao.business.BusinessesChanged;
import org.yuemao.business.CreditCode;
import org.yuemao.business.Duplicates;
import org.yuemao.business.ui.BusinessForm;
import org.yuemao.business.ui.TwinsPanel;
import org.yuemao.draft.Draft;
import org.yuemao.draft.DraftSubject;
import org.yuemao.draft.ui.SharedForm;
import org.yuemao.draft.ui.SharedForms;
import org.yuemao.live.LiveUpdates;
import org.yuemao.live.ui.LiveRefresh;
import org.yuemao.participation.Attendance;
import org.yuemao.participation.Participation;
import org.yuemao.participation.ParticipationBulkChange;
import org.yuemao.participation.ParticipationChanged;
import org.yuemao.participation.ParticipationData;
import org.yuemao.participation.ParticipationFilter;
import org.yuemao.participation.ParticipationListItem;
import org.yuemao.participation.ParticipationLists;
import org.yuemao.participation.ParticipationRole;
import org.yuemao.participation.ParticipationService;
import org.yuemao.participation.ParticipationTable;
import org.yuemao.participation.ParticipationTotals;
import org.yuemao.participation.ParticipationsChanged;
import org.yuemao.place.Places;

/**
 * Enters who takes part in one event, with the keyboard alone: type a business, Enter takes it and leads to the figures,
 * Enter there saves the row and leads back for the next. A business that is not known yet is registered on the spot.
 */
class EventParticipationsPanel extends Composite<Div> {
    private static final long serialVersionUID = 1L;

    private final long eventId;
    private final boolean writable;
    private final transient ParticipationService participations;
    private final transient ParticipationLists lists;
    private final transient Duplicates duplicates;
    private final transient Places places;
    private final transient LiveUpdates liveUpdates;
    private final transient SharedForms forms;
    private final transient ParticipationRecords records;
    private final transient BusinessService businessService;

    private final Div list = new Div();
    private @Nullable ParticipationsSheet sheet;
    private final Span totals = new Span();
    private final ComboBox<BusinessListItem> business = new ComboBox<>(getTranslation("participation.business"));
    private final Figures entry = new Figures();
    private @Nullable TypedFields typedRow;
    private @Nullable SharedForm keptRow;
    private final Grid<ParticipationListItem> grid = new Grid<>();

    EventParticipationsPanel(
            long eventId,
            String eventCode,
            boolean writable,
            ParticipationService participations,
            ParticipationLists lists,
            ParticipationTable table,
            ListActions actions,
            BusinessLists businesses,
            Duplicates duplicates,
            BusinessService businessService,
            ParticipationRecords records,
            Places places,
            LiveUpdates liveUpdates,
            SharedForms forms,
            ParticipationBulkChange bulkChange) {
        this.eventId = eventId;
        this.businessService = businessService;
        this.records = records;
        this.writable = writable;
        this.participations = participations;
        this.lists = lists;
        this.duplicates = duplicates;
        this.places = places;
        this.liveUpdates = liveUpdates;
        this.forms = forms;
        entry.begin(records.usualAttendance());

        totals.getElement().setAttribute("role", "status");
        totals.addClassName("quiet");
        getContent().addClassName("participations-of-event");
        Div head =
                new Div(totals, new ListOrSheet("participations", this::show), actions.of(offered(eventCode, table)));
        head.addClassName("list-head");
        getContent().add(head);
        if (writable) {
            getContent().add(forms.waiting(kind() + ":", this::goOnWith));
            Div row = entryRow(businesses);
            list.add(keptAsDraft(row, eventCode, businesses), row);
            list.add(ParticipationSelection.of(
                    grid, lists, bulkChange, () -> ParticipationFilter.ofEvent(eventId), getLocale(), this::refresh));
        }
        buildGrid();
        list.addClassName("participation-list");
        list.add(grid);
        getContent().add(list);
        showTotals();
        LiveRefresh.follow(
                this,
                liveUpdates,
                change -> change instanceof ParticipationChanged changed && changed.eventId() == eventId
                        || change instanceof BusinessChanged
                        || change instanceof BusinessesChanged
                        || change instanceof ParticipationsChanged many
                                && many.eventIds().contains(eventId),
                this::refresh);
    }

    /** Shows the participations in a sheet or in the list; a sheet with something that is not saved waits out of sight. */
    private void show(boolean asSheet) {
        list.setVisible(!asSheet);
        if (sheet != null && !asSheet && !UnsavedChanges.in(sheet)) {
            sheet.removeFromParent();
            sheet = null;
        }
        if (asSheet && sheet == null) {
            sheet = new ParticipationsSheet(
                    records,
                    businessService,
                    (typed, registration, chosen, closed) ->
                            registerBusiness(beginning(typed), registration, data -> {}, chosen, closed),
                    forms,
                    records.subject(),
                    writable,
                    this::showTotals);
            getContent().add(sheet);
        } else {
            refresh();
        }
        if (sheet != null) {
            sheet.setVisible(asSheet);
            if (asSheet) {
                sheet.focus();
            }
        }
    }

    private Div entryRow(BusinessLists businesses) {
        business.addClassName("participation-business");
        business.setPlaceholder(getTranslation("participation.pick"));
        business.setItems(
                query -> businesses
                        .page(
                                BusinessFilter.search(query.getFilter().orElse("")),
                                null,
                                false,
                                query.getOffset(),
                                query.getLimit())
                        .stream(),
                query ->
                        businesses.count(BusinessFilter.search(query.getFilter().orElse(""))));
        business.setItemLabelGenerator(
                item -> item.names().in(getLocale()) + (item.creditCode() == null ? "" : " · " + item.creditCode()));
        business.setAllowCustomValue(true);
        business.addCustomValueSetListener(typed -> registerBusiness(beginning(typed.getDetail())));
        business.addValueChangeListener(changed -> {
            business.setInvalid(false);
            if (changed.isFromClient() && changed.getValue() != null) {
                entry.focusUnlessLeft(business);
            }
        });
        Button add = new Button(getTranslation("participation.add"), VaadinIcon.PLUS.create(), clicked -> add());
        entry.onEnter(this::add);
        Div row = new Div(business);
        row.addClassNames("filter-bar", "participation-entry");
        row.getElement().appendChild(entry.elements());
        row.add(add);
        return row;
    }

    /** What was typed into the row and not added is kept, and offered above it. */
    private SharedForm keptAsDraft(Div row, String eventCode, BusinessLists businesses) {
        typedRow = typedWithin(row, businesses);
        SharedForm kept = forms.over(typedRow);
        keptRow = kept;
        kept.begin(
                DraftSubject.ofNew(
                        "participation-row-of-" + eventId,
                        getTranslation("participation.entry.draft", eventCode),
                        "events/" + eventCode),
                null,
                true);
        return kept;
    }

    private TypedFields typedWithin(Div row, BusinessLists businesses) {
        TypedFields typed = new TypedFields(row);
        typed.add(
                "businessId",
                getTranslation("participation.business"),
                business,
                item -> Long.toString(item.id()),
                text -> readBusiness(businesses, text));
        entry.fields()
                .forEach((name, field) -> typed.add(name, field.getElement().getProperty("label", ""), field));
        typed.settle();
        return typed;
    }

    private Optional<BusinessListItem> readBusiness(BusinessLists businesses, FieldText text) {
        String written = String.join("", text.parts());
        if (!text.shown()) {
            return businesses.withIds(List.of(Long.valueOf(written))).stream().findFirst();
        }
        // As the browser kept it: by the name and code that it showed.
        String code = written.substring(written.lastIndexOf(" · ") < 0 ? 0 : written.lastIndexOf(" · ") + 3);
        return businesses.page(BusinessFilter.search(code), null, false, 0, 50).stream()
                .filter(item -> business.getItemLabelGenerator().apply(item).equals(written))
                .findFirst();
    }

    private void buildGrid() {
        grid.addThemeVariants(GridVariant.ROW_STRIPES);
        ParticipationColumns.business(grid, getLocale());
        ParticipationColumns.city(grid, places, getLocale());
        ParticipationColumns.figures(grid, getLocale());
        grid.addColumn(item -> item.data().remark())
                .setHeader(getTranslation("participation.remark"))
                .setFlexGrow(1);
        if (writable) {
            grid.addComponentColumn(this::actions).setWidth("7rem").setFlexGrow(0);
            grid.addItemDoubleClickListener(clicked -> edit(clicked.getItem()));
        }
        ParticipationColumns.load(grid, lists, () -> ParticipationFilter.ofEvent(eventId));
        grid.setEmptyStateComponent(new EmptyState(
                getTranslation("participation.empty.event.title"),
                writable ? getTranslation("participation.empty.event.hint") : ""));
        grid.setHeight("28rem");
    }

    private Div actions(ParticipationListItem item) {
        String name = item.businessNames().in(getLocale());
        Button edit = new Button(VaadinIcon.EDIT.create(), clicked -> edit(item));
        edit.setAriaLabel(getTranslation("participation.edit") + ": " + name);
        Button remove = new Button(VaadinIcon.TRASH.create(), clicked -> withdraw(item));
        remove.setAriaLabel(getTranslation("base.remove") + ": " + name);
        edit.addThemeVariants(ButtonVariant.TERTIARY);
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        return new Div(edit, remove);
    }

    private void add() {
        BusinessListItem picked = business.getValue();
        if (picked == null) {
            business.setErrorMessage(getTranslation("participation.refused.business"));
            business.setInvalid(true);
            business.focus();
            return;
        }
        Map<String, HasValue<?, ?>> fields = new LinkedHashMap<>(entry.fields());
        fields.put("businessId", business);
        if (SaveFailures.attempt(() -> participations.register(eventId, entry.data(picked.id())), fields)) {
            added(picked.names().in(getLocale()));
        }
    }

    private void added(String name) {
        Notices.done(getTranslation("participation.added", name));
        entry.clear();
        business.clear();
        if (typedRow != null) {
            // Role and attendance stay for the next one; they are nothing that was typed and not saved.
            typedRow.settle();
        }
        if (keptRow != null) {
            keptRow.saved();
        }
        refresh();
        business.focus();
    }

    /** The forms of one event's participations are told from those of another. */
    private String kind() {
        return "participation-of-" + eventId;
    }

    /** Opens the dialog that a draft was typed into, and puts it back there. */
    private void goOnWith(Draft draft) {
        if (draft.subject().isNew()) {
            registerBusiness(beginning("")).restore(draft);
            return;
        }
        long id = Long.parseLong(draft.subject().formKey().substring(kind().length() + 1));
        participations
                .find(id)
                .ifPresentOrElse(
                        kept -> edit(kept, draft.subject().title()).restore(draft),
                        () -> Notices.refused(getTranslation("base.gone")));
    }

    /** A business of which only its code or its name was typed. */
    private static BusinessData beginning(String typed) {
        boolean code = CreditCode.check(typed) instanceof CreditCode.Check.Valid;
        boolean chinese = typed.codePoints().anyMatch(Character::isIdeographic);
        return new BusinessData(
                code ? typed : null,
                null,
                code || chinese ? null : typed,
                code || !chinese ? null : typed,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private SharedForm registerBusiness(BusinessData begun) {
        return registerBusiness(
                begun,
                data -> participations.registerNew(eventId, data, entry.data(0)),
                data -> added(String.valueOf(data.nameZh() != null ? data.nameZh() : data.nameEn())),
                known -> {
                    business.setValue(known);
                    entry.focus();
                },
                business::focus);
    }

    /** Asks about a new business and keeps it in the given way; it may turn out to be one that is known. */
    private SharedForm registerBusiness(
            BusinessData begun,
            Consumer<BusinessData> registration,
            Consumer<BusinessData> registered,
            Consumer<BusinessListItem> chosen,
            Runnable closed) {
        BusinessForm form = new BusinessForm(places);
        form.show(begun);
        SharedForm shared = forms.over(form.typed());
        FormDialog dialog = new FormDialog("56rem");
        dialog.setHeaderTitle(getTranslation("participation.create.title"));
        Runnable register = () -> {
            if (registered(form, registration)) {
                shared.saved();
                dialog.close();
                registered.accept(form.data());
            }
        };
        dialog.saveButton().setText(getTranslation("participation.create.save"));
        dialog.saveButton().addClickShortcut(Key.KEY_S, KeyModifier.CONTROL);
        dialog.onSave(form::isChanged, register);
        dialog.onDiscard(shared::giveUp);
        Fields.onEnter(form, register);
        AtomicBoolean taken = new AtomicBoolean();
        dialog.addOpenedChangeListener(changed -> {
            if (!changed.isOpened() && !taken.get()) {
                closed.run();
            }
        });
        TwinsPanel twins = new TwinsPanel(form, duplicates, places);
        twins.offer(known -> {
            taken.set(true);
            dialog.close();
            chosen.accept(known);
        });
        twins.lookFor(null);
        dialog.add(shared, form, twins);
        dialog.open();
        shared.begin(
                DraftSubject.ofNew(kind(), getTranslation("participation.create.title"), SharedForms.address()),
                null,
                true);
        form.focus();
        return shared;
    }

    private boolean registered(BusinessForm form, Consumer<BusinessData> registration) {
        form.forgetErrors();
        try {
            registration.accept(form.data());
            return true;
        } catch (Refusal refusal) {
            if (!form.refuse(refusal)) {
                SaveFailures.show(refusal, entry.fields());
                if (refusal.field() != null && entry.fields().containsKey(refusal.field())) {
                    // The field is behind the dialog.
                    Notices.refused(SaveFailures.reason(refusal));
                }
            }
        } catch (AccessDeniedException
                | PessimisticLockingFailureException
                | DataIntegrityViolationException
                | RecordNotFound refused) {
            SaveFailures.show(refused, Map.of());
        }
        return false;
    }

    private void edit(ParticipationListItem item) {
        participations
                .find(item.id())
                .ifPresentOrElse(
                        kept -> edit(kept, item.businessNames().in(getLocale())),
                        () -> Notices.refused(getTranslation("base.gone")));
    }

    private SharedForm edit(Participation kept, String name) {
        Figures figures = new Figures();
        figures.show(kept.data());
        Div fields = new Div();
        fields.addClassName("filter-bar");
        fields.getElement().appendChild(figures.elements());
        TypedFields typed = figures.typedWithin(fields);
        SharedForm shared = forms.over(typed).alsoInSheet(ParticipationRecords.sheetOf(eventId));
        AtomicReference<Participation> shown = new AtomicReference<>(kept);
        FormDialog dialog = new FormDialog("40rem");
        dialog.setHeaderTitle(name);
        Runnable takeOver = () -> participations
                .find(kept.id())
                .filter(now -> now.version() != shown.get().version())
                .ifPresent(now -> {
                    shown.set(now);
                    shared.takeOver(subject(now, name), author(now), () -> figures.show(now.data()));
                });
        Runnable save = () -> {
            typed.forgetErrors();
            Participation before = shown.get();
            takeOver.run();
            if (shown.get() != before) {
                Notices.refused(getTranslation("base.stale.shown"));
                shared.focusDifferences();
                return;
            }
            Participation now = shown.get();
            ParticipationData data = figures.data(now.data().businessId());
            if (SaveFailures.attempt(() -> participations.revise(now.id(), now.version(), data), figures.fields())) {
                shared.saved();
                dialog.finish(getTranslation("base.saved"));
                refresh();
            }
        };
        dialog.onSave(typed::isChanged, save);
        dialog.onDiscard(shared::giveUp);
        figures.onEnter(save);
        LiveRefresh.follow(
                fields,
                liveUpdates,
                change -> change instanceof ParticipationChanged changed && changed.participationId() == kept.id(),
                takeOver::run);
        dialog.add(shared, fields);
        dialog.open();
        shared.begin(subject(kept, name), author(kept), true);
        figures.focus();
        return shared;
    }

    private DraftSubject subject(Participation kept, String name) {
        return DraftSubject.of(kind(), kept.id(), kept.version(), name, SharedForms.address());
    }

    private static SharedForm.Author author(Participation kept) {
        return new SharedForm.Author(kept.changedBy(), kept.changedAt());
    }

    private void withdraw(ParticipationListItem item) {
        if (!SaveFailures.attempt(() -> participations.withdraw(item.id(), item.version()))) {
            return;
        }
        refresh();
        Notification notice = new Notification();
        Button undo = new Button(getTranslation("participation.undo"), clicked -> {
            SaveFailures.attempt(() -> participations.register(eventId, item.data()));
            notice.close();
            refresh();
        });
        Div content = new Div(
                new Span(getTranslation(
                        "participation.removed", item.businessNames().in(getLocale()))),
                undo);
        content.addClassName("filter-bar");
        notice.add(content);
        notice.setDuration(10_000);
        notice.setPosition(Notification.Position.BOTTOM_CENTER);
        notice.open();
    }

    private OfferedList offered(String eventCode, ParticipationTable table) {
        OfferedList offered = new OfferedList(
                "", () -> ParticipationColumns.shown(grid, table, ParticipationFilter.ofEvent(eventId), eventCode));
        return writable ? offered.entered("participations", Map.of("eventCode", eventCode)) : offered;
    }

    private void refresh() {
        if (sheet != null) {
            sheet.refresh();
        }
        grid.getDataProvider().refreshAll();
        showTotals();
    }

    private void showTotals() {
        ParticipationTotals sums = lists.totals(ParticipationFilter.ofEvent(eventId));
        totals.setText(getTranslation(
                "participation.totals",
                sums.participations(),
                Formats.area(sums.boothArea(), getLocale()),
                Formats.shortMoney(sums.intendedDeals(), getLocale()),
                Formats.shortMoney(sums.signedDeals(), getLocale())));
    }

    /** The fields of a participation but its business, in the order in which they are filled in. */
    private static final class Figures extends Composite<Div> {
        private static final long serialVersionUID = 1L;

        private final BigDecimalField boothArea = Fields.amount(getTranslation("participation.boothArea"), null);
        private final BigDecimalField intendedDeals =
                Fields.amount(getTranslation("participation.intendedDeals"), null);
        private final BigDecimalField signedDeals = Fields.amount(getTranslation("participation.signedDeals"), null);
        private final Select<ParticipationRole> role = new Select<>();
        private final Select<Attendance> attendance = new Select<>();
        private final TextField remark = new TextField(getTranslation("participation.remark"));

        Figures() {
            role.setLabel(getTranslation("participation.role"));
            role.setItems(ParticipationRole.values());
            role.setItemLabelGenerator(one -> getTranslation("participation.role." + one));
            role.setValue(ParticipationRole.EXHIBITOR);
            role.setWidth("8rem");
            attendance.setLabel(getTranslation("participation.attendance"));
            attendance.setItems(Attendance.values());
            attendance.setItemLabelGenerator(one -> getTranslation("participation.attendance." + one));
            attendance.setWidth("7rem");
            boothArea.setWidth("8rem");
            intendedDeals.setWidth("9.5rem");
            signedDeals.setWidth("9.5rem");
            remark.addClassName("participation-remark");
        }

        Map<String, HasValueAndElement<?, ?>> fields() {
            Map<String, HasValueAndElement<?, ?>> fields = new LinkedHashMap<>();
            fields.put("boothArea", boothArea);
            fields.put("intendedDeals", intendedDeals);
            fields.put("signedDeals", signedDeals);
            fields.put("role", role);
            fields.put("attendance", attendance);
            fields.put("remark", remark);
            return fields;
        }

        Element[] elements() {
            return fields().values().stream().map(HasElement::getElement).toArray(Element[]::new);
        }

        /** Begins to watch what is typed over what is shown. */
        TypedFields typedWithin(Component form) {
            TypedFields typed = new TypedFields(form);
            fields().forEach((name, field) -> typed.add(name, field.getElement().getProperty("label", ""), field));
            typed.settle();
            return typed;
        }

        void onEnter(Runnable action) {
            List.<Component>of(boothArea, intendedDeals, signedDeals, remark)
                    .forEach(field -> Fields.onEnter(field, action));
        }

        /** Leads on from a field, unless the person has gone on meanwhile: typing must not be torn from its field. */
        void focusUnlessLeft(Component field) {
            boothArea
                    .getElement()
                    .executeJs("if ($0.contains(document.activeElement)) this.focus()", field.getElement());
        }

        void focus() {
            boothArea.focus();
        }

        void show(ParticipationData data) {
            boothArea.setValue(data.boothArea());
            intendedDeals.setValue(data.intendedDeals());
            signedDeals.setValue(data.signedDeals());
            role.setValue(data.role());
            attendance.setValue(data.attendance());
            remark.setValue(data.remark() == null ? "" : data.remark());
        }

        ParticipationData data(long businessId) {
            Attendance chosen = attendance.getValue();
            if (chosen == null) {
                throw new Refusal("attendance", "participation.refused.attendance");
            }
            return new ParticipationData(
                    businessId,
                    role.getValue(),
                    chosen,
                    boothArea.getValue(),
                    intendedDeals.getValue(),
                    signedDeals.getValue(),
                    remark.getValue());
        }

        /** Begins with how businesses usually take part; null where the person has to say it. */
        void begin(@Nullable Attendance usual) {
            attendance.setValue(usual);
        }

        /** Role and attendance stay: the next business is mostly of the same kind. */
        void clear() {
            boothArea.clear();
            intendedDeals.clear();
            signedDeals.clear();
            remark.clear();
        }
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Names;
import org.yuemao.base.bulk.BulkChange;
import org.yuemao.base.bulk.BulkDone;
import org.yuemao.base.bulk.BulkPlan;
import org.yuemao.base.bulk.BulkUndone;
import org.yuemao.base.bulk.SectorsChange;

/**
 * Changes one field of many rows: shows beforehand how many would change, how many are so already, and which may not be
 * changed and why. Afterwards it can be undone once.
 *
 * @param <C> what can be changed of such rows
 */
public final class BulkChangeDialog<C> extends FormDialog {
    private static final long serialVersionUID = 1L;

    private final transient BulkChange<C> service;
    private final transient List<Long> ids;
    private final transient Runnable done;
    private final Select<Field<C>> field = new Select<>();
    private final Div editor = new Div();
    private final Div outcome = new Div();
    private final Checkbox partly = new Checkbox();
    private final Checkbox emptying = new Checkbox();
    private @Nullable BulkPlan plan;

    /** What is wanted by now; nothing before a value has been given. */
    private interface Wanted<C> {
        @Nullable
        C get();
    }

    /** A field that can be changed, and the component in which its new value is given. */
    public static final class Field<C> {
        private final String label;
        private final transient Wanted<C> change;
        private final List<Component> editors;
        private final SerializableSupplier<Boolean> empties;

        private Field(String label, Wanted<C> change, List<Component> editors, SerializableSupplier<Boolean> empties) {
            this.label = label;
            this.change = change;
            this.editors = editors;
            this.empties = empties;
        }

        /**
         * A field that may be emptied: only after the person has said so, since an empty editor alone may be one that was
         * not filled in yet.
         *
         * @param label the field's name; the editor need not repeat it
         */
        public static <C, E extends Component & HasValue<?, ?>> Field<C> of(
                String label, E editor, Supplier<C> change) {
            return new Field<>(label, () -> change.get(), List.of(editor), editor::isEmpty);
        }

        /** A field that has to be given a value. */
        public static <C, V, E extends Component & HasValue<?, V>> Field<C> required(
                String label, E editor, Function<V, C> change) {
            return new Field<>(
                    label,
                    () -> editor.isEmpty() ? null : change.apply(editor.getValue()),
                    List.of(editor),
                    () -> false);
        }

        /** Sectors, which can be added, taken away or put in the place of those that there are. */
        public static <C, E extends Component & HasValue<?, Set<String>>> Field<C> sectors(
                String label, Select<SectorsChange.How> how, E sectors, Function<SectorsChange, C> change) {
            how.setItems(SectorsChange.How.values());
            how.setItemLabelGenerator(
                    one -> how.getTranslation("base.bulk.sectors." + one.name().toLowerCase(Locale.ROOT)));
            how.setValue(SectorsChange.How.ADD);
            how.setLabel(how.getTranslation("base.bulk.sectors.how"));
            return new Field<>(
                    label,
                    () -> sectors.isEmpty() && how.getValue() != SectorsChange.How.SET
                            ? null
                            : change.apply(new SectorsChange(how.getValue(), sectors.getValue())),
                    List.of(how, sectors),
                    () -> sectors.isEmpty() && how.getValue() == SectorsChange.How.SET);
        }

        /** What needs no value, such as a removal. */
        public static <C> Field<C> plain(String label, C change) {
            return new Field<>(label, () -> change, List.of(), () -> false);
        }
    }

    private BulkChangeDialog(BulkChange<C> service, List<Long> ids, Runnable done) {
        super("40rem");
        this.service = service;
        this.ids = ids;
        this.done = done;
        addClassName("bulk-change");
    }

    /** Opens the dialog for the rows with these ids; {@code done} is called after rows were changed, and after an undo. */
    public static <C> void open(BulkChange<C> service, List<Long> ids, List<Field<C>> fields, Runnable done) {
        BulkChangeDialog<C> dialog = new BulkChangeDialog<>(service, ids, done);
        dialog.setHeaderTitle(dialog.getTranslation("base.bulk.title", ids.size()));
        dialog.show(fields);
        dialog.open();
        dialog.focusFirst();
    }

    private void show(List<Field<C>> fields) {
        field.setLabel(getTranslation("base.bulk.field"));
        field.setItemLabelGenerator(one -> one.label);
        field.setItems(fields);
        field.setVisible(fields.size() > 1);
        fields.forEach(one -> one.editors.forEach(component -> {
            component.addClassName("bulk-editor");
            ((HasValue<?, ?>) component).addValueChangeListener(changed -> {
                emptying.setValue(false);
                plan();
            });
        }));
        field.addValueChangeListener(changed -> edit(changed.getValue()));
        outcome.getElement().setAttribute("role", "status");
        outcome.addClassName("bulk-outcome");
        editor.addClassName("bulk-editors");
        partly.addValueChangeListener(changed -> allow());
        emptying.addValueChangeListener(changed -> plan());
        Div content = new Div(field, editor, emptying, outcome, partly);
        content.addClassName("bulk-content");
        add(content);
        saveButton().setText(getTranslation("base.bulk.apply"));
        saveButton().addClickShortcut(Key.KEY_S, KeyModifier.CONTROL);
        onSave(() -> false, this::apply);
        if (fields.size() == 1 && fields.getFirst().editors.isEmpty()) {
            saveButton().setText(fields.getFirst().label);
            setHeaderTitle(getTranslation("base.bulk.title.what", fields.getFirst().label, ids.size()));
        }
        field.setValue(fields.getFirst());
    }

    private void focusFirst() {
        if (field.isVisible()) {
            field.focus();
        } else {
            saveButton().focus();
        }
    }

    private void edit(Field<C> chosen) {
        editor.removeAll();
        editor.add(chosen.editors);
        emptying.setLabel(getTranslation("base.bulk.empty", chosen.label, ids.size()));
        emptying.setValue(false);
        plan();
    }

    private void plan() {
        plan = null;
        partly.setValue(false);
        boolean empties = field.getValue().empties.get();
        emptying.setVisible(empties);
        C change = wanted();
        if (change != null) {
            SaveFailures.attempt(() -> plan = service.plan(ids, change));
        }
        outcome.removeAll();
        BulkPlan now = plan;
        if (now == null) {
            outcome.add(new Paragraph(getTranslation(empties ? "base.bulk.value.or-empty" : "base.bulk.value")));
        } else {
            outcome.add(new Paragraph(
                    now.changing() == 0
                            ? getTranslation("base.bulk.nothing", ids.size())
                            : empties
                                    ? getTranslation(
                                            "base.bulk.emptying", now.changing(), ids.size(), field.getValue().label)
                                    : getTranslation("base.bulk.changing", now.changing(), ids.size())));
            if (now.unchanged() > 0) {
                outcome.add(new Paragraph(getTranslation("base.bulk.unchanged", now.unchanged())));
            }
            if (now.heldRows() > 0) {
                outcome.add(new Paragraph(getTranslation("base.bulk.held", now.heldRows())), reasons(now));
            }
            partly.setLabel(getTranslation("base.bulk.partly", now.changing(), now.heldRows()));
        }
        partly.setVisible(now != null && now.heldRows() > 0 && now.changing() > 0);
        allow();
    }

    /** What is wanted by now: a field is emptied only where the person has said so. */
    private @Nullable C wanted() {
        Field<C> chosen = field.getValue();
        return chosen.empties.get() && !emptying.getValue() ? null : chosen.change.get();
    }

    private UnorderedList reasons(BulkPlan now) {
        UnorderedList reasons = new UnorderedList();
        for (BulkPlan.Held held : now.held()) {
            String why = getTranslation(held.key(), held.arguments().toArray());
            reasons.add(new ListItem(
                    held.named().isEmpty()
                            ? getTranslation("base.bulk.reason", held.rows(), why)
                            : getTranslation(
                                    "base.bulk.reason.named",
                                    held.rows(),
                                    why,
                                    names(held.named(), held.rows(), getLocale()))));
        }
        return reasons;
    }

    private void allow() {
        BulkPlan now = plan;
        saveButton().setEnabled(now != null && now.changing() > 0 && (now.heldRows() == 0 || partly.getValue()));
    }

    private void apply() {
        C change = wanted();
        if (change == null) {
            return;
        }
        if (!SaveFailures.attempt(() -> tellOf(service.apply(ids, change, partly.getValue())))) {
            // Somebody was faster: what would change now is shown, to be decided anew.
            plan();
        }
    }

    private void tellOf(BulkDone made) {
        close();
        done.run();
        Locale locale = getLocale();
        Notices.undoable(getTranslation("base.bulk.done", made.plan().changing()), () -> {
            SaveFailures.attempt(() -> {
                BulkUndone undone = service.undo(made);
                if (undone.refused().isEmpty()) {
                    Notices.done(getTranslation(locale, "base.bulk.undone", undone.rows()));
                } else {
                    Notices.refused(getTranslation(
                            locale,
                            "base.bulk.undone.partly",
                            undone.rows(),
                            undone.refused().size(),
                            names(undone.refused(), undone.refused().size(), locale)));
                }
                done.run();
            });
        });
    }

    private static String names(List<Names> some, int ofAll, Locale locale) {
        String separator = Formats.chinese(locale) ? "、" : ", ";
        String named = some.stream().limit(5).map(one -> one.in(locale)).collect(Collectors.joining(separator));
        return ofAll > 5 ? named + " …" : named;
    }
}

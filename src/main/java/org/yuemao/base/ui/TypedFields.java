package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.i18n.I18NProvider;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import org.yuemao.base.Refusal;

/**
 * The fields of a form by the component of the data record that each stands for. Knows what was typed since the record was
 * read, and keeps that when somebody else's change is taken over.
 */
public final class TypedFields implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, HasValueAndElement<?, ?>> fields = new LinkedHashMap<>();
    private final Map<String, OwnTexts> texts = new HashMap<>();
    private final Component form;
    private transient Map<String, Object> untouched = Map.of();
    /** What stands in a field that has not been left yet: its value is not known to the field before. */
    private final transient Map<String, FieldText> beingTyped = new LinkedHashMap<>();
    /** What was typed where somebody else saved something else, until that is settled. */
    private final transient Map<String, Object> clashing = new LinkedHashMap<>();

    private final List<SerializableRunnable> typingListeners = new ArrayList<>();
    private boolean takingOver;

    /** How a field's contents are written in drafts, and read from them. */
    private record OwnTexts(
            SerializableFunction<Object, String> write, SerializableFunction<FieldText, Optional<Object>> read)
            implements Serializable {}

    /** A field that somebody else changed to another value than the one typed here. */
    public record Difference(String field, String label, String theirs, String typed) {}

    /**
     * What came of bringing two people's changes together.
     *
     * @param differences the fields that both changed, typed values still standing
     * @param theirs the labels of the fields that only the other changed, and that show it now
     * @param mine the labels of the fields that only this person changed
     */
    public record Merge(List<Difference> differences, List<String> theirs, List<String> mine) {
        /** What came of bringing two people's changes together when nothing was to be brought together. */
        public static final Merge NONE = new Merge(List.of(), List.of(), List.of());

        /** The same, with differences that were heard of later. */
        public Merge with(List<Difference> late) {
            List<Difference> all = new ArrayList<>(differences);
            List<String> left = new ArrayList<>(theirs);
            late.forEach(one -> {
                all.add(one);
                left.remove(one.label());
            });
            return new Merge(List.copyOf(all), List.copyOf(left), mine);
        }
    }

    /** Begins with a form; while something in it is not saved, the browser asks before it closes or reloads the page. */
    public TypedFields(Component form) {
        this.form = form;
        // In the browser, since what is being typed is not known to the server before its field is left.
        form.addAttachListener(attached -> form.getElement().executeJs("""
                if (!window.yuemaoUnsaved) {
                  window.yuemaoUnsaved = new Set();
                  window.addEventListener('beforeunload', event => {
                    if ([...window.yuemaoUnsaved].some(form => form.isConnected)) event.preventDefault();
                  });
                }
                if (!this.yuemaoWatched) {
                  this.yuemaoWatched = true;
                  const mark = () => window.yuemaoUnsaved.add(this);
                  this.addEventListener('input', mark);
                  this.addEventListener('change', mark);
                }"""));
    }

    /** Adds a field with its label; fields are kept in the order of adding. */
    public <T extends HasValueAndElement<?, ?>> T add(String name, String label, T field) {
        field.getElement().setProperty("label", label);
        field.getElement().setAttribute("data-field", name);
        fields.put(name, field);
        field.addValueChangeListener(changed -> {
            beingTyped.remove(name);
            if (changed.isFromClient()) {
                clashing.computeIfPresent(name, (one, before) -> value(field));
                typed();
            }
        });
        return field;
    }

    /**
     * Adds a field whose content a text stands for that only its feature knows, such as a record that is chosen of many.
     *
     * @param write what stands for a content in a draft
     * @param read the content that a text stands for, or that is shown as it; nothing where there is none any more
     */
    @SuppressWarnings("unchecked") // A field's contents are of its own type.
    public <V, T extends HasValueAndElement<?, V>> T add(
            String name,
            String label,
            T field,
            SerializableFunction<V, String> write,
            SerializableFunction<FieldText, Optional<V>> read) {
        texts.put(name, new OwnTexts(content -> write.apply((V) content), text -> read.apply(text)
                .map(Object.class::cast)));
        return add(name, label, field);
    }

    private Optional<Object> read(String name, FieldText text) {
        OwnTexts own = texts.get(name);
        if (own == null) {
            return FieldTexts.read(field(name), text);
        }
        return String.join("", text.parts()).isBlank()
                ? Optional.of("")
                : own.read().apply(text);
    }

    private FieldText write(String name, Object content) {
        OwnTexts own = texts.get(name);
        return own == null || content.equals("")
                ? FieldTexts.write(content)
                : new FieldText(List.of(own.write().apply(content)), false);
    }

    /** Does something whenever the person has typed or chosen something. */
    public void onTyping(SerializableRunnable listener) {
        typingListeners.add(listener);
    }

    /** Takes note of what stands in a field that has not been left yet. */
    public void typing(String name, FieldText text) {
        HasValueAndElement<?, ?> field = fields.get(name);
        // What is chosen, and not typed, is known to the field itself.
        if (field == null || !FieldTexts.isTyped(field) || field.isReadOnly()) {
            return;
        }
        if (read(name, text).map(TypedFields::plain).equals(Optional.of(value(field)))) {
            beingTyped.remove(name);
        } else {
            beingTyped.put(name, text);
            read(name, text).ifPresent(typed -> clashing.computeIfPresent(name, (one, before) -> plain(typed)));
        }
        typed();
    }

    /**
     * Takes note of what was typed into a field over an older version, by somebody who could not see yet what the field
     * shows now; the difference, where somebody else changed the same field.
     *
     * @param was what stood in the field when it was typed over
     */
    public Optional<Difference> typingOver(String name, FieldText was, FieldText text) {
        HasValueAndElement<?, ?> field = fields.get(name);
        if (field == null || !FieldTexts.isTyped(field) || field.isReadOnly()) {
            return Optional.empty();
        }
        Object kept = untouched.getOrDefault(name, "");
        Optional<Object> typed = read(name, text).map(TypedFields::plain);
        boolean changedThere = !read(name, was).map(TypedFields::plain).equals(Optional.of(kept));
        Optional<Difference> late = typed.filter(
                        one -> changedThere && !one.equals(kept) && !clashing.containsKey(name))
                .map(one ->
                        new Difference(name, label(name), FieldTexts.show(field, kept), FieldTexts.show(field, one)));
        if (late.isPresent()) {
            clashing.put(name, typed.orElseThrow());
        }
        typing(name, text);
        return late;
    }

    private void typed() {
        tellBrowser(isChanged());
        typingListeners.forEach(SerializableRunnable::run);
    }

    /** The form that the fields are in. */
    public Component form() {
        return form;
    }

    /** What the field is called. */
    public String label(String name) {
        HasValueAndElement<?, ?> field = fields.get(name);
        return field == null ? "" : field.getElement().getProperty("label", "");
    }

    /** The names of the fields, in the order of adding. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** Marks a field as the one in which somebody else is, or takes the mark away. */
    public void mark(String name, @Nullable String who, int colour) {
        HasValueAndElement<?, ?> field = fields.get(name);
        if (field == null) {
            return;
        }
        Element element = field.getElement();
        if (who == null) {
            element.removeAttribute("data-companion");
            element.getStyle().remove("--companion");
        } else {
            element.setAttribute("data-companion", Integer.toString(colour));
            element.getStyle().set("--companion", "\"" + who.replaceAll("[\"\\\\\n]", "") + "\"");
        }
    }

    /** From now on only further typing counts as unsaved. */
    public void settle() {
        if (!takingOver) {
            beingTyped.clear();
            clashing.clear();
        }
        untouched = values();
        tellBrowser(false);
    }

    private void tellBrowser(boolean unsaved) {
        form.getElement()
                .executeJs("window.yuemaoUnsaved && window.yuemaoUnsaved[$0](this)", unsaved ? "add" : "delete");
    }

    /** Empties all fields. */
    public void clear() {
        fields.values().forEach(HasValue::clear);
    }

    /** Takes the marks of fields that had to be mended away. */
    public void forgetErrors() {
        fields.values().forEach(field -> {
            if (field instanceof HasValidation validated) {
                validated.setInvalid(false);
            }
        });
    }

    /** Whether something else stands in the fields than when they settled. */
    public boolean isChanged() {
        return !values().equals(untouched);
    }

    /** Shows the service's refusal at its field, and leads there; false when it belongs to none. */
    public boolean refuse(Refusal refusal) {
        HasValueAndElement<?, ?> field = refusal.field() == null ? null : fields.get(refusal.field());
        if (!(field instanceof HasValidation validated)) {
            return false;
        }
        validated.setInvalid(true);
        validated.setErrorMessage(I18NProvider.translate(refusal.key(), refusal.arguments()));
        focus(field);
        return true;
    }

    /** The first field that has to be mended, in the order of adding. */
    public Optional<HasValueAndElement<?, ?>> firstInvalid() {
        return fields.values().stream()
                .filter(field -> field instanceof HasValidation validated && validated.isInvalid())
                .findFirst();
    }

    /**
     * Takes over what somebody else has changed since, except where something else was typed here.
     *
     * @param read shows the newer record and settles
     * @param text how the content of the field with the name is written
     */
    public Merge takeOver(Runnable read, BiFunction<@Nullable Object, String, String> text) {
        Map<String, Object> before = untouched;
        Map<String, Object> typed = values();
        Map<String, Object> known = new LinkedHashMap<>();
        beingTyped.keySet().forEach(name -> known.put(name, value(field(name))));
        Map<String, FieldText> inTheBrowser = Map.copyOf(beingTyped);
        beingTyped.clear();
        takingOver = true;
        try {
            read.run();
        } finally {
            takingOver = false;
        }
        Map<String, Object> now = untouched;
        List<Difference> differences = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        List<String> mine = new ArrayList<>();
        typed.forEach((name, content) -> {
            boolean changedThere = !Objects.equals(now.get(name), before.get(name));
            if (content.equals(before.get(name)) && !inTheBrowser.containsKey(name)) {
                if (changedThere) {
                    theirs.add(label(name));
                }
                return;
            }
            if (content.equals(now.get(name))) {
                clashing.remove(name);
            } else if (changedThere || clashing.containsKey(name)) {
                clashing.put(name, content);
                differences.add(
                        new Difference(name, label(name), text.apply(now.get(name), name), text.apply(content, name)));
            } else {
                mine.add(label(name));
            }
            FieldText browser = inTheBrowser.get(name);
            if (browser == null) {
                set(name, content);
            } else {
                // As the field stood: the browser is sent nothing that would tear the letters from under the cursor.
                set(name, Objects.requireNonNull(known.get(name)));
                beingTyped.put(name, browser);
            }
        });
        // Reading has settled the form, but what was typed is not saved yet.
        tellBrowser(isChanged());
        return new Merge(differences, theirs, mine);
    }

    /** Takes over what somebody else has changed since, contents being written as the fields show them. */
    public Merge takeOver(Runnable read) {
        return takeOver(read, (content, name) -> FieldTexts.show(field(name), plain(content)));
    }

    /** Chooses, for a field in which two people differ, what was typed here or what the other saved. */
    public void choose(String name, boolean mine) {
        Object content = mine ? clashing.get(name) : untouched.get(name);
        if (content == null) {
            return;
        }
        beingTyped.remove(name);
        set(name, content);
        typed();
    }

    /** What was typed and differs from what is kept, by field. */
    public Map<String, FieldChange> changes() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        values().forEach((name, content) -> {
            HasValueAndElement<?, ?> field = field(name);
            FieldText typed = beingTyped.getOrDefault(name, write(name, content));
            Object was = untouched.getOrDefault(name, "");
            boolean readable =
                    !beingTyped.containsKey(name) || read(name, typed).isPresent();
            if (FieldTexts.isKept(field) && !(readable && content.equals(was))) {
                changes.put(
                        name,
                        new FieldChange(
                                label(name),
                                write(name, was),
                                typed,
                                readable ? FieldTexts.show(field, content) : String.join("", typed.parts())));
            }
        });
        return changes;
    }

    /** Where changes that were typed earlier differ from what is kept now. */
    public List<Difference> differing(Map<String, FieldChange> changes) {
        List<Difference> differences = new ArrayList<>();
        untouched.forEach((name, content) -> {
            FieldChange change = changes.get(name);
            if (change == null) {
                return;
            }
            Optional<Object> typed = read(name, change.typed()).map(TypedFields::plain);
            if (!typed.equals(Optional.of(content))) {
                differences.add(new Difference(
                        name,
                        label(name),
                        FieldTexts.show(field(name), content),
                        typed.map(one -> FieldTexts.show(field(name), one)).orElse(change.shown())));
            }
        });
        return differences;
    }

    /** Puts what was typed earlier back into the fields, and says where somebody else has saved something else since. */
    public Merge restore(Map<String, FieldChange> changes) {
        List<Difference> differences = new ArrayList<>();
        List<String> mine = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (String name : fields.keySet()) {
            FieldChange change = changes.get(name);
            if (change == null || field(name).isReadOnly()) {
                continue;
            }
            HasValueAndElement<?, ?> field = field(name);
            Object kept = untouched.getOrDefault(name, "");
            Optional<Object> typed = read(name, change.typed()).map(TypedFields::plain);
            if (typed.isEmpty() && !FieldTexts.isTyped(field)) {
                continue;
            }
            if (typed.isEmpty()) {
                beingTyped.put(name, change.typed());
                showUnreadable(field, String.join("", change.typed().parts()));
                mine.add(label(name));
                continue;
            }
            Object content = typed.get();
            if (content.equals(kept)) {
                continue;
            }
            Object was = read(name, change.was()).map(TypedFields::plain).orElse(kept);
            if (was.equals(kept)) {
                mine.add(label(name));
            } else {
                clashing.put(name, content);
                differences.add(new Difference(
                        name, label(name), FieldTexts.show(field, kept), FieldTexts.show(field, content)));
            }
            set(name, content);
        }
        typed();
        return new Merge(differences, theirs, mine);
    }

    /** What no field can hold, such as half a day, stands in its input as it was typed, to be mended. */
    private static void showUnreadable(HasValueAndElement<?, ?> field, String text) {
        field.getElement().executeJs("""
                this.inputElement.value = $0;
                this.inputElement.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));""", text);
    }

    public void setReadOnly(boolean readOnly) {
        fields.values().forEach(field -> field.setReadOnly(readOnly));
    }

    /** Puts the cursor into a field, where it takes one. */
    public static void focus(Object field) {
        if (field instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }

    private HasValueAndElement<?, ?> field(String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            FieldText text = beingTyped.get(name);
            Optional<Object> typed = text == null ? Optional.empty() : read(name, text);
            values.put(name, typed.map(TypedFields::plain).orElseGet(() -> value(field)));
        });
        return values;
    }

    private static Object value(HasValueAndElement<?, ?> field) {
        return plain(field.getValue());
    }

    private static Object plain(@Nullable Object content) {
        return switch (content) {
            case null -> "";
            case String text -> text.strip();
            case BigDecimal number -> number.stripTrailingZeros();
            default -> content;
        };
    }

    @SuppressWarnings("unchecked")
    private void set(String name, Object content) {
        HasValue<?, Object> field = (HasValue<?, Object>) Objects.requireNonNull(fields.get(name));
        if (content.equals("")) {
            field.clear();
        } else {
            field.setValue(content);
        }
    }
}

package org.yuemao.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.i18n.I18NProvider;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.Refusal;

/**
 * The fields of a form by the component of the data record that each stands for. Knows what was typed since the record was
 * read, and keeps that when somebody else's change is taken over.
 */
public final class TypedFields implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, HasValueAndElement<?, ?>> fields = new LinkedHashMap<>();
    private final Component form;
    private transient Map<String, Object> untouched = Map.of();

    /** A field that somebody else changed to another value than the one typed here. */
    public record Difference(String field, String label, String theirs, String typed) {}

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
            if (changed.isFromClient()) {
                tellBrowser(isChanged());
            }
        });
        return field;
    }

    /** From now on only further typing counts as unsaved. */
    public void settle() {
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
     * @return the fields where both differ, typed values still standing
     */
    public List<Difference> takeOver(Runnable read, BiFunction<@Nullable Object, String, String> text) {
        Map<String, Object> typed = values();
        Map<String, Object> before = untouched;
        read.run();
        Map<String, Object> now = untouched;
        List<Difference> differences = new ArrayList<>();
        typed.forEach((name, content) -> {
            if (content.equals(before.get(name))) {
                return;
            }
            if (!Objects.equals(now.get(name), before.get(name)) && !content.equals(now.get(name))) {
                differences.add(
                        new Difference(name, label(name), text.apply(now.get(name), name), text.apply(content, name)));
            }
            set(name, content);
        });
        // Reading has settled the form, but what was typed is not saved yet.
        tellBrowser(isChanged());
        return differences;
    }

    /** Gives up what was typed in one field for what is kept. */
    public void giveUp(String name) {
        set(name, Objects.requireNonNull(untouched.get(name)));
        tellBrowser(isChanged());
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

    private String label(String name) {
        return Objects.requireNonNull(fields.get(name)).getElement().getProperty("label", "");
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Object content = field.getValue();
            values.put(
                    name,
                    switch (content) {
                        case null -> "";
                        case String text -> text.strip();
                        case BigDecimal number -> number.stripTrailingZeros();
                        default -> content;
                    });
        });
        return values;
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

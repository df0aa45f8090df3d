package org.yuemao.base;

import java.util.List;

/**
 * The content of a form's field as text, to be kept until it can be read back into the field.
 *
 * @param parts none where the field is empty, several where it takes several
 * @param shown whether this is what the browser showed, in the person's language, and not what the field itself wrote
 */
public record FieldText(List<String> parts, boolean shown) {
    public FieldText {
        parts = List.copyOf(parts);
    }
}

package org.yuemao.draft.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import tools.jackson.databind.JsonNode;

/** Reads what the browser says of a form; it is somebody's word and taken as such. */
final class FormMessages {
    private static final int MOST_FIELDS = 60;
    private static final int MOST_PARTS = 200;

    private FormMessages() {}

    /** What stands in fields, by name. */
    static Map<String, FieldText> texts(JsonNode fields) {
        Map<String, FieldText> texts = new LinkedHashMap<>();
        fields.properties().stream()
                .limit(MOST_FIELDS)
                .forEach(
                        field -> texts.put(field.getKey(), text(field.getValue().path("typed"))));
        return texts;
    }

    /** What stands in fields, with what stood there before, by name. */
    static Map<String, FieldChange> changes(JsonNode fields) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        fields.properties().stream().limit(MOST_FIELDS).forEach(field -> {
            FieldText typed = text(field.getValue().path("typed"));
            changes.put(
                    field.getKey(),
                    new FieldChange(
                            field.getValue().path("label").asString(""),
                            text(field.getValue().path("was")),
                            typed,
                            String.join(", ", typed.parts())));
        });
        return changes;
    }

    private static FieldText text(JsonNode parts) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            if (texts.size() < MOST_PARTS && !part.asString("").isEmpty()) {
                texts.add(part.asString(""));
            }
        }
        return new FieldText(texts, true);
    }
}

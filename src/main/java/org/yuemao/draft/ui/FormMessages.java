package org.yuemao.draft.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuemao.base.FieldChange;
import org.yuemao.base.FieldText;
import tools.jackson.databind.JsonNode;

/** Reads what the browser says of a form; it is somebody's word and taken as such. */
final class FormMessages {
    private static final int MOST_FIELDS = 60;
    /** As many as can be typed into a sheet while the connection is lost. */
    private static final int MOST_CELLS = 5000;

    private static final int MOST_PARTS = 200;

    private FormMessages() {}

    /**
     * What stands in a field that has not been left yet.
     *
     * @param was what stood there before
     * @param version the version of the record that it was typed over, null for a new one
     */
    record Typing(FieldText was, FieldText typed, @Nullable Long version) {}

    /** What is being typed into fields, by name. */
    static Map<String, Typing> typing(JsonNode fields) {
        Map<String, Typing> typing = new LinkedHashMap<>();
        fields.properties().stream().limit(MOST_FIELDS).forEach(field -> {
            JsonNode version = field.getValue().path("version");
            typing.put(
                    field.getKey(),
                    new Typing(
                            text(field.getValue().path("was")),
                            text(field.getValue().path("typed")),
                            version.isIntegralNumber() ? version.longValue() : null));
        });
        return typing;
    }

    /** What stands in fields, with what stood there before, by name. */
    static Map<String, FieldChange> changes(JsonNode fields) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        fields.properties().stream().limit(MOST_CELLS).forEach(field -> {
            FieldText typed = text(field.getValue().path("typed"));
            changes.put(
                    field.getKey(),
                    new FieldChange(
                            field.getValue().path("label").asString(""),
                            text(field.getValue().path("was")),
                            typed,
                            field.getValue().path("shown").asString(String.join(", ", typed.parts()))));
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

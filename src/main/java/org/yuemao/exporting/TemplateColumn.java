package org.yuemao.exporting;

import java.util.List;

/**
 * A column of a template.
 *
 * @param column how it is written; its note explains it
 * @param required whether every row has to have it
 * @param choices what can be chosen; nothing where anything can be typed
 * @param signed whether its numbers may be negative
 */
public record TemplateColumn(TableColumn column, boolean required, List<String> choices, boolean signed) {

    public TemplateColumn {
        choices = List.copyOf(choices);
    }

    public TemplateColumn(TableColumn column, boolean required) {
        this(column, required, List.of(), false);
    }
}

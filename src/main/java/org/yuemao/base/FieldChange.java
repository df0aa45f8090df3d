package org.yuemao.base;

/**
 * What was typed into a field and is not saved.
 *
 * @param label what the field is called, in the language in which it was typed
 * @param was what stood there when the typing began
 * @param typed what was typed
 * @param shown what was typed, as the person read it
 */
public record FieldChange(String label, FieldText was, FieldText typed, String shown) {}

package org.yuemao.draft;

import org.jspecify.annotations.Nullable;

/**
 * What a form or a sheet is about.
 *
 * @param formKey the kind of record, a colon, and its number or {@code new}; for a sheet which records it is of
 * @param title what the person calls it
 * @param address the page on which the form is
 * @param version the version of the record that is shown, or null for a new one
 */
public record DraftSubject(
        String formKey,
        String title,
        String address,
        @Nullable Long version) {

    /** The form of a record that is kept. */
    public static DraftSubject of(String kind, long id, long version, String title, String address) {
        return new DraftSubject(kind + ":" + id, title, address, version);
    }

    /** The form of a record that is to be. */
    public static DraftSubject ofNew(String kind, String title, String address) {
        return new DraftSubject(kind + ":new", title, address, null);
    }

    /** The sheet of these records. */
    public static DraftSubject ofSheet(String records, String title, String address) {
        return new DraftSubject(keyOfSheet(records), title, address, null);
    }

    /** What the sheet of these records is called for everybody. */
    public static String keyOfSheet(String records) {
        return "sheet:" + records;
    }

    /** The number of the record. */
    public String recordId() {
        return formKey.substring(formKey.indexOf(':') + 1);
    }

    /** Whether the record is still to be. */
    public boolean isNew() {
        return version == null;
    }
}
